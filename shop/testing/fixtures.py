"""Fixtures of every test. The plugin registers them after pytest-django's, so that they win."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from shop.testing.htmx import HtmxClient
from shop.testing.linting import LintingClient


@pytest.fixture(autouse=True)
def media_root(tmp_path: Path, settings: Settings) -> Path:
    """Give each test an empty folder for uploads."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture
def client() -> LintingClient:
    """A visitor whose every page is linted."""
    return LintingClient()


@pytest.fixture
def hx(client: LintingClient) -> HtmxClient:
    """The same visitor, asking through htmx."""
    return HtmxClient(client)
