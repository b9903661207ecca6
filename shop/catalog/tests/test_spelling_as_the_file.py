"""Shoppers read words, and the export writes what the file had."""

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client

from shop.catalog.models import Product, Variant
from shop.catalog.shopify_csv.columns import COLUMNS
from shop.catalog.shopify_csv.spellings import in_words
from shop.catalog.tests.product_files import (
    CASES,
    MERCHANTS,
    bring_in,
    export,
    further_row,
    needs_cases,
    needs_merchants_files,
    product_row,
    write_csv,
)
from shop.testing.builders import make_product

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

LINKED = "Option1 Linked To"


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


@pytest.mark.parametrize(
    ("metafield", "handles", "shown"),
    [
        ("ring-size", ["size-5", "size-6"], ["Size 5", "Size 6"]),
        ("color-pattern", ["amarillo-1", "blanco"], ["Amarillo", "Blanco"]),
        ("color-pattern", ["amarillo", "amarillo-1"], ["Amarillo", "Amarillo 1"]),
        ("color-pattern", ["light-blue", "grün"], ["Light blue", "Grün"]),
        ("size", ["s", "xl", "2xl", "one-size", "38", "eu-38"], ["S", "XL", "2XL", "One size", "38", "Eu 38"]),
        ("color-pattern", ["Light Blue", "Size-5"], ["Light Blue", "Size-5"]),
        ("ring-size", ["Size 5", "size-5"], ["Size 5", "size-5"]),
        ("compatible-phone", ["iphone-15"], ["Iphone 15"]),
    ],
)
def test_a_linked_value_is_read_in_words(metafield: str, handles: list[str], shown: list[str]) -> None:
    words = in_words(handles, f"product.metafields.shopify.{metafield}")

    assert [words[handle] for handle in handles] == shown


def test_linked_options_are_shown_by_their_words_and_exported_as_they_came(file: Path, client: Client) -> None:
    metafield = "product.metafields.shopify.ring-size"
    write_csv(
        file,
        [
            product_row("ring", Option1_Name="Ring size", Option1_Value="size-5", **{LINKED: metafield}),
            further_row("ring", Option1_Value="size-6", Variant_Price="13"),
        ],
        columns=[*COLUMNS, LINKED],
    )

    bring_in(file)

    assert list(Variant.objects.values_list("option1", flat=True)) == ["Size 5", "Size 6"]
    page = client.get("/products/ring/").text
    assert "Size 5" in page
    assert "size-5" not in page
    written = rows(export(file))
    assert [(row["Option1 Value"], row[LINKED]) for row in written] == [("size-5", metafield), ("size-6", "")]
    assert "1 unchanged" in bring_in(file)


def test_a_variant_that_was_shown_by_its_handle_keeps_its_id(file: Path) -> None:
    row = product_row("ring", Option1_Name="Ring size", Option1_Value="size-5", **{LINKED: "a.metafields.b.size"})
    product = make_product(title="Ring", slug="ring", options={"Ring size": ["size-5"]})
    variant = product.variants.get()
    write_csv(file, [row], columns=[*COLUMNS, LINKED])

    bring_in(file)

    assert Variant.objects.values_list("pk", "option1").get() == (variant.pk, "Size 5")


def test_a_linked_value_that_was_made_in_the_shop_is_exported_as_it_is(file: Path) -> None:
    write_csv(
        file,
        [product_row("ring", Option1_Name="Ring size", Option1_Value="size-5", **{LINKED: "a.metafields.b.size"})],
        columns=[*COLUMNS, LINKED],
    )
    bring_in(file)
    Variant.objects.create(product=Product.objects.get(), option1="Size 7", price=3, position=2)

    assert [row["Option1 Value"] for row in rows(export(file))] == ["size-5", "Size 7"]


@pytest.mark.parametrize("column", ["Variant SKU", "Variant Barcode"])
def test_a_leading_apostrophe_is_exported_and_never_shown(file: Path, column: str) -> None:
    field = {"Variant SKU": "sku", "Variant Barcode": "barcode"}[column]
    spelt = ["'0112", "0113", "''quoted", "A'B", ""]
    write_csv(file, [product_row(f"mug-{number}", **{column: cell}) for number, cell in enumerate(spelt)])

    bring_in(file)

    shown = Variant.objects.order_by("product__slug").values_list(field, flat=True)
    assert list(shown) == ["0112", "0113", "'quoted", "A'B", ""]
    assert [row[column] for row in rows(export(file))] == spelt
    assert "5 unchanged" in bring_in(file)


def test_a_weight_is_not_rounded(file: Path) -> None:
    grams = ["453.59237", "28.349523125", "0.0", "250", "0.5", ""]
    write_csv(file, [product_row(f"mug-{number}", Variant_Grams=cell) for number, cell in enumerate(grams)])

    bring_in(file)

    weights = list(Variant.objects.order_by("product__slug").values_list("weight_grams", flat=True))
    assert weights == [Decimal(cell or 0) for cell in grams]
    assert [row["Variant Grams"] for row in rows(export(file))] == [grams[0], grams[1], "0", "250", "0.5", "0"]
    assert "6 unchanged" in bring_in(file)


def test_what_another_file_brought_stays_where_this_one_lacks_its_columns(file: Path) -> None:
    write_csv(file, [product_row(Season="spring", Variant_SKU="'7")], columns=[*COLUMNS, "Season"])
    bring_in(file)
    write_csv(file, [product_row(Variant_Price="3")], columns=[column for column in COLUMNS if column != "Variant SKU"])

    bring_in(file)

    assert Product.objects.get().feed == {"Season": ["spring"], "Variant SKU": ["'7"]}


@needs_cases
def test_the_values_of_a_real_linked_option_are_words() -> None:
    bring_in(CASES / "32-linked-options" / "products.csv")

    assert list(Variant.objects.values_list("option1", flat=True)) == ["Size 5", "Size 6"]


@needs_merchants_files
@pytest.mark.parametrize("name", ["laslira.csv", "ronne.csv"])
def test_a_merchants_whole_export_comes_back_with_its_own_spellings(file: Path, name: str) -> None:
    bring_in(MERCHANTS / name)
    first = export(file)

    kept = ("Variant SKU", "Variant Barcode", LINKED, "Option1 Value", "Variant Price")
    original = rows((MERCHANTS / name).read_bytes())
    for column in kept:
        before = sorted(cell for row in original if (cell := row.get(column)) and cell != "Default Title")
        after = sorted(cell for row in rows(first) if (cell := row.get(column)) and cell != "Default Title")
        assert [*map(same, before)] == [*map(same, after)], column

    Product.objects.all().delete()
    bring_in(file)
    assert export(file.with_name("again.csv")) == first


def same(cell: str) -> str:
    """Return an amount without the zeros that end it."""
    return cell.rstrip("0").rstrip(".") if cell.replace(".", "", 1).isdigit() and "." in cell else cell
