"""Product CSVs for the tests: everything is defaulted, a test states the cells that matter."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from PIL import Image

from shop.catalog.models import Category, Product, ProductImage, Variant
from shop.catalog.shopify_csv.columns import COLUMNS

SHARED = settings.BASE_DIR.parent / "shared" / "data" / "shopify"
REAL_FILES = ("apparel-variants.csv", "apparel.csv", "home-and-garden.csv", "jewelery.csv")

needs_real_files = pytest.mark.skipif(
    not SHARED.is_dir(), reason=f"the sample product exports are not in {SHARED.relative_to(settings.BASE_DIR.parent)}"
)

CASES = settings.BASE_DIR.parent / "shared" / "cases"
MERCHANTS = settings.BASE_DIR.parent / "shared" / "data" / "exports"

needs_cases = pytest.mark.skipif(
    not CASES.is_dir(), reason=f"the cases are not in {CASES.relative_to(settings.BASE_DIR.parent)}"
)
needs_merchants_files = pytest.mark.skipif(
    not MERCHANTS.is_dir(), reason=f"merchants' exports are not in {MERCHANTS.relative_to(settings.BASE_DIR.parent)}"
)

Row = dict[str, str]


def product_row(handle: str = "mug", **cells: str) -> Row:
    """Return the row of a published product without a choice. Keywords are columns with "_" for a space."""
    return {
        "Handle": handle,
        "Title": handle.title(),
        "Published": "true",
        "Variant Price": "12.50",
        "Variant Inventory Tracker": "shopify",
        "Variant Inventory Qty": "5",
        "Variant Inventory Policy": "deny",
    } | named(cells)


def further_row(handle: str = "mug", **cells: str) -> Row:
    """Return a further row of a product, with these cells alone."""
    return {"Handle": handle} | named(cells)


def named(cells: dict[str, str]) -> Row:
    return {name.replace("_", " "): cell for name, cell in cells.items()}


def write_csv(path: Path, rows: Sequence[Row], *, columns: Sequence[str] = COLUMNS, encoding: str = "utf-8") -> Path:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def bring_in(*paths: Path, succeeds: bool = True, **options: object) -> str:
    """Run `import_products` and return all that it says; `succeeds` is the exit status that is demanded."""
    said = io.StringIO()
    if succeeds:
        call_command("import_products", *paths, stdout=said, stderr=said, **options)
    else:
        with pytest.raises(CommandError):
            call_command("import_products", *paths, stdout=said, stderr=said, **options)
    return said.getvalue()


def export(path: Path) -> bytes:
    call_command("export_products", path, stdout=io.StringIO())
    return path.read_bytes()


def read_csv(content: bytes) -> list[Row]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def empty_the_shop() -> None:
    Product.objects.all().delete()
    while leaves := Category.objects.filter(children=None):
        leaves.delete()


def assert_comes_back_the_same(file: Path) -> bytes:
    """Export, empty the shop, import, export again; return the file."""
    first = export(file)
    empty_the_shop()
    assert not Product.objects.exists()
    bring_in(file)
    again = export(file.with_name("again.csv"))
    assert again.decode().splitlines() == first.decode().splitlines()
    assert again == first
    return first


def everything() -> list[list[dict[str, Any]]]:
    """Return what the shop has of products, variants and images, without when it was written."""
    moments = ("updated_at", "version")
    return [
        [
            {name: value for name, value in row.items() if name not in moments}
            for row in model.objects.order_by("pk").values()
        ]
        for model in (Product, Variant, ProductImage)
    ]


def picture(size: tuple[int, int] = (640, 640), kind: str = "JPEG") -> bytes:
    """Return the file of a picture."""
    buffer = io.BytesIO()
    Image.new("RGB", size, "teal").save(buffer, kind)
    return buffer.getvalue()
