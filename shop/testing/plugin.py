"""The pytest plugin of the shop; pyproject.toml loads it."""

import pytest


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    # Imported here: these modules need the settings that pytest-django has just loaded.
    from shop.testing import fixtures  # noqa: PLC0415

    config.pluginmanager.register(fixtures, "shop.testing.fixtures")
