"""POST /cart/clear/ empties the cart, and can be undone."""

from django.test import Client
from django.urls import reverse

from cart.tests.conftest import add, stored_lines
from shop.catalog.models import Variant
from shop.testing.htmx import HtmxClient
from shop.testing.swaps import assert_swap_equals_reload

CART = reverse("cart:cart")


def test_it_leaves_an_empty_cart(client: Client, hx: HtmxClient, shirt: Variant, mug: Variant) -> None:
    add(client, shirt)
    add(client, mug)
    before = client.get(CART)

    answer = hx.post(reverse("cart:clear"), page=CART)

    assert_swap_equals_reload(client, before, answer, target="#cart-contents")
    assert stored_lines(client) == {}
    assert "Your cart is empty." in answer.content.decode()


def test_undo_brings_everything_back(client: Client, hx: HtmxClient, shirt: Variant, mug: Variant) -> None:
    add(client, shirt, 2)
    add(client, mug)
    lines = stored_lines(client)
    client.post(reverse("cart:clear"))

    hx.post(reverse("cart:restore"), page=CART)

    assert list(stored_lines(client).items()) == list(lines.items())
