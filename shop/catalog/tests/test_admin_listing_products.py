"""A merchant finds products in the admin's list."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from shop.catalog.models import Product, ProductImage
from shop.catalog.tests.admin_pages import picture_upload, rows
from shop.testing.builders import make_category, make_product, make_variant

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LIST = reverse("admin:catalog_product_changelist")


def listed(client: Client, **query: Any) -> list[str]:
    return sorted(row[2] for row in rows(client.get(LIST, query).content.decode()))


def row_of(client: Client, title: str) -> list[str]:
    return next(row for row in rows(client.get(LIST).content.decode()) if row[2] == title)


def test_it_shows_status_category_price_and_stock(admin_client: Client) -> None:
    make_product(title="Mug", category=make_category(name="Kitchen"), price="12.50", stock=7)
    assert row_of(admin_client, "Mug")[3:7] == ["Active", "Kitchen", "€12.50", "7"]


def test_it_shows_the_least_price_and_the_stock_of_all_variants_that_track_it(admin_client: Client) -> None:
    shirt = make_product(title="Shirt", options={"Size": ["S", "M"]}, price="20", stock=4)
    make_variant(product=shirt, option1="L", price="25", stock=100, track_stock=False)
    assert row_of(admin_client, "Shirt")[5:] == ["from €20.00", "8 in 3 variants", "Low"]


def test_it_says_when_stock_is_not_tracked_and_when_there_is_no_variant(admin_client: Client) -> None:
    make_product(title="Print", variant={"track_stock": False})
    Product.objects.create(title="Idea", slug="idea")
    assert row_of(admin_client, "Print")[6] == "Not tracked"
    assert row_of(admin_client, "Idea")[5:7] == ["\N{EN DASH}", "No variants"]


def test_it_draws_a_photograph_a_drawing_or_a_placeholder(admin_client: Client) -> None:
    ProductImage.objects.create(
        product=make_product(title="Photo"), photo=picture_upload(name="big.png", size=(1200, 900))
    )
    ProductImage.objects.create(product=make_product(title="Drawn"), drawing=ContentFile(b"<svg/>", name="mug.svg"))
    make_product(title="Bare")
    page = admin_client.get(LIST).content.decode()
    assert 'src="/media/products/big/150w.webp" alt="Photo" width="48" height="48"' in page
    assert 'src="/media/drawings/mug.svg" alt="Drawn" width="48" height="48"' in page
    assert page.count('src="/static/admin/no-picture.svg"') == 1


@pytest.mark.parametrize(
    "words", ["steel", "steel-flask-750", "Nordlicht", "outdoor", "FL-750", "Bottle", "steel nordl"]
)
def test_it_finds_by_title_slug_vendor_tag_type_or_sku(admin_client: Client, words: str) -> None:
    make_product(
        title="Steel flask",
        slug="steel-flask-750",
        vendor="Nordlicht",
        tags="camping, outdoor",
        product_type="Bottle",
        options={"Size": ["S", "M"]},
        variant={"sku": "FL-750"},
    )
    make_product(title="Linen shirt")
    assert listed(admin_client, q=words) == ["Steel flask"]


@pytest.mark.parametrize("words", ["ÄPFEL", "a\u0308pfel  schale", "Äpfel\N{NO-BREAK SPACE}Schale"])
def test_it_finds_a_name_however_it_is_typed(admin_client: Client, words: str) -> None:
    make_product(title="Äpfel Schale", slug="äpfel-schale")
    make_product(title="Linen shirt")
    assert listed(admin_client, q=words) == ["Äpfel Schale"]


def test_it_narrows_by_status_availability_and_sale(admin_client: Client) -> None:
    make_product(title="Draft", status=Product.Status.DRAFT, stock=0)
    make_product(title="Sale", compare_at_price="30")
    assert listed(admin_client, status__exact="draft") == ["Draft"]
    assert listed(admin_client, stock="out") == ["Draft"]
    assert listed(admin_client, stock="in") == ["Sale"]
    assert listed(admin_client, is_on_sale__exact=1) == ["Sale"]


def test_it_narrows_by_a_category_with_all_below_it(admin_client: Client) -> None:
    kitchen = make_category(name="Kitchen")
    make_product(title="Mug", category=make_category(name="Mugs", parent=kitchen))
    make_product(title="Pan", category=kitchen)
    make_product(title="Towel", category=make_category(name="Textiles"))
    assert listed(admin_client, category=kitchen.pk) == ["Mug", "Pan"]


def test_it_shows_nothing_for_a_category_that_does_not_exist(admin_client: Client) -> None:
    make_product(title="Mug")
    make_category()
    assert listed(admin_client, category="x") == []


def test_it_narrows_by_a_vendor_and_a_tag_however_they_are_spelled(admin_client: Client) -> None:
    for number in range(40):
        make_product(title=f"Mug {number}", vendor=f"Vendor {number}", tags=f"clay, No {number}")
    assert listed(admin_client, vendor="vendor  7") == ["Mug 7"]
    assert listed(admin_client, tag="NO 7") == ["Mug 7"]
    assert listed(admin_client, tag="no", vendor="Vendor 7") == []
    page = admin_client.get(LIST, {"tag": "clay", "q": "Mug"}).content.decode()
    assert '<option value="Vendor 7">' in page
    assert '<option value="No 7">' in page
    assert '<input type="hidden" name="q" value="Mug">' in page


def test_it_narrows_by_what_is_low(admin_client: Client) -> None:
    make_product(title="Plenty", stock=6)
    make_product(title="Few", stock=5)
    make_product(title="Own limit", stock=6, variant={"low_stock": 6})
    make_product(title="Never low", stock=1, variant={"low_stock": 0})
    make_product(title="Gone", stock=0, variant={"low_stock": 0})
    make_product(title="Not counted", stock=0, variant={"track_stock": False})
    make_product(title="Archived", stock=0, status=Product.Status.ARCHIVED)
    assert sorted(listed(admin_client, stock="low")) == ["Few", "Gone", "Own limit"]


def test_markup_in_a_filter_is_text(admin_client: Client) -> None:
    evil = '"><script>x()</script>'
    make_product(vendor=evil, tags=evil)
    page = admin_client.get(LIST, {"vendor": evil, "tag": evil}).content.decode()
    assert "<script>x()" not in page


def test_it_costs_the_same_queries_for_one_product_and_for_many(admin_client: Client) -> None:
    def add(title: str) -> None:
        product = make_product(title=title, category=make_category(name=title), options={"Size": ["S", "M"]})
        ProductImage.objects.create(product=product, photo=picture_upload())

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert admin_client.get(LIST).status_code == 200
        return len(captured)

    add("First")
    few = queries()
    for number in range(49):
        add(f"Mug {number}")
    assert queries() == few == 10
