"""A list is shown in pages, in one order, and more of it is loaded below."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.utils import timezone

from shop.catalog.listing.pagination import PAGE_SIZE
from shop.catalog.models import Category, Product
from shop.catalog.tests.list_pages import ListPage
from shop.testing.builders import make_category, make_product
from shop.testing.htmx import HtmxClient
from shop.testing.swaps import assert_swap_equals_reload

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it has SQL of its own")]


def many(count: int) -> Category:
    category = make_category(name="All", slug="textiles")
    below = make_category(name="Below", parent=category)
    now = timezone.now()
    for number in range(count):
        make_product(
            title=f"Mug {number:02}",
            price=str(10 + number * 7 % 13),
            category=below if number % 2 else category,
            created_at=now - timedelta(minutes=number),
        )
    return category


def test_more_is_loaded_below_and_the_address_says_how_far(client: Client, hx: HtmxClient) -> None:
    many(2 * PAGE_SIZE + 2)
    page = client.get("/category/textiles/")
    assert ListPage(page).more_query == "?page=1-2"

    answer = hx.get("/category/textiles/?page=1-2")

    assert answer["HX-Replace-Url"] == "/category/textiles/?page=1-2"
    assert_swap_equals_reload(client, page, answer, target="#listing")
    both = ListPage(client.get("/category/textiles/?page=1-2"))
    assert both.titles == [f"Mug {number:02}" for number in range(2 * PAGE_SIZE)]
    assert both.more_query == "?page=1-3"
    assert both.canonical == f"{django_settings.SHOP_URL}/category/textiles/"
    assert ListPage(client.get("/category/textiles/?page=2-3")).previous_query == "."
    assert ListPage(client.get("/category/textiles/?page=1-3")).more_query is None


@pytest.mark.parametrize("pages", ["2-1", "1-1", "0-2", "1-4", "1-", "-2", "1-2-3"])
def test_pages_that_are_not_below_each_other_are_not_found(client: Client, pages: str) -> None:
    many(2 * PAGE_SIZE + 2)

    assert client.get(f"/category/textiles/?page={pages}").status_code == 404


@pytest.mark.parametrize("sort", ["newest", "price", "price-desc", "name", "saving"])
def test_the_products_of_several_categories_are_in_one_order(client: Client, sort: str) -> None:
    many(PAGE_SIZE + 6)
    make_product(title="Without price", category=Category.objects.get(slug="textiles"), stock=0).variants.get().delete()
    keys: dict[str, Callable[[Any], tuple[Any, ...]]] = {
        "newest": lambda p: (-p.created_at.timestamp(),),
        "price": lambda p: (p.price_from is None, p.price_from or 0, p.pk),
        "price-desc": lambda p: (p.price_from is None, -(p.price_from or 0), -p.pk),
        "name": lambda p: (p.title, p.pk),
        "saving": lambda p: (-p.pk,),
    }
    shown = ListPage(client.get(f"/category/textiles/?sort={sort}&page=1-2")).titles

    assert shown == [p.title for p in sorted(Product.objects.all(), key=keys[sort])]


def test_the_biggest_saving_comes_first(client: Client) -> None:
    category = make_category(name="All", slug="textiles")
    for title, before in (("Small", "21"), ("Big", "60"), ("None", None)):
        make_product(title=title, price="20", compare_at_price=before, category=category)

    assert ListPage(client.get("/category/textiles/?sort=saving")).titles == ["Big", "Small", "None"]


def test_of_what_saves_the_same_the_newest_comes_first(client: Client) -> None:
    category = make_category(name="All", slug="textiles")
    for price, before in (("7", "14"), ("0.93", "7.93"), ("9.99", "16.99")):
        make_product(title=price, price=price, compare_at_price=before, category=category)

    assert ListPage(client.get("/category/textiles/?sort=saving")).titles == ["9.99", "0.93", "7"]
