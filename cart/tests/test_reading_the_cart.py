"""Reading never writes, and a page costs a fixed number of queries."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from cart.tests.conftest import add
from cart.tests.shown_cart import read_cart
from shop.catalog.models import Variant
from shop.testing.builders import make_product
from shop.testing.htmx import HtmxClient
from shop.testing.swaps import assert_swap_equals_reload

pytestmark = pytest.mark.postgresql("it counts or shapes what the database is asked")

CART = reverse("cart:cart")


@pytest.mark.parametrize("address", ["/", "/cart/", "/search/?q=linen", "/nowhere/"])
def test_a_first_visit_sets_no_cookie_and_leaves_no_session(client: Client, shirt: Variant, address: str) -> None:
    answer = client.get(address)

    assert not answer.cookies
    assert not Session.objects.exists()


def test_every_page_has_the_badge_and_the_drawer(client: Client, shirt: Variant) -> None:
    add(client, shirt, 3)

    for address in ("/", CART, "/search/?q=linen", shirt.get_absolute_url(), "/nowhere/"):
        html = client.get(address).content.decode()
        assert 'id="cart-badge"' in html
        assert 'id="cart-drawer"' in html
        assert 'data-count="3"' in html
        assert html.count('id="cart-contents"') == 1
        assert html.count('id="cart-status"') == 1


def test_the_contents_alone_equal_a_reload(client: Client, hx: HtmxClient, shirt: Variant) -> None:
    before = client.get("/")
    add(client, shirt)

    answer = hx.get(CART)

    assert_swap_equals_reload(client, before, answer, target="#cart-contents")


def test_the_page_is_never_stored(client: Client, shirt: Variant) -> None:
    add(client, shirt)

    answer = client.get(CART)

    assert "no-store" in answer["Cache-Control"]
    assert "HX-Request" in answer["Vary"]
    assert "Cookie" in answer["Vary"]


def test_it_shows_line_prices_subtotal_and_savings(client: Client, shirt: Variant, mug: Variant) -> None:
    add(client, shirt, 2)
    add(client, mug, 2)

    cart = read_cart(client.get(CART).content.decode())

    assert [str(line.total) for line in cart.lines] == ["40.00", "25.00"]
    assert (str(cart.subtotal), str(cart.savings), cart.badge) == ("65.00", "5.00", 4)


@pytest.mark.parametrize("lines", [1, 20])
def test_the_whole_cart_costs_two_queries(
    client: Client, db: None, django_assert_num_queries: DjangoAssertNumQueries, lines: int
) -> None:
    for variant in make_product(options={"Size": [str(n) for n in range(lines)]}).variants.all():
        add(client, variant)

    with django_assert_num_queries(4):  # session, cart, version, categories
        client.get(CART)
