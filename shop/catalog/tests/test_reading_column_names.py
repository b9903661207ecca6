"""An import knows a column by either of its names, however they are written."""

from decimal import Decimal
from pathlib import Path

import pytest

from shop.catalog.models import Product, Variant
from shop.catalog.shopify_csv.columns import COLUMNS, LINKED_TO, Header
from shop.catalog.tests.product_files import CASES, bring_in, further_row, needs_cases, product_row, write_csv

pytestmark = pytest.mark.django_db

NEW_NAMES = {
    "Handle": "URL handle",
    "Body (HTML)": "Description",
    "Product Category": "Product category",
    "Published": "Published on online store",
    "Variant SKU": "SKU",
    "Variant Grams": "Weight value (grams)",
    "Variant Inventory Tracker": "Inventory tracker",
    "Variant Inventory Qty": "Inventory quantity",
    "Variant Inventory Policy": "Continue selling when out of stock",
    "Variant Fulfillment Service": "Fulfillment service",
    "Variant Price": "Price",
    "Variant Compare At Price": "Compare-at price",
    "Variant Requires Shipping": "Requires shipping",
    "Variant Taxable": "Charge tax",
    "Variant Barcode": "Barcode",
    "Image Src": "Product image URL",
    "Variant Image": "Variant image URL",
    "Variant Weight Unit": "Weight unit for display",
    "Variant Tax Code": "Tax code",
    "Google Shopping / MPN": "Google Shopping / Manufacturer part number (MPN)",
    "Google Shopping / AdWords Grouping": "Google Shopping / Ad group name",
    "Google Shopping / AdWords Labels": "Google Shopping / Ads labels",
}


def test_every_column_is_known_by_the_name_of_todays_template() -> None:
    today = Header([NEW_NAMES.get(column, column[:1] + column[1:].lower()) for column in COLUMNS])

    assert tuple(today.names) == COLUMNS
    assert Header([name.lower() for name in LINKED_TO]).names == [*LINKED_TO]


@pytest.mark.parametrize(
    "name", ["Variant Price", "variant  price", " Variant Price ", "VARIANT\u00a0PRICE", "\ufeffVariant Price", "price"]
)
def test_case_and_blanks_make_no_other_column(name: str) -> None:
    assert Header([name]).names == ["Variant Price"]


@pytest.mark.parametrize(
    ("columns", "cells"),
    [
        ("Handle,URL handle,Title,Option1 Name,Option1 Value,Price", "mug,cup,Mug,,,3"),
        ("Handle,Title,Option1 Name,Option1 Value,Price,Variant Price", "mug,Mug,,,3,4"),
        ("Handle,Title,Option1 Name,Option1 Value,Price,Variant Price", "mug,Mug,,,3,"),
        ("Handle,Title,Option1 Name,Option1 Value,Price,Barcode,Barcodes", "mug,Mug,,,3,1,2"),
    ],
)
def test_a_column_by_two_names_is_refused_where_they_differ(tmp_path: Path, columns: str, cells: str) -> None:
    file = tmp_path / "products.csv"
    file.write_text(f"{columns}\n{cells}\n")

    said = bring_in(file, succeeds=False)

    assert "has the same column twice, as " in said
    assert "in line 2 they differ: “" in said
    assert not Product.objects.exists()


def test_a_column_by_two_names_with_the_same_cells_is_one(tmp_path: Path) -> None:
    file = tmp_path / "products.csv"
    file.write_text("Handle,Title,Option1 Name,Option1 Value,Price,Variant Price,Published\nmug,Mug,,,3,3,true\n")

    assert "column" not in bring_in(file)
    product = Product.objects.get()
    assert (product.variants.get().price, product.feed) == (3, {})


def test_a_file_of_todays_template_comes_in(tmp_path: Path) -> None:
    rows = [
        product_row("tee", Option1_Name="Size", Option1_Value="S", Variant_Compare_At_Price="15", Variant_Grams="220"),
        further_row("tee", Option1_Value="M", Variant_Price="13", Variant_Inventory_Policy="CONTINUE"),
    ]
    named = [{NEW_NAMES.get(column, column): cell for column, cell in row.items()} for row in rows]
    file = write_csv(tmp_path / "today.csv", named, columns=[NEW_NAMES.get(column, column) for column in COLUMNS])

    assert "1 product: 1 added" in bring_in(file)

    small, medium = Variant.objects.order_by("position")
    assert (small.option1, small.price, small.compare_at_price, small.stock) == ("S", Decimal("12.5"), 15, 5)
    assert (medium.option1, medium.allow_backorder, medium.weight_grams) == ("M", True, 0)


def test_a_sentence_names_a_column_as_its_file_does(tmp_path: Path) -> None:
    (tmp_path / "today.csv").write_text("URL handle,Title,Option1 name,Option1 value,Price\nmug,Mug,,,dear\n")

    assert "line 2, mug: Price is “dear”" in bring_in(tmp_path / "today.csv", succeeds=False)


@needs_cases
def test_todays_template_with_all_its_columns_comes_in() -> None:
    bring_in(CASES / "01-new-template" / "products.csv")

    tee, jug = Product.objects.order_by("slug")
    assert [
        (variant.option1, variant.sku, variant.price, variant.compare_at_price, variant.stock)
        for variant in tee.variants.all()
    ] == [("S", "FT-S", 24, 30, 7), ("M", "FT-M", 24, 30, 7)]
    assert [(image.source, image.alt) for image in tee.images.all()] == [("https://img.example/fern.jpg", "Fern")]
    assert jug.option_names == []
    assert (jug.variants.get().stock, jug.variants.get().allow_backorder, jug.is_available) == (-2, True, True)
