"""The session gets a new key with the checkout's first form, and when an order is placed."""

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cart.tests.shown_cart import read_cart
from shop.checkout.tests.shopping import ADDRESS, CONTACT, Shopper
from shop.orders.models import Order
from shop.testing.linting import LintingClient
from shop.testing.sandbox import Sandbox

pytestmark = pytest.mark.postgresql("it depends on what the database locks")

MORE_QUERIES = 4


def key_of(shopper: Shopper) -> str:
    return shopper.client.cookies["sessionid"].value


def with_key(key: str) -> Shopper:
    client = LintingClient()
    client.cookies["sessionid"] = key
    return Shopper(client)


@pytest.mark.parametrize("fields", [CONTACT, {"email": "not an address"}, {"go": "typed", "email": "ada@exam"}])
def test_with_the_first_form_and_with_no_later_one(shopper: Shopper, fields: dict[str, str]) -> None:
    before = key_of(shopper)
    shopper.fill("contact", fields)
    first = key_of(shopper)
    shopper.fill_all()

    assert before != first == key_of(shopper)


def test_who_knew_the_key_before_sees_the_cart_and_no_name(shopper: Shopper) -> None:
    stranger = with_key(key_of(shopper))
    shopper.fill_all()

    assert read_cart(stranger.client.get("/cart/").content.decode()).badge == 1
    assert stranger.review().url == "/checkout/contact/"
    assert "ada@example.org" not in stranger.client.get("/checkout/contact/").content.decode()
    assert "Lovelace" not in stranger.fill("contact", CONTACT, follow=True).content.decode()


def test_when_an_order_is_placed(shopper: Shopper) -> None:
    shopper.fill_all()
    before = key_of(shopper)
    shopper.confirm()

    assert key_of(shopper) != before
    assert read_cart(with_key(before).client.get("/cart/").content.decode()).badge == 0


def test_not_when_none_is_placed(shopper: Shopper) -> None:
    shopper.fill_all()
    before = key_of(shopper)
    shopper.confirm({"token": "x", "shown": "y"})

    assert key_of(shopper) == before


def test_a_first_form_whose_answer_was_lost_is_sent_again(shopper: Shopper) -> None:
    again = with_key(key_of(shopper))
    shopper.fill("contact", CONTACT)

    assert again.fill("contact", CONTACT).url == "/checkout/address/"
    assert again.fill("address", ADDRESS).url == "/checkout/review/"
    assert again.confirm().url == again.order().get_absolute_url()


def test_a_confirmation_whose_answer_was_lost_leads_to_the_order_when_it_is_sent_again(shopper: Shopper) -> None:
    shopper.fill_all()
    agreed, again = shopper.agreed(), with_key(key_of(shopper))

    assert shopper.confirm(agreed).url == again.confirm(agreed).url == shopper.order().get_absolute_url()
    assert Order.objects.count() == 1


def test_who_is_to_pay_goes_on_under_the_new_key_though_only_the_second_click_was_answered(
    shopper: Shopper, sandbox: Sandbox
) -> None:
    shopper.fill_all()
    shopper.fill("payment", {"provider": "sandbox"})
    agreed, again = shopper.agreed(), with_key(key_of(shopper))

    assert shopper.confirm(agreed).url == again.confirm(agreed).url

    assert key_of(again) == key_of(shopper) == shopper.order().session_key
    assert again.review().status_code == 200


def test_it_costs_the_first_form_few_queries(shopper: Shopper) -> None:
    with CaptureQueriesContext(connection) as first:
        shopper.fill("contact", {"go": "typed", "email": "a"})
    with CaptureQueriesContext(connection) as second:
        shopper.fill("contact", {"go": "typed", "email": "ab"})

    assert len(first) - len(second) <= MORE_QUERIES, [query["sql"] for query in first]


def test_nothing_but_carts_is_left_under_the_keys_before(shopper: Shopper) -> None:
    shopper.fill_all()
    shopper.confirm()

    for row in Session.objects.exclude(pk=key_of(shopper)):
        assert set(row.get_decoded()) == {"_changed", "_client", "cart"}
