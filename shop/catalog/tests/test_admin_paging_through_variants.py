"""A merchant edits a product of many variants, a page of them at a time."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from shop.catalog.admin.formsets import PER_PAGE
from shop.catalog.models import Product, Variant
from shop.catalog.models.variants import MAX_VARIANTS
from shop.catalog.tests.admin_pages import fields_of, page_of, send, variant
from shop.catalog.tests.product_files import bring_in, further_row, product_row, write_csv
from shop.testing.builders import make_product

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def sizes(count: int) -> dict[str, list[str]]:
    return {"Size": [str(number) for number in range(count)]}


@pytest.fixture
def rug() -> Product:
    """A rug of 120 sizes: three pages."""
    return make_product(title="Rug", options=sizes(120))


def opened(client: Client, product: Product, page: int) -> tuple[str, dict[str, Any]]:
    address = f"{page_of(product)}?variants={page}"
    return address, fields_of(client, address)


def row_of(fields: dict[str, Any], size: str) -> str:
    return next(name for name in fields if name.endswith("-option1") and fields[name] == size).removesuffix("-option1")


def test_it_shows_a_page_of_them(admin_client: Client, rug: Product) -> None:
    shown = [
        [fields[f"variants-{number}-option1"] for number in range(int(fields["variants-TOTAL_FORMS"]))]
        for fields in (opened(admin_client, rug, page)[1] for page in (1, 2, 3))
    ]

    assert [len(page) for page in shown] == [PER_PAGE, PER_PAGE, 20]
    assert [size for page in shown for size in page] == [str(number) for number in range(120)]
    assert "Variants 51 to 100 of 120" in admin_client.get(f"{page_of(rug)}?variants=2").content.decode()
    assert "Pages of variants" not in admin_client.get(page_of(make_product())).content.decode()


@pytest.mark.parametrize("page", ["", "0", "x", "99999", "-1"])
def test_any_page_that_is_asked_for_opens(admin_client: Client, rug: Product, page: str) -> None:
    assert fields_of(admin_client, f"{page_of(rug)}?variants={page}")["variants-INITIAL_FORMS"] in ("50", "20")


def test_it_saves_the_page_that_was_sent_and_leaves_the_others_alone(admin_client: Client, rug: Product) -> None:
    address, fields = opened(admin_client, rug, 2)
    row = row_of(fields, "70")

    assert send(admin_client, address, fields | {f"{row}-price": "33.00"}) == []

    assert [v.option1 for v in rug.variants.filter(price=Decimal("33"))] == ["70"]
    assert rug.variants.count() == 120
    rug.refresh_from_db()
    assert (rug.price_from, rug.price_varies) == (Decimal(20), True)


def test_the_page_is_still_what_was_sent_when_others_were_added_before_it(admin_client: Client, rug: Product) -> None:
    address, fields = opened(admin_client, rug, 3)
    row = row_of(fields, "110")
    rug.variants.filter(position__lt=30).delete()

    assert send(admin_client, address, fields | {f"{row}-price": "33.00"}) == []

    assert [v.option1 for v in rug.variants.filter(price=Decimal("33"))] == ["110"]
    assert rug.variants.count() == 90


def test_who_continues_to_edit_stays_on_the_page(admin_client: Client, rug: Product) -> None:
    address, fields = opened(admin_client, rug, 2)

    answer = admin_client.post(address, fields | {"_continue": "1"})

    assert answer["Location"] == address


def test_one_is_added_after_all_others(admin_client: Client, rug: Product) -> None:
    address, fields = opened(admin_client, rug, 1)
    last = opened(admin_client, rug, 3)[1]["variants-__prefix__-position"]

    assert fields["variants-__prefix__-position"] == last == "120"
    assert send(admin_client, address, fields | variant(PER_PAGE, option1="New", position=last)) == []
    assert rug.variants.last().option1 == "New"  # type: ignore[union-attr]


def test_one_like_a_variant_of_another_page_is_refused(admin_client: Client, rug: Product) -> None:
    address, fields = opened(admin_client, rug, 1)

    assert send(admin_client, address, fields | variant(PER_PAGE, option1="119")) == ["There is another variant “119”."]


def test_all_of_a_page_may_go_but_not_all_of_the_product(admin_client: Client) -> None:
    mat = make_product(title="Mat", options=sizes(PER_PAGE + 2))
    address, fields = opened(admin_client, mat, 2)
    gone = {f"variants-{number}-DELETE": "on" for number in range(2)}

    assert send(admin_client, address, fields | gone) == []
    assert mat.variants.count() == PER_PAGE

    address, fields = opened(admin_client, mat, 1)
    gone = {f"variants-{number}-DELETE": "on" for number in range(PER_PAGE)}
    assert send(admin_client, address, fields | gone) == ["A product needs at least one variant: it says the price."]


def test_an_option_that_the_other_pages_lack_is_refused(admin_client: Client, rug: Product) -> None:
    address, fields = opened(admin_client, rug, 3)
    values = {f"variants-{number}-option2": "Red" for number in range(20)}

    assert send(admin_client, address, fields | values | {"option2_name": "Colour"}) == [
        "100 variants on the other pages do not have these options, so they cannot be changed here."
    ]
    assert send(admin_client, address, fields | {"option1_name": "Length"}) == []


def test_the_largest_product_that_can_be_imported_can_be_edited(admin_client: Client, tmp_path: Path) -> None:
    bring_in(write_csv(tmp_path / "rug.csv", rows(MAX_VARIANTS)))
    rug = Product.objects.get()
    address, fields = opened(admin_client, rug, 41)
    row = row_of(fields, str(MAX_VARIANTS - 1))

    assert len(fields) < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS / 2
    assert send(admin_client, address, fields | {f"{row}-price": "33.00"}) == []
    assert Variant.objects.get(price=33).option1 == str(MAX_VARIANTS - 1)
    one_more = fields | variant(int(fields["variants-TOTAL_FORMS"]), option1="One more")
    assert send(admin_client, address, one_more) == ["A product may have 2048 variants at most."]


def test_an_import_of_more_is_refused(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "rug.csv", [*rows(MAX_VARIANTS + 1), product_row("mug")])

    said = bring_in(file, succeeds=False)

    assert "rug: it has 2049 variants; 2048 is the most." in said
    assert [product.slug for product in Product.objects.all()] == ["mug"]


def rows(count: int) -> list[dict[str, str]]:
    further = (further_row("rug", Option1_Value=str(number), Variant_Price="20") for number in range(1, count))
    return [product_row("rug", Option1_Name="Size", Option1_Value="0"), *further]
