"""An import says once for each kind of thing what the file cannot say or the shop cannot do, and for how many."""

from pathlib import Path

import pytest

from shop.catalog.models import Product, Variant
from shop.catalog.shopify_csv.columns import COLUMNS
from shop.catalog.tests.product_files import (
    CASES,
    MERCHANTS,
    bring_in,
    further_row,
    needs_cases,
    needs_merchants_files,
    product_row,
    write_csv,
)

pytestmark = pytest.mark.django_db

OTHERS = [
    "Unit price total measure",
    "Included / Norway",
    "Price / Norway",
    "Ring size (product.metafields.shopify.ring-size)",
    "Season",
]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"Variant_Inventory_Qty": ""}, "warning: no quantity is given for 2 products whose stock is counted"),
        ({"Published": ""}, "warning: no status is given for 2 products new to the shop: what has none is a draft"),
        ({"Gift_Card": "true"}, "warning: the shop issues no codes of gift cards: 2 products marked as one"),
        ({"Variant_Requires_Shipping": "false"}, "warning: no delivery is needed for 2 products"),
        (
            {"Body (HTML)": "<p>a</p><img src='x'>"},
            "warning: pictures were taken out of the descriptions of 2 products",
        ),
        (
            {"Body (HTML)": "<iframe src='https://www.youtube.com/embed/x'></iframe>"},
            "warning: videos and other embedded pages in the descriptions of 2 products became links",
        ),
        (
            {"Body (HTML)": "<video src='/files/a.mp4'></video><form><select></select></form>"},
            "was taken out of the descriptions of 2 products (forms, videos), with no link in its place",
        ),
        ({"Variant_Price": "0"}, "warning: a price is 0 in 2 products"),
        ({"Variant_Compare_At_Price": "12.50"}, "note: a compare-at price of 2 products is not above the price"),
        ({"Variant_Barcode": "4.01E+12"}, "look as a spreadsheet shortens them (4.01E+12)"),
        ({"Vendor": "MÃ¼ller"}, "warning: texts of 2 products were broken before they came here (MÃ¼ller)"),
        ({"Vendor": "Caf\ufffd"}, "warning: texts of 2 products were broken before they came here (Caf\ufffd)"),
        ({"Variant_Fulfillment_Service": "depot"}, "warning: others (depot) would send 2 products"),
        ({"Variant_Inventory_Tracker": "shipwire"}, "warning: the stock of 2 products is counted by others (shipwire)"),
        ({"Variant_Tax_Code": "P0000"}, "warning: tax codes (P0000) are given for 2 products"),
        ({"Unit price total measure": "100"}, "warning: unit prices of 2 products are kept and exported"),
        ({"Price / Norway": "10"}, "warning: prices and selections for markets (Norway) of 2 products are kept"),
        ({OTHERS[3]: "5; 6"}, "note: metafields (Ring size) of 2 products are kept and exported, and not shown"),
        ({"Google Shopping / MPN": "1"}, "note: columns for Google Shopping are kept and exported for 2 products"),
        (
            {"Season": "spring"},
            "note: columns that the shop does not know (Season) are kept and exported for 2 products",
        ),
    ],
)
def test_a_kind_is_one_line_for_all_its_products(file: Path, cells: dict[str, str], said: str) -> None:
    rows = [product_row(handle, **(cells if handle != "cup" else {})) for handle in ("mug", "cup", "jug")]
    write_csv(file, rows, columns=[*COLUMNS, *OTHERS])

    lines = bring_in(file).splitlines()

    assert len(lines) == 2
    assert said in lines[0]
    assert lines[1].endswith("; 1 warning." if "warning" in lines[0] else "; 0 warnings.")


def test_what_is_all_right_is_no_line(file: Path) -> None:
    text = {"Body (HTML)": "<p>Größe, 30 °C — <a href='/products/mug'>mug</a> naïve “quotes” Ã</p>"}
    write_csv(file, [product_row(Variant_Barcode="4006381333931", Variant_Compare_At_Price="15", **text)])

    assert len(bring_in(file).splitlines()) == 1


@pytest.mark.parametrize("column", ["", ",Status", ",Published"])
def test_products_of_the_shop_need_no_status(file: Path, column: str) -> None:
    write_csv(file, [product_row()])
    bring_in(file)
    cells = "," if column else ""
    file.write_text(
        f"Handle,Title,Option1 Name,Option1 Value,Variant Price{column}\nmug,Mug,,,9{cells}\ncup,Cup,,,3{cells}\n"
    )

    said = bring_in(file)

    assert "warning: no status is given for 1 product new to the shop: what has none is a draft" in said
    assert dict(Product.objects.values_list("slug", "status")) == {"mug": "active", "cup": "draft"}
    assert "no status" not in bring_in(file)


def test_what_is_not_counted_needs_no_quantity(file: Path) -> None:
    write_csv(file, [product_row(Variant_Inventory_Tracker="", Variant_Inventory_Qty="")])

    assert "no quantity" not in bring_in(file)


def test_an_empty_quantity_leaves_a_counted_stock_alone(file: Path) -> None:
    write_csv(file, [product_row()])
    bring_in(file)
    write_csv(file, [product_row(Variant_Inventory_Qty="")])

    assert "1 unchanged" in bring_in(file)
    assert Variant.objects.get().stock == 5


@pytest.mark.parametrize(
    "repeated",
    [
        {"Option1_Value": "S"},
        {"Option1_Value": "S", "Variant_SKU": "TEE-S", "Variant_Price": "12.50"},
        {"Variant_SKU": "TEE-S"},
        {"Variant_Inventory_Policy": "deny"},
    ],
)
def test_a_row_that_repeats_a_variant_is_none(file: Path, repeated: dict[str, str]) -> None:
    write_csv(
        file,
        [
            product_row(
                "tee", Option1_Name="Size", Option1_Value="S", Variant_SKU="TEE-S", Image_Src="https://a.b/1.jpg"
            ),
            further_row("tee", Image_Src="https://a.b/2.jpg", **repeated),
        ],
    )

    said = bring_in(file)

    assert "1 variant; 2 images" in said
    assert ("rows of 1 product repeat a variant" in said) == ("Variant_Inventory_Policy" not in repeated)


def test_a_row_that_says_another_thing_of_a_variant_is_refused(file: Path) -> None:
    tee = product_row("tee", Option1_Name="Size", Option1_Value="S")
    write_csv(file, [tee, further_row("tee", Option1_Value="S", Variant_Price="13")])

    assert "line 3, tee: its variant “S” stands in line 2 already" in bring_in(file, succeeds=False)


def test_a_repeated_product_without_a_choice_is_one(file: Path) -> None:
    mug = product_row("mug", Option1_Name="Title", Option1_Value="Default Title", Variant_SKU="MUG")
    write_csv(file, [mug, mug])

    assert "1 product: 1 added, 0 changed, 0 unchanged, 0 failed; 1 variant;" in bring_in(file)
    assert Product.objects.get().option_names == []


@needs_cases
def test_duplicate_rows_of_real_exporters_are_one_variant_each() -> None:
    said = bring_in(CASES / "20-duplicate-rows" / "products.csv")

    assert "2 products: 2 added" in said
    assert sorted(Variant.objects.values_list("product__slug", "option1", "sku")) == [
        ("fill", "S", "DUP"),
        ("other", "", "DUP"),
    ]


@needs_cases
def test_a_gift_card_is_told_of() -> None:
    said = bring_in(CASES / "30-gift-card-product" / "products.csv")

    assert "the shop issues no codes of gift cards: 1 product marked as one" in said
    assert "no delivery is needed" not in said


@pytest.mark.slow
@needs_merchants_files
@pytest.mark.parametrize(
    ("name", "told"),
    [
        (
            "laslira.csv",
            [
                "no quantity is given for 142 products",
                "shoppers read them in words (amarillo-1 as “Amarillo”, blanco as “Blanco”)",
                "a price is 0 in 2 products",
                "no delivery is needed for 2 products",
                "of 16 products are kept and exported, and not shown",
            ],
        ),
        (
            "ronne.csv",
            [
                "pictures were taken out of the descriptions of 6 products",
                "a price is 0 in 29 products",
                "prices and selections for markets (Netherlands, Australie, Canada, Denenmarken, EURO and 7 more) of",
            ],
        ),
    ],
)
def test_a_merchants_whole_export_is_told_of_in_a_few_lines(name: str, told: list[str]) -> None:
    said = bring_in(MERCHANTS / name)

    assert [kind for kind in told if kind not in said] == []
    assert len(said.splitlines()) < 12
