"""A merchant brings in a file with some columns of products that the shop has."""

from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shop.catalog.models import Product, Variant
from shop.catalog.shopify_csv.columns import COLUMNS
from shop.catalog.tests.product_files import bring_in, everything, further_row, product_row, write_csv
from shop.testing.builders import make_product

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it writes many rows at once, past the ORM")]

CDN = "https://cdn.example.com"


@pytest.fixture
def shirt(file: Path) -> Product:
    write_csv(
        file,
        [
            product_row(
                "shirt",
                Option1_Name="Size",
                Option1_Value="S",
                Variant_SKU="SHIRT-S",
                Variant_Compare_At_Price="20",
                Vendor="Acme",
                Type="Shirts",
                Tags="linen",
                Image_Src=f"{CDN}/s.jpg",
                **{"Google Shopping / MPN": "1", "Season": "spring", "Body (HTML)": "<p>Soft.</p>"},
            ),
            further_row("shirt", Option1_Value="M", Variant_SKU="SHIRT-M", Variant_Price="13"),
            further_row("shirt", Option1_Value="L", Variant_SKU="'007", Variant_Price="14", Image_Src=f"{CDN}/l.jpg"),
            product_row("mug", Variant_SKU="MUG"),
        ],
        columns=[*COLUMNS, "Season"],
    )
    bring_in(file)
    return Product.objects.get(slug="shirt")


def prices() -> dict[str, Decimal]:
    return dict(Variant.objects.filter(product__slug="shirt").values_list("option1", "price"))


@pytest.mark.parametrize(
    "text",
    [
        "SKU,Price\nSHIRT-M,15\n",
        "sku;price\nSHIRT-M;15,00\n",
        "Variant SKU,Variant Price\nSHIRT-M,15\n",
        "Handle,Variant SKU,Variant Price\nshirt,SHIRT-M,15\n",
        "Handle,Option1 Value,Variant Price\nshirt,M,15\n",
        "URL handle,Option1 value,Price\nshirt,m,15\n",
    ],
)
def test_it_changes_the_column_of_the_variant_that_the_row_names_and_nothing_else(
    file: Path, shirt: Product, text: str
) -> None:
    before = everything()
    file.write_text(text)

    said = bring_in(file)

    assert "it is read as some columns of products that the shop has: all else stays as it is" in said
    assert "1 product: 0 added, 1 changed, 0 unchanged, 0 failed" in said
    assert prices() == {"S": Decimal("12.5"), "M": 15, "L": 14}
    Variant.objects.filter(option1="M").update(price=13)
    assert everything() == before


def test_a_list_of_prices_with_all_that_names_a_variant_leaves_the_others(file: Path, shirt: Product) -> None:
    before = everything()
    file.write_text(
        "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price\nshirt,Shirt,Size,M,SHIRT-M,15\n"
    )

    said = bring_in(file)

    assert "variants and images that it does not name stay as they are" in said
    assert prices() == {"S": Decimal("12.5"), "M": 15, "L": 14}
    Variant.objects.filter(option1="M").update(price=13)
    assert everything() == before


def test_such_a_list_adds_a_variant_behind_the_others_and_a_product(file: Path, shirt: Product) -> None:
    file.write_text("Handle,Title,Option1 Name,Option1 Value,Price\nshirt,Shirt,Size,XL,16\ncup,Cup,,,3\n")

    assert "2 products: 1 added, 1 changed" in bring_in(file)
    assert list(shirt.variants.values_list("option1", flat=True)) == ["S", "M", "L", "XL"]
    assert Product.objects.get(slug="cup").variants.get().price == 3


def test_a_product_without_a_choice_needs_no_more_than_its_handle(file: Path, shirt: Product) -> None:
    file.write_text("Handle,Variant SKU,Variant Price,Variant Inventory Qty\nmug,MUG-2,9.90,77\n")

    bring_in(file)

    mug = Variant.objects.get(product__slug="mug")
    assert (mug.sku, mug.price, mug.stock) == ("MUG-2", Decimal("9.9"), 77)


def test_it_changes_what_is_the_products_own(file: Path, shirt: Product) -> None:
    file.write_text("Handle,Title,Body (HTML),Tags,Status,Published\nshirt,Linen shirt,<p>New.</p>,,draft,\n")

    bring_in(file)

    product = Product.objects.get(slug="shirt")
    assert (product.title, product.description, product.tags, product.status) == (
        "Linen shirt",
        "<p>New.</p>",
        "",
        "draft",
    )
    assert (product.vendor, product.product_type, product.feed) == ("Acme", "Shirts", shirt.feed)
    assert (product.category_id, product.variants.count(), product.images.count()) == (shirt.category_id, 3, 2)


def test_an_empty_cell_empties_what_may_be_empty_and_leaves_the_rest(file: Path, shirt: Product) -> None:
    file.write_text(
        "Handle,Title,Vendor,Status,Option1 Value,SKU,Compare-at price,Inventory quantity,Weight value (grams)\n"
        "shirt,,,active,S,,,,\n"
    )

    bring_in(file)

    product = Product.objects.get(slug="shirt")
    small = product.variants.get(option1="S")
    assert (product.title, product.vendor, product.status) == ("Shirt", "", "active")
    assert (small.compare_at_price, small.sku, small.stock, small.track_stock) == (None, "SHIRT-S", 5, True)


def test_rows_of_one_product_by_sku_are_one_product(file: Path, shirt: Product) -> None:
    file.write_text("SKU,Price\nSHIRT-S,1\nMUG,2\nSHIRT-M,3\n007,4\n")

    assert "2 products: 0 added, 2 changed, 0 unchanged, 0 failed; 4 variants" in bring_in(file)
    assert prices() == {"S": 1, "M": 3, "L": 4}


def test_what_matches_nothing_is_a_line_and_the_rest_goes_in(file: Path, shirt: Product) -> None:
    file.write_text("Handle,SKU,Price\ngone,,3\n,NONE,3\nshirt,NONE,3\nmug,,4\n")

    said = bring_in(file, succeeds=False)

    assert "line 2, gone: the shop has no product with this handle; to add one, a file needs Title." in said
    assert "line 3, no handle: the shop has no variant with the SKU NONE." in said
    assert "line 4, shirt: the product has no variant with the SKU NONE." in said
    assert Variant.objects.get(product__slug="mug").price == 4
    assert set(Product.objects.values_list("slug", flat=True)) == {"shirt", "mug"}


def test_what_may_be_several_is_refused_with_what_to_say(file: Path, shirt: Product) -> None:
    Variant.objects.filter(option1__in=["S", "M"]).update(sku="SAME")
    make_product(title="Cup", slug="cup", variant={"sku": "MUG"})
    file.write_text("Handle,SKU,Option1 Value,Price\nshirt,SAME,,3\n,MUG,,3\n")

    said = bring_in(file, succeeds=False)

    assert "line 2, shirt: a variant with the SKU SAME may be each of 2 variants of the product" in said
    assert "line 3, no handle: 2 products have the SKU MUG: say by Handle which is meant." in said
    file.write_text("Handle,Price\nshirt,3\n")
    assert "a variant may be each of 3 variants of the product: say which by SKU" in bring_in(file, succeeds=False)
    assert prices() == {"S": Decimal("12.5"), "M": 13, "L": 14}


def test_a_sku_that_two_products_have_is_told_apart_by_the_handle(file: Path, shirt: Product) -> None:
    make_product(title="Cup", slug="cup", variant={"sku": "MUG"})
    file.write_text("Handle,SKU,Price\ncup,MUG,3\n")

    bring_in(file)

    assert [Variant.objects.get(product__slug=slug).price for slug in ("cup", "mug")] == [3, Decimal("12.5")]


def test_a_picture_is_added_behind_those_that_stay(file: Path, shirt: Product) -> None:
    file.write_text(f"Handle,Image Src,Image Alt Text\nshirt,{CDN}/new.jpg,New\nshirt,{CDN}/l.jpg,Large\n")

    bring_in(file)

    assert list(shirt.images.values_list("source", "position", "alt")) == [
        ("https://cdn.example.com/s.jpg", 1, ""),
        ("https://cdn.example.com/l.jpg", 2, "Large"),
        ("https://cdn.example.com/new.jpg", 3, "New"),
    ]


def test_a_column_that_it_cannot_change_is_named(file: Path, shirt: Product) -> None:
    file.write_text("Handle,Tags,Season\nshirt,wool,autumn\n")

    assert "columns that a file of changes cannot change were passed over (Season), in 1 product" in bring_in(file)
    assert Product.objects.get(slug="shirt").feed["Season"] == ["spring"]


def test_a_stock_below_zero_stays_where_the_shop_sells_on(file: Path, shirt: Product) -> None:
    Variant.objects.filter(option1="S").update(allow_backorder=True)
    file.write_text("SKU,Inventory quantity\nSHIRT-S,-4\nMUG,-4\n")

    said = bring_in(file)

    assert "its stock is -4, though it may not be oversold" in said
    assert dict(Variant.objects.values_list("sku", "stock")) == {"SHIRT-S": -4, "SHIRT-M": 0, "007": 0, "MUG": 0}


def test_a_dry_run_writes_nothing(file: Path, shirt: Product) -> None:
    before = everything()
    file.write_text("SKU,Price\nSHIRT-M,15\n")

    assert "1 changed" in bring_in(file, dry_run=True)
    assert everything() == before


def test_it_asks_the_database_no_more_for_thirty_products_than_for_one(file: Path) -> None:
    counts = []
    for size in (1, 30):
        for number in range(size):
            make_product(title="Mug", slug=f"mug-{size}-{number}", variant={"sku": f"MUG-{size}-{number}"})
        file.write_text("SKU,Price\n" + "".join(f"MUG-{size}-{number},3\n" for number in range(size)))
        with CaptureQueriesContext(connection) as queries:
            bring_in(file)
        counts.append(len(queries))

    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("SKU,Title\nSHIRT-M,Linen shirt\n", "title", "Linen shirt"),
        ("Handle,Title\nshirt,Linen shirt\n", "title", "Linen shirt"),
        ("Handle,Option1 name,Option1 Value\nshirt,Fit,M\n", "option1_name", "Fit"),
    ],
)
def test_any_column_beside_the_one_that_names_a_product_is_a_change(
    file: Path, shirt: Product, text: str, field: str, value: str
) -> None:
    file.write_text(text)

    assert "1 changed" in bring_in(file)
    assert getattr(Product.objects.get(slug="shirt"), field) == value
    assert shirt.variants.count() == 3


def test_a_file_without_options_adds_a_product_without_a_choice(file: Path, shirt: Product) -> None:
    file.write_text("Title,URL handle,Price,Status\nCup,cup,3,Active\nMug X,mug,4,Active\nShirt X,shirt,5,Active\n")

    said = bring_in(file, succeeds=False)

    assert "3 products: 1 added, 1 changed, 0 unchanged, 1 failed" in said
    assert "line 4, shirt: a variant may be each of 3 variants of the product" in said
    cup = Product.objects.get(slug="cup")
    assert (cup.title, cup.status, cup.option1_name, cup.variants.get().price) == ("Cup", "active", "", 3)
    file.write_text("Title,URL handle,Price\nJug,jug,3\nJug,jug,4\n")
    assert "line 3, jug: it has a variant in line 2 already, and no option" in bring_in(file, succeeds=False)


def test_a_column_that_nobody_knows_is_named_beside_those_of_variants(file: Path, shirt: Product) -> None:
    file.write_text("SKU,Price,Foo,Inventry quantity\nSHIRT-M,15,bar,3\n")

    said = bring_in(file)

    assert "were passed over (Foo, Inventry quantity), in 1 product" in said


@pytest.mark.parametrize(
    ("column", "first", "second"),
    [("Title", "Linen", "Wool"), ("Tags", "a", "b"), ("Status", "draft", "active"), ("Option1 Name", "Fit", "Cut")],
)
def test_rows_that_say_different_things_of_one_product_are_refused(
    file: Path, shirt: Product, column: str, first: str, second: str
) -> None:
    before = everything()
    file.write_text(f"SKU,{column}\nSHIRT-S,{first}\nSHIRT-M,{second}\n")

    said = bring_in(file, succeeds=False)

    assert f"line 3, shirt: {column} is “{second}”, but line 2 has “{first}” for the same product." in said
    assert everything() == before


@pytest.mark.parametrize("rows", [("Linen,,wool", "Linen,Active,"), (",,", "Linen,active,wool"), (",active,", ",,")])
def test_a_cell_of_a_product_counts_from_the_row_that_fills_it(
    file: Path, shirt: Product, rows: tuple[str, str]
) -> None:
    file.write_text(f"SKU,Title,Status,Tags\nSHIRT-S,{rows[0]}\nSHIRT-M,{rows[1]}\n")

    bring_in(file)

    product = Product.objects.get(slug="shirt")
    is_filled = any("Linen" in row for row in rows)
    assert (product.title, product.tags) == (("Linen", "wool") if is_filled else ("Shirt", ""))
    assert product.status == "active"
