"""Fixtures of the catalogue's tests."""

from pathlib import Path

import pytest

from shop.catalog.models import Category
from shop.testing.builders import make_category, make_product


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The file that a merchant brings in: each test writes its own."""
    return tmp_path / "products.csv"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder for the pictures that come with it."""
    (tmp_path / "images").mkdir()
    return tmp_path / "images"


@pytest.fixture
def textiles() -> Category:
    """A category of four products with filters, and a mug elsewhere."""
    textiles = make_category(name="Textiles", slug="textiles")
    shirts = make_category(name="Shirts", slug="shirts", parent=textiles)
    size = {"Size": ["S", "M"]}
    make_product(
        title="Linen shirt", category=shirts, vendor="Halm", price="40", options={"Colour": ["Sage", "Ink"], **size}
    )
    make_product(title="Cotton shirt", category=shirts, vendor="Halm", price="20", options={"Colour": ["Ink"], **size})
    make_product(title="Towel", category=textiles, vendor="Grove", price="15", compare_at_price="18")
    make_product(title="Sold-out rug", category=textiles, vendor="Grove", price="150", stock=0)
    make_product(title="Mug", category=make_category(name="Kitchen"), vendor="Tide", price="4")
    return textiles
