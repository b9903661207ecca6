"""Fixtures of every test. The plugin registers them after pytest-django's, so that they win."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from pytest_django.fixtures import Settings

from shop.payments.guarded import guarded
from shop.testing.htmx import HtmxClient
from shop.testing.linting import LintingClient
from shop.testing.sandbox import Sandbox, open_sandbox


@pytest.fixture(autouse=True)
def media_root(tmp_path: Path, settings: Settings) -> Path:
    """Give each test an empty folder for uploads, and one for imports."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.IMPORTS_ROOT = tmp_path / "imports"
    return tmp_path / "media"


@pytest.fixture
def starting_pages(db: None) -> None:
    """The drafts that a migration has written, also where a test before has emptied the database. Writes."""
    migration = import_module("shop.content.migrations.0002_starting_pages")
    migration.make(apps, SimpleNamespace(connection=connection))


@pytest.fixture
def client() -> LintingClient:
    """A visitor whose every page is linted."""
    return LintingClient()


@pytest.fixture
def hx(client: LintingClient) -> HtmxClient:
    """The same visitor, asking through htmx."""
    return HtmxClient(client)


@pytest.fixture(scope="session")
def sandbox_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """A sandbox that all tests of this process share. It sends no webhook by itself."""
    with open_sandbox(tmp_path_factory.mktemp("sandbox")) as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(sandbox_process: Sandbox, settings: Settings) -> Sandbox:
    """A sandbox that has forgotten everything, as a provider that the shop of this process offers."""
    sandbox_process.reset()
    guarded.cache_clear()
    sandbox_process.set(holds=True, outage=0)
    settings.PAYMENT_PROVIDERS = ["offline", "sandbox"]
    settings.SANDBOX_URL, settings.SANDBOX_SECRET = sandbox_process.url, sandbox_process.secret
    return sandbox_process
