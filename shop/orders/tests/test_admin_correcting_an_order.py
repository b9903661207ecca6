"""A merchant corrects what a shopper mistyped; the history says who did it, and what it was before."""

import pytest
from django.test import Client
from django.urls import reverse

from shop.catalog.tests.admin_pages import form_fields
from shop.orders.models import Order, OrderEvent
from shop.testing.orders import ADA, make_order

pytestmark = pytest.mark.django_db
State = Order.State
SHIPPING, BILLING, NOTE = "correct-delivery-address", "correct-billing-address", "correct-note"


def do(order: Order, verb: str) -> str:
    return reverse("admin:orders_order_do", args=[order.pk, verb])


def test_the_delivery_address_is_corrected_and_the_former_one_kept_in_the_history(admin_client: Client) -> None:
    order = make_order()
    total = order.total
    page = admin_client.get(do(order, SHIPPING)).content.decode()

    admin_client.post(do(order, SHIPPING), form_fields(page, form="verb_form") | {"street_address": "Torstraße 100"})

    order.refresh_from_db()
    assert order.shipping_address is not None
    assert order.shipping_address["street_address"] == "Torstraße 100"
    assert order.billing_address["street_address"] == ADA["street_address"]
    assert order.total == total
    event = OrderEvent.objects.get(order=order, kind=OrderEvent.Kind.NOTE)
    assert event.user is not None
    assert event.text.startswith("Delivery address: ")
    assert "Torstraße 1," in event.text.partition("→")[0]
    assert "Torstraße 100," in event.text.partition("→")[2]


def test_another_country_is_refused_with_what_to_do(admin_client: Client) -> None:
    order = make_order()

    sent = ADA | {"country_code": "FR", "postal_code": "75001", "city": "Paris"}
    page = admin_client.post(do(order, SHIPPING), sent).content.decode()

    assert "Delivery and tax were agreed for Germany, so the country stays." in page
    assert 'value="Paris"' in page
    order.refresh_from_db()
    assert order.shipping_address == make_order().shipping_address


def test_an_address_keeps_the_rules_of_the_checkout(admin_client: Client) -> None:
    order = make_order()

    page = admin_client.post(do(order, BILLING), ADA | {"postal_code": "1011", "city": ""}).content.decode()

    assert "Please give the postcode as" in page
    assert "Torstraße 1" in page
    assert not OrderEvent.objects.filter(order=order, kind=OrderEvent.Kind.NOTE).exists()


def test_the_note_is_corrected(admin_client: Client) -> None:
    order = make_order(note="Ring twise")

    admin_client.post(do(order, NOTE), {"note": "Ring twice\r\nSecond floor"})

    order.refresh_from_db()
    assert order.note == "Ring twice\nSecond floor"
    assert "Ring twise → Ring twice" in OrderEvent.objects.get(order=order, kind=OrderEvent.Kind.NOTE).text


def test_what_changes_nothing_is_not_in_the_history(admin_client: Client) -> None:
    order = make_order(note="Ring twice")

    admin_client.post(do(order, NOTE), {"note": "Ring twice"})

    assert not OrderEvent.objects.filter(order=order, kind=OrderEvent.Kind.NOTE).exists()


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        (State.AWAITING_PAYMENT, [SHIPPING, BILLING, NOTE]),
        (State.PACKED, [SHIPPING, BILLING, NOTE]),
        (State.SHIPPED, [BILLING]),
        (State.CANCELLED, []),
    ],
)
def test_it_is_offered_while_it_makes_sense(admin_client: Client, state: State, offered: list[str]) -> None:
    order = make_order(state=state)
    page = admin_client.get(reverse("admin:orders_order_change", args=[order.pk])).content.decode()
    assert [verb for verb in (SHIPPING, BILLING, NOTE) if do(order, verb) in page] == offered

    for verb in {SHIPPING, BILLING, NOTE} - set(offered):
        admin_client.post(do(order, verb), ADA | {"name": "Grace Hopper", "note": "Other"})
    order.refresh_from_db()
    assert "Grace Hopper" not in f"{order.shipping_address} {order.billing_address}"
    assert order.note == ""


def test_an_order_without_a_parcel_has_no_delivery_address_to_correct(admin_client: Client) -> None:
    order = make_order(shipping_address=None)
    page = admin_client.get(reverse("admin:orders_order_change", args=[order.pk])).content.decode()
    assert do(order, SHIPPING) not in page
