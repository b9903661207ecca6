"""Each narrowed list has one address, and robots are told which of them to keep."""

import pytest
from django.conf import settings as django_settings
from django.test import Client

from shop.catalog.models import Category
from shop.catalog.tests.list_pages import ListPage
from shop.testing.htmx import HtmxClient

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it has SQL of its own")]


def test_each_filter_that_is_on_has_a_pill_without_it(client: Client, textiles: Category) -> None:
    page = ListPage(client.get("/category/textiles/?price_min=10&vendor=Halm&option.Colour=Ink&sort=name"))

    assert page.pills == [
        ("Halm", "?price_min=10&option.Colour=Ink&sort=name"),
        ("Colour: Ink", "?price_min=10&vendor=Halm&sort=name"),
        ("From €10", "?vendor=Halm&option.Colour=Ink&sort=name"),
    ]
    assert page.clear_query == "?sort=name"


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("option.Colour=Ink&vendor=Halm", "vendor=Halm&option.Colour=Ink"),
        ("vendor=Halm&vendor=Grove", "vendor=Grove&vendor=Halm"),
        ("vendor=Halm&price_min=&price_max=", "vendor=Halm"),
        ("price_min=50&price_max=10.50", "price_min=10.5&price_max=50"),
        ("price_min=1e1", "price_min=10"),
        ("price_min=10.00049", "price_min=10"),
        (f"price_max={'9' * 20}", "price_max=999999999"),
        ("vendor=Halm&vendor=Halm", "vendor=Halm"),
        ("sort=name&vendor=Halm", "vendor=Halm&sort=name"),
    ],
)
def test_a_list_has_one_address(client: Client, hx: HtmxClient, textiles: Category, query: str, address: str) -> None:
    answer = client.get(f"/category/textiles/?{query}")

    assert (answer.status_code, answer["Location"]) == (302, f"/category/textiles/?{address}")
    assert hx.get(f"/category/textiles/?{query}")["HX-Push-Url"] == f"/category/textiles/?{address}"


def test_an_address_with_something_else_in_it_stays_as_it_is(client: Client, textiles: Category) -> None:
    assert client.get("/category/textiles/?utm_source=letter&vendor=Halm").status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        *("vendor=Nobody", "option.Colour=Nonsense", "option.Nonsense=Ink", "price=7-9", "price=abc", "price_min=abc"),
        *("price_min=-1", "available=2", "sale=no", "vendor=%00", "price_max=1e-9", f"vendor={'x' * 300}"),
        *("&".join(f"vendor={number}" for number in range(60)), "page=1-3&vendor=Halm", "sort=relevance"),
    ],
)
def test_nonsense_is_not_found(client: Client, textiles: Category, query: str) -> None:
    assert client.get(f"/category/textiles/?{query}").status_code == 404


@pytest.mark.parametrize(
    ("query", "canonical", "robots"),
    [
        ("", "/category/textiles/", "index"),
        ("sort=name", "/category/textiles/", "index"),
        ("vendor=Halm&sort=name", "/category/textiles/?vendor=Halm", "index"),
        ("vendor=Halm&option.Colour=Ink", "/category/textiles/?vendor=Halm&amp;option.Colour=Ink", "noindex"),
    ],
)
def test_robots_are_told_what_to_keep(
    client: Client, textiles: Category, query: str, canonical: str, robots: str
) -> None:
    html = client.get(f"/category/textiles/?{query}").content.decode()

    assert f'rel="canonical" href="{django_settings.SHOP_URL}{canonical}"' in html
    assert f'name="robots" content="{robots}"' in html


@pytest.mark.parametrize(
    ("query", "title", "description"),
    [
        ("", "Textiles", "All that is woven."),
        ("vendor=Halm", "Textiles: Halm", "Textiles: Halm · All that is woven."),
        ("option.Colour=Ink", "Textiles: Ink", "Textiles: Ink · All that is woven."),
        ("available=1", "Textiles: In stock", "Textiles: In stock · All that is woven."),
        ("price_max=30", "Textiles: Up to €30", "Textiles: Up to €30 · All that is woven."),
        ("vendor=Halm&option.Colour=Ink", "Textiles", "All that is woven."),
    ],
)
def test_each_list_that_robots_keep_has_its_own_title_and_description(
    client: Client, textiles: Category, query: str, title: str, description: str
) -> None:
    Category.objects.filter(pk=textiles.pk).update(description="All that is woven.")

    html = client.get(f"/category/textiles/?{query}").content.decode()

    assert f"<title>{title} · {django_settings.SHOP_NAME}</title>" in html
    assert f'name="description" content="{description}"' in html
