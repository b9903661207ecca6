"""A merchant takes the catalogue out as a product CSV, and an empty shop takes it in."""

import csv
import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shop.catalog.models import Category, Product, ProductImage, Variant
from shop.catalog.shopify_csv.columns import COLUMNS
from shop.catalog.tests.product_files import (
    assert_comes_back_the_same,
    bring_in,
    export,
    further_row,
    product_row,
    read_csv,
    write_csv,
)
from shop.spreadsheets import STARTS
from shop.testing.builders import make_category, make_product

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_the_demo_shop_comes_back_the_same(file: Path) -> None:
    call_command("seed_demo", stdout=io.StringIO(), stderr=io.StringIO())

    assert_comes_back_the_same(file)


def test_a_shop_made_by_hand_comes_back_the_same(file: Path) -> None:
    kitchen = make_category(name="Kitchen", parent=make_category(name="Home & Garden"))
    make_product(
        title="Mug", slug="mug", category=kitchen, tags="a,b", variant={"barcode": "'123", "fulfillment_service": ""}
    )
    make_product(
        title="Shirt", slug="shirt", options={"Colour": ["Red", "=1+1"], "Size": ["S", "L"]}, compare_at_price="30.00"
    )
    make_product(title="Archived", slug="archived", status=Product.Status.ARCHIVED, product_type="Old > things")
    make_product(
        title="Draft", slug="draft", status=Product.Status.DRAFT, description="<h1>A</h1><img src=x>& B\r\n<br/>C"
    )
    make_product(
        title='Quo"tes, commas\nand lines', slug="quotes", vendor=" Baguni ", seo_description="a\r\nb", gift_card=True
    )
    bare = make_product(title="Bare", slug="bare", product_type="Thing")
    bare.variants.all().delete()
    inconsistent = make_product(title="Inconsistent", slug="inconsistent", option1_name="Size")
    oversold = make_product(title="Oversold", slug="oversold", stock=-3, variant={"allow_backorder": True})
    untracked = make_product(
        title="Untracked", slug="untracked", variant={"track_stock": False, "weight_grams": 5, "weight_unit": "oz"}
    )
    ProductImage.objects.create(product=oversold, drawing="drawings/a.svg", position=0, alt="A drawing")
    own = ProductImage.objects.create(product=oversold, photo="products/b.webp", width=8, height=8, position=0)
    ProductImage.objects.create(product=untracked, position=3)
    Variant.objects.filter(product=oversold).update(image=own)
    Variant.objects.filter(product=inconsistent).update(image=own)

    written = read_csv(assert_comes_back_the_same(file))

    assert [row["Handle"] for row in written if row["Title"]] == [
        *(
            "mug",
            "shirt",
            "archived",
            "draft",
            "quotes",
            "bare",
            "inconsistent",
            "oversold",
            "untracked",
        )
    ]
    assert {row["Image Src"] for row in written if row["Handle"] == "oversold"} == {
        "/media/drawings/a.svg",
        "/media/products/b.webp",
    }
    mug = next(row for row in written if row["Handle"] == "mug")
    assert mug["Product Category"] == "Home & Garden > Kitchen"
    assert Variant.objects.get(product__slug="mug").barcode == "'123"
    archived = Product.objects.get(slug="archived")
    assert (archived.status, archived.product_type) == ("archived", "Old > things")


def test_it_writes_the_category_in_the_file_s_own_words_and_leaves_an_empty_one_empty(file: Path) -> None:
    cells = ["Apparel &  Accessories>Clothing", "", "uncategorized", "Mugs", "Mugs"]
    write_csv(file, [product_row(f"p{at}", Product_Category=cell, Type="Mugs") for at, cell in enumerate(cells)])
    bring_in(file)
    make_product(title="Bare", slug="bare")
    make_product(title="Own", slug="own", category=make_category(name="Pots", parent=make_category(name="Kitchen")))
    Product.objects.filter(slug="p4").update(category=Category.objects.get(name="Pots"))

    written = {row["Handle"]: row["Product Category"] for row in read_csv(assert_comes_back_the_same(file))}

    assert written == {f"p{at}": cell for at, cell in enumerate(cells)} | {
        "p4": "Kitchen > Pots",
        "bare": "",
        "own": "Kitchen > Pots",
    }


def test_columns_of_others_come_back_the_same(file: Path) -> None:
    columns = [*COLUMNS, "Zone (product.metafields.z)", "Included / Korea"]
    row = product_row(
        Option1_Name="Size",
        Option1_Value="S",
        **{"Google Shopping / MPN": "1", "Zone (product.metafields.z)": "x", "Included / Korea": "true"},
    )
    write_csv(
        file,
        [row, further_row(Option1_Value="L", Variant_Price="3", **{"Google Shopping / MPN": "2"})],
        columns=columns,
    )
    bring_in(file)

    content = assert_comes_back_the_same(file)

    header = content.decode().splitlines()[0].split(",")
    assert header[-3:] == ["Included / Korea", "Zone (product.metafields.z)", "Status"]
    assert [line["Google Shopping / MPN"] for line in read_csv(content)] == ["1", "2"]


def test_it_writes_the_header_of_a_shop_without_products(file: Path) -> None:
    assert export(file).decode() == ",".join(COLUMNS) + "\r\n"


def test_importing_an_export_into_its_own_shop_changes_nothing(file: Path) -> None:
    make_product(title="Shirt", options={"Size": ["S", "L"]}, category=make_category(name="Shirts"))
    mug = make_product(title="Mug")
    ProductImage.objects.create(product=mug, drawing="drawings/a.svg", position=0)
    export(file)

    assert "2 products: 0 added, 0 changed, 2 unchanged" in bring_in(file)


def test_it_writes_to_the_standard_output_without_a_file(file: Path) -> None:
    make_product(title="Mug")
    said = io.StringIO(newline="")

    call_command("export_products", stdout=said)

    assert said.getvalue().encode() == export(file)


def test_a_file_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"export.csv cannot be written: No such file or directory"):
        call_command("export_products", tmp_path / "gone" / "export.csv", stdout=io.StringIO())


def test_it_asks_the_database_no_more_for_fifty_products_than_for_one(file: Path) -> None:
    counts = []
    for size in (1, 49):
        for _ in range(size):
            make_product(title="Mug", options={"Size": ["S", "L"]})
        with CaptureQueriesContext(connection) as queries:
            export(file)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_it_gives_spreadsheets_no_formula_and_comes_back_letter_for_letter(file: Path) -> None:
    titles = ["=1+1", "+Plus", "-10% mug", "@home", "'Quoted' start", "'=1", "''-1", "007", "a\tb", "a\rb", "\uff1d1"]
    skus = ["-1", "@SUM(A1)", "=HYPERLINK(1)", "007"]
    rows = [
        product_row(f"f{number}", Title=title, Vendor=title, Tags=title, Variant_SKU=skus[number % len(skus)])
        for number, title in enumerate(titles)
    ]
    write_csv(file, [row | {"=Column": "=cmd"} for row in rows], columns=[*COLUMNS, "=Column"])
    bring_in(file)
    oversold = make_product(title="Oversold", stock=-3, variant={"allow_backorder": True})

    written = csv_rows(assert_comes_back_the_same(file))

    quantity = written[0].index("Variant Inventory Qty")
    for row in written:
        assert not [cell for cell in (*row[:quantity], *row[quantity + 1 :]) if cell.startswith(tuple(STARTS))]
    # A number is none: whoever else reads the file is to find one.
    assert written[-1][quantity] == "-3"
    stored = Product.objects.exclude(slug=oversold.slug).order_by("pk")
    # One apostrophe before what could be a formula is the spreadsheet's in any file.
    expected = [*titles[:5], "=1", "'-1", *titles[7:]]
    assert list(stored.values_list("title", "vendor", "tags")) == [(title,) * 3 for title in expected]
    assert set(Variant.objects.values_list("sku", flat=True)) == {*skus, ""}
    assert Product.objects.get(slug="f0").feed["=Column"] == ["=cmd"]


def csv_rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode(), newline="")))
