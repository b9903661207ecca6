"""The pytest plugin of the shop; pyproject.toml loads it."""

import pytest

REACHING = {"db", "transactional_db", "client", "hx", "rf"}


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    # Imported here: these modules need the settings that pytest-django has just loaded.
    from shop.testing import fixtures  # noqa: PLC0415

    config.pluginmanager.register(fixtures, "shop.testing.fixtures")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if not _may_reach_a_store(item):
            item.add_marker(pytest.mark.storeless)


def _may_reach_a_store(item: pytest.Item) -> bool:
    """Tell whether a test may reach the database or the cache: by itself, by a request, or by what its module has."""
    if item.get_closest_marker("django_db") or not REACHING.isdisjoint(getattr(item, "fixturenames", ())):
        return True
    return any(name in vars(getattr(item, "module", item)) for name in ("Client", "cache", "call_command"))
