"""The pytest plugin of the shop; pyproject.toml loads it."""

from collections import Counter
from contextlib import ExitStack

import pytest

# What the processes of a run share, in the one that has begun them.
SHARED = pytest.StashKey[ExitStack]()


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    # Imported here: these modules need the settings that pytest-django has just loaded.
    from shop.testing import filled, fixtures  # noqa: PLC0415

    config.pluginmanager.register(fixtures, "shop.testing.fixtures")
    if not hasattr(config, "workerinput"):
        config.stash[SHARED] = ExitStack()
        config.stash[SHARED].enter_context(filled.shared_folder())


def pytest_unconfigure(config: pytest.Config) -> None:
    if shared := config.stash.get(SHARED, None):
        shared.close()


def pytest_itemcollected(item: pytest.Item) -> None:
    """Raise UsageError for a test that does not say why it runs on PostgreSQL too."""
    if (mark := item.get_closest_marker("postgresql")) and not mark.args:
        raise pytest.UsageError(f"{item.nodeid} runs on PostgreSQL too, and does not say why.")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest, so that no process has one of them left when the others are done."""
    tests = Counter(item.path for item in items)
    begins = {item.path for item in items if item.get_closest_marker("served") or item.get_closest_marker("slow")}
    items.sort(key=lambda item: (item.path not in begins, -tests[item.path]))
