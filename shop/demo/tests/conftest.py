"""The demo shop for tests. Its pictures are copied once for all tests that do not ask about them."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import override_settings
from pytest_django.fixtures import Settings

from shop.demo import seeding
from shop.demo.data import PRODUCTS, product_rows
from shop.demo.front_page import section_drawings
from shop.demo.importing import drawings_of
from shop.demo.pictures import write_drawings


@pytest.fixture(scope="session")
def drawings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("drawn")
    with override_settings(MEDIA_ROOT=folder):
        write_drawings([*drawings_of(product_rows(PRODUCTS)), *section_drawings()])
    return folder


@pytest.fixture
def drawn(media_root: Path, drawings: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Pretend that a seeding copies them: all drawings are there, in the folder that this returns."""
    settings.MEDIA_ROOT = drawings
    monkeypatch.setattr(seeding, "write_drawings", lambda names: None)
    return drawings


@pytest.fixture
def demo_shop(db: None, drawn: Path) -> Path:
    """The demo shop as `seed_demo` makes it; returns its media folder."""
    call_command("seed_demo", "--no-progress", verbosity=0)
    return drawn
