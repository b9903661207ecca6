"""Reading never writes, any stored cart gives a page, and a page costs a fixed number of queries."""

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from cart.tests.conftest import add
from shop.catalog.models import Variant
from shop.testing.builders import make_product
from shop.testing.htmx import HtmxClient
from shop.testing.swaps import assert_swap_equals_reload

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

    cart = client.get(CART).context["cart"]

    assert [str(line.total) for line in cart.lines] == ["40.00", "25.00"]
    assert (str(cart.subtotal), str(cart.savings), cart.count) == ("65.00", "5.00", 4)


@pytest.mark.parametrize("lines", [1, 20])
def test_the_whole_cart_costs_one_query(
    client: Client, db: None, django_assert_num_queries: DjangoAssertNumQueries, lines: int
) -> None:
    for variant in make_product(options={"Size": [str(n) for n in range(lines)]}).variants.all():
        add(client, variant)

    with django_assert_num_queries(3):  # session, cart, categories
        client.get(CART)


@pytest.mark.parametrize(
    "stored",
    [
        {},
        [],
        "text",
        7,
        {"v": 0, "lines": {}},
        {"v": 1},
        {"v": 1, "lines": []},
        {"v": 1, "lines": {"x": {"quantity": 1, "seen": "1.00"}}},
        {"v": 1, "lines": {"1": {"quantity": -1, "seen": "1.00"}}},
        {"v": 1, "lines": {"1": {"quantity": 1.5, "seen": "1.00"}}},
        {"v": 1, "lines": {"1": {"quantity": 10**20, "seen": "1.00"}}},
        {"v": 1, "lines": {"1": {"quantity": True, "seen": "1.00"}}},
        {"v": 1, "lines": {"1": {"quantity": 1, "seen": None}}},
        {"v": 1, "lines": {"1": None}},
        {"v": 1, "lines": {str(10**30): {"quantity": 1, "seen": "1.00"}}},
        {"v": 1, "lines": {}, "removed": {"1": 7}},
    ],
)
def test_what_cannot_be_read_is_an_empty_cart_that_can_be_used(client: Client, shirt: Variant, stored: Any) -> None:
    session = client.session
    session["cart"] = stored
    session.save()
    client.cookies["sessionid"] = str(session.session_key)

    for address in ("/", CART, shirt.get_absolute_url()):
        assert client.get(address).status_code == 200
    add(client, shirt)
    assert client.get(CART).context["cart"].count == 1


@pytest.mark.parametrize("seen", ["", "abc", "NaN", "1.2.3", "-5", "1e999"])
def test_a_price_that_cannot_be_read_is_no_price_seen(client: Client, shirt: Variant, seen: str) -> None:
    session = client.session
    session["cart"] = {"v": 1, "lines": {str(shirt.pk): {"quantity": 1, "seen": seen}}}
    session.save()
    client.cookies["sessionid"] = str(session.session_key)

    assert "The price changed" not in client.get(CART).content.decode()
