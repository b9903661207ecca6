"""Quantity 0 removes a line, and the removal can be undone."""

from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from cart.tests.conftest import add, line_address, stored_lines
from shop.catalog.models import Variant
from shop.testing.builders import make_product
from shop.testing.htmx import HtmxClient
from shop.testing.swaps import assert_swap_equals_reload

CART = reverse("cart:cart")
RESTORE = reverse("cart:restore")


def test_it_removes_the_line_and_offers_to_undo(client: Client, hx: HtmxClient, shirt: Variant, mug: Variant) -> None:
    add(client, shirt, 2)
    add(client, mug)
    before = client.get(CART)

    answer = hx.post(line_address(shirt), {"quantity": "0"}, page=CART)

    assert_swap_equals_reload(client, before, answer, target="#cart-contents")
    assert list(stored_lines(client)) == [str(mug.pk)]
    assert "Linen shirt was removed." in answer.content.decode()


def test_undo_brings_back_quantity_and_place(client: Client, hx: HtmxClient, shirt: Variant, mug: Variant) -> None:
    third = make_product(title="Oak board").variants.get()
    for variant, quantity in ((shirt, 1), (mug, 3), (third, 1)):
        add(client, variant, quantity)
    lines = stored_lines(client)
    hx.post(line_address(mug), {"quantity": "0"})
    before = client.get(CART)

    answer = hx.post(RESTORE, page=CART)

    assert_swap_equals_reload(client, before, answer, target="#cart-contents")
    assert list(stored_lines(client).items()) == list(lines.items())


def test_undo_twice_is_the_same_as_once(client: Client, shirt: Variant) -> None:
    add(client, shirt, 2)
    client.post(line_address(shirt), {"quantity": "0"})

    client.post(RESTORE)
    client.post(RESTORE)

    assert stored_lines(client)[str(shirt.pk)]["quantity"] == 2


def test_the_next_change_ends_the_offer_to_undo(client: Client, shirt: Variant, mug: Variant) -> None:
    add(client, shirt)
    client.post(line_address(shirt), {"quantity": "0"})

    add(client, mug)
    client.post(RESTORE)

    assert list(stored_lines(client)) == [str(mug.pk)]


def test_it_works_for_a_variant_that_was_deleted(client: Client, shirt: Variant) -> None:
    add(client, shirt)
    address = line_address(shirt)
    shirt.product.delete()

    answer = client.post(address, {"quantity": "0"})

    assert answer.status_code == 303
    assert stored_lines(client) == {}


def test_removing_what_is_not_there_writes_nothing(client: Client, shirt: Variant) -> None:
    answer = client.post(line_address(shirt), {"quantity": "0"})

    assert answer.status_code == 303
    assert not Session.objects.exists()
