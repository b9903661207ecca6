"""A merchant brings in the inventory CSV, which has the stock of each variant at each location."""

from pathlib import Path

import pytest

from shop.catalog.models import Product, Variant
from shop.catalog.tests.product_files import CASES, bring_in, needs_cases
from shop.testing.builders import make_product

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

TODAY = (
    "Handle,Title,Option1 Name,Option1 Value,SKU,HS Code,COO,Location,Bin name,Incoming (not editable),"
    "Unavailable (not editable),Committed (not editable),Available (not editable),On hand (current),On hand (new)"
)
OLDER = (
    "Handle,Title,Option1 Name,Option1 Value,SKU,HS Code,COO,Location,Incoming,Unavailable,Committed,Available,On hand"
)


@pytest.fixture
def shirt() -> Product:
    shirt = make_product(title="Shirt", slug="shirt", options={"Size": ["S", "M"]}, stock=1)
    for variant in shirt.variants.all():
        Variant.objects.filter(pk=variant.pk).update(sku=f"SHIRT-{variant.option1}")
    return shirt


def stocks() -> dict[str, int]:
    return dict(Variant.objects.values_list("option1", "stock"))


def test_it_adds_up_what_may_be_sold_at_each_location_and_changes_nothing_else(file: Path, shirt: Product) -> None:
    before = Product.objects.values("title", "status", "feed", "price_from", "option1_name").get()
    file.write_text(
        f"{TODAY}\nshirt,Other title,Size,S,,,,Shop,A1,9,0,1,3,4,\nshirt,,Size,S,,,,Store room,,0,0,0,4,4,\n"
        "shirt,,Size,M,,,,Shop,,0,0,0,0,0,\nshirt,,Size,M,,,,Store room,,not stocked,,,not stocked,not stocked,\n"
    )

    said = bring_in(file)

    assert "it is read as stock by location: all else stays as it is" in said
    assert "1 product: 0 added, 1 changed, 0 unchanged, 0 failed; 2 variants" in said
    assert stocks() == {"S": 7, "M": 0}
    assert Product.objects.values(*before).get() == before
    assert "1 unchanged" in bring_in(file)


@pytest.mark.parametrize(
    ("cells", "stock"),
    [
        ("Unavailable=1,Committed=2,Available=5,On hand=8", 5),
        ("Available=5", 5),
        ("On hand=8", 8),
        ("Committed=2,Unavailable=1,On hand=8", 5),
        ("Available (not editable)=5,On hand (current)=8,On hand (new)=10", 7),
        ("Committed (not editable)=2,On hand (new)=10", 8),
        ("Available (not editable)=not stocked,On hand (current)=not stocked,On hand (new)=10", 10),
        ("Available=not stocked", 0),
        ("Available=\u0667", 7),
        ("available=5", 5),
    ],
)
def test_it_reads_the_columns_of_either_generation(file: Path, cells: str, stock: int) -> None:
    make_product(title="Vase", slug="vase", stock=1)
    named = dict(cell.split("=") for cell in cells.split(","))
    file.write_text(f"Handle,Location,{','.join(named)}\nvase,Shop,{','.join(named.values())}\n")

    bring_in(file)

    assert Variant.objects.get().stock == stock


def test_the_oldest_has_a_column_for_each_location(file: Path) -> None:
    make_product(title="Vase", slug="vase", stock=1)
    file.write_text(
        "Handle,Title,Option1 Name,Option1 Value,SKU,HS Code,COO,Shop,Store room\nvase,,Title,Default Title,,,,2,3\n"
    )

    bring_in(file)

    assert Variant.objects.get().stock == 5


def test_a_variant_is_found_by_its_sku_alone(file: Path, shirt: Product) -> None:
    file.write_text("SKU,Location,Available\nSHIRT-M,Shop,5\n'SHIRT-M,Store room,6\n")

    bring_in(file)

    assert stocks() == {"S": 1, "M": 11}


def test_without_a_number_the_stock_stays_and_the_report_says_so(file: Path, shirt: Product) -> None:
    file.write_text(f"{OLDER}\nshirt,,Size,S,,,,Shop,,,,,\n")

    assert "rows of 1 product give no number for any location" in bring_in(file)
    assert stocks() == {"S": 1, "M": 1}


def test_what_matches_nothing_is_a_line_of_the_report_and_the_rest_goes_in(file: Path, shirt: Product) -> None:
    file.write_text(
        "Handle,Option1 Value,SKU,Location,Available\ngone,,,Shop,5\nshirt,XL,,Shop,5\nshirt,M,,Shop,9\n,,NONE,Shop,5\n"
        ",,,Shop,5\n"
    )

    said = bring_in(file, succeeds=False)

    assert "line 2, gone: the shop has no product with this handle." in said
    assert "line 3, shirt: the product has no variant “XL”." in said
    assert "line 5, no handle: the shop has no variant with the SKU NONE." in said
    assert "line 6, no handle: neither Handle nor SKU says which product it is." in said
    assert stocks() == {"S": 1, "M": 1}
    file.write_text("Handle,Option1 Value,Location,Available\nshirt,m,Shop,9\n")
    bring_in(file)
    assert stocks() == {"S": 1, "M": 9}


def test_a_location_that_stands_twice_with_two_numbers_is_refused(file: Path, shirt: Product) -> None:
    file.write_text("Handle,Option1 Value,Location,Available\nshirt,S,Shop,5\nshirt,S,Shop,5\nshirt,S,Shop,6\n")

    said = bring_in(file, succeeds=False)

    assert "line 4, shirt: its location “Shop” stands in line 2 already, with another stock" in said
    assert stocks() == {"S": 1, "M": 1}


def test_a_sum_below_zero_is_zero_unless_the_variant_is_sold_on(file: Path) -> None:
    make_product(title="Vase", slug="vase", stock=1)
    make_product(title="Jug", slug="jug", stock=1, variant={"allow_backorder": True})
    file.write_text("Handle,Location,Available\nvase,Shop,-2\njug,Shop,\u22122\n")

    assert "line 2, vase: warning: its stock is -2, though it may not be oversold: it becomes 0." in bring_in(file)
    assert dict(Variant.objects.values_list("product__slug", "stock")) == {"vase": 0, "jug": -2}


@needs_cases
def test_a_shop_of_several_locations_opens_with_both_its_files() -> None:
    case = CASES / "07-no-quantity-column"

    said = bring_in(case / "products.csv")

    assert said.count("warning: no quantity is given for 2 products whose stock is counted") == 1
    assert "1 warning." in said
    bring_in(case / "inventory.csv")
    assert dict(Variant.objects.values_list("product__slug", "stock")) == {"vase": 7, "plate": 0}
    bring_in(case / "products.csv")
    assert dict(Variant.objects.values_list("product__slug", "stock")) == {"vase": 7, "plate": 0}
