"""A merchant takes some fields of a file and leaves the rest alone."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from shop.catalog.models import Category, Product, ProductImage, Variant
from shop.catalog.shopify_csv.fields import NAMES
from shop.catalog.tests.product_files import bring_in, further_row, product_row, write_csv

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


NEW = {
    "Title": "New title",
    "Type": "New",
    "Tags": "new",
    "Status": "draft",
    "Variant_Price": "99",
    "Variant_Inventory_Qty": "77",
    "Variant_SKU": "NEW",
    "Variant_Grams": "500",
    "Image_Src": "https://cdn.example.com/new.jpg",
    "SEO_Title": "New",
    "Variant_Compare_At_Price": "120",
}


@pytest.mark.parametrize(
    ("only", "changed"),
    [
        ("stock,price", "stock 5 -> 77; price 12.50 -> 99.00"),
        (" Stock , ", "stock 5 -> 77"),
        ("title", "title “Mug” -> “New title”"),
        ("compare-at", "compare-at price nothing -> 120.00"),
        ("status", "status “active” -> “draft”"),
        ("category", "category nothing -> “New”"),
        ("type", "type nothing -> “New”"),
        ("tags,seo", "tags nothing -> “new”; seo title nothing -> “New”"),
        ("weight,sku", "sku nothing -> “NEW”; weight in grams 0 -> 500"),
        ("images", "image https://cdn.example.com/new.jpg added"),
    ],
)
def test_only_these_change(file: Path, only: str, changed: str) -> None:
    bring_in(write_csv(file, [product_row()]))

    said = bring_in(write_csv(file, [product_row(**NEW)]), only=only)

    [line] = [line for line in said.splitlines() if line.startswith("products.csv, mug: ")]
    assert set(line.removeprefix("products.csv, mug: ").removesuffix(".").split("; ")) == set(changed.split("; "))
    product = Product.objects.get()
    assert (product.title == "Mug") == (only != "title")
    assert (Variant.objects.get().stock == 5) == ("stock" not in only.casefold())
    assert ProductImage.objects.exists() == (only == "images")
    assert Category.objects.exists() == (only == "category")


def test_what_is_not_taken_is_not_told_of(file: Path) -> None:
    bring_in(write_csv(file, [product_row()]))
    write_csv(file, [product_row(Variant_Price="9", Variant_Inventory_Qty="", Gift_Card="true")])

    said = bring_in(file, only="price")

    assert "price 12.50 -> 9.00" in said
    assert said.rstrip().endswith("0 warnings.")
    assert "no quantity is given" in bring_in(file, only="stock")


def test_a_name_that_is_unknown_is_refused_with_those_that_are_known(file: Path) -> None:
    write_csv(file, [product_row()])

    for only in ("price,colour", "", ","):
        with pytest.raises(CommandError) as refused:
            call_command("import_products", file, only=only)
        assert all(name in str(refused.value) for name in NAMES)
        assert ("“colour”" in str(refused.value)) == ("colour" in only)
    assert not Product.objects.exists()


def test_what_the_shop_does_not_have_is_left_out_and_counted(file: Path) -> None:
    bring_in(write_csv(file, [product_row("mug")]))

    said = bring_in(write_csv(file, [product_row("mug", Variant_Price="13"), product_row("cup")]), only="price")

    assert "2 products: 0 added, 1 changed, 0 unchanged, 0 failed, 1 not in the shop and left out" in said
    assert Product.objects.get().slug == "mug"


def test_variants_neither_come_nor_go_without_their_options(file: Path) -> None:
    rows = [
        product_row("shirt", Option1_Name="Size", Option1_Value="S"),
        further_row("shirt", Option1_Value="M", Variant_Price="12.50"),
    ]
    bring_in(write_csv(file, rows))
    rows[1] = further_row("shirt", Option1_Value="L", Variant_Price="14")
    rows[0]["Variant Price"] = "13"

    bring_in(write_csv(file, rows), only="price")

    assert [(variant.option1, variant.price) for variant in Variant.objects.all()] == [("S", 13), ("M", 12.5)]
    bring_in(file, only="options")
    assert [(variant.option1, variant.price) for variant in Variant.objects.all()] == [("S", 13), ("L", 14)]
