"""A shopper comes back to an order by its link."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from shop.orders import services
from shop.orders.models import Order, Payment
from shop.testing.builders import make_product
from shop.testing.linting import LintingClient
from shop.testing.orders import ADA, make_order

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
State = Order.State


def read(client: LintingClient, order: Order) -> str:
    response = client.get(order.get_absolute_url())
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_it_shows_what_was_agreed(client: LintingClient) -> None:
    shirt = make_product(title="Linen shirt", price="20").variants.get()
    order = make_order(
        of={shirt: 2},
        note="Ring <b>twice</b>",
        discount=Decimal(2),
        delivery_price=Decimal("4.90"),
        taxes=[{"name": "VAT", "percent": "19.000", "amount": "6.85"}],
        tax_total=Decimal("6.85"),
        promised_from=date(2026, 3, 5),
        promised_until=date(2026, 3, 7),
    )
    page = read(client, order)
    for said in (
        f"Order {order.number}",
        "Linen shirt",
        "€20.00",
        "€2.00",
        "€4.90",
        "€42.90",
        "of which VAT 19 %",
        "Torstraße 1",
        "between March 5, 2026 and March 7, 2026",
        "Ring &lt;b&gt;twice&lt;/b&gt;",
        "Thank you! We have your order.",
    ):
        assert said in page, said


def test_it_adds_tax_that_comes_on_top(client: LintingClient) -> None:
    taxes = [{"name": "Sales tax", "percent": "8.875", "amount": "1.78"}]
    order = make_order(tax_included=False, taxes=taxes, tax_total=Decimal("1.78"), total=Decimal("21.78"))
    page = read(client, order)
    assert "Sales tax 8.875 %" in page
    assert "of which" not in page


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (State.AWAITING_PAYMENT, "This order is waiting for your payment."),
        (State.PLACED, "Not paid yet"),
        (State.CANCELLED, "This order is cancelled."),
    ],
)
def test_it_says_where_the_order_stands(client: LintingClient, state: State, said: str) -> None:
    assert said in read(client, make_order(state=state))


def test_it_shows_where_parcels_are(client: LintingClient) -> None:
    order = make_order()
    services.mark_paid(order=order)
    services.ship(order=order, carrier="Post", tracking_number="A1", tracking_url="https://post.example/A1")
    services.ship(order=order, carrier="Rider", tracking_number="B2")
    page = read(client, order)
    assert '<a href="https://post.example/A1" rel="noopener noreferrer">Track parcel A1</a>' in page
    assert "Tracking number B2" in page
    assert "Paid on" in page


def test_it_offers_to_try_again_after_a_payment_that_failed(client: LintingClient) -> None:
    order = make_order(state=State.AWAITING_PAYMENT)
    order.payments.create(provider="sandbox", amount=20, currency="EUR", state=Payment.State.FAILED)
    page = read(client, order)
    assert "The payment was not completed, and nothing was charged." in page
    assert "Try again · €20.00" in page


def test_it_asks_not_to_pay_again_while_a_person_looks(client: LintingClient) -> None:
    order = make_order(state=State.AWAITING_PAYMENT)
    order.payments.create(provider="sandbox", amount=20, currency="EUR", state=Payment.State.ATTENTION)
    page = read(client, order)
    assert "Please do not pay again." in page
    assert "Pay now" not in page


def test_it_keeps_the_currency_it_was_placed_in(client: LintingClient) -> None:
    assert "CHF" in read(client, make_order(currency="CHF"))


def test_it_shows_another_billing_address(client: LintingClient) -> None:
    assert "Charles" in read(client, make_order(billing_address=ADA | {"name": "Charles Babbage"}))


def test_it_needs_no_address_where_nothing_is_shipped(client: LintingClient) -> None:
    page = read(client, make_order(shipping_address=None, delivery_name=""))
    assert "Delivery" not in page
    assert "On its way" not in page


def test_nobody_may_keep_it_and_no_robot_lists_it(client: LintingClient) -> None:
    response = client.get(make_order().get_absolute_url())
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    assert 'name="robots" content="noindex' in response.content.decode()


def test_a_stranger_with_a_number_finds_nothing(client: LintingClient) -> None:
    order = make_order()
    for guess in (*range(order.number - 20, order.number + 20), order.pk, order.checkout_token):
        if client.get(f"/orders/{guess}/").status_code != 404:
            pytest.fail(f"/orders/{guess}/ is a page.")


@pytest.mark.parametrize("token", ["x" * 65, "%00", "..", "\U0001f600"])
def test_odd_links_lead_nowhere(client: LintingClient, token: str) -> None:
    assert client.get(reverse("orders:look-up") + f"{token}/").status_code == 404


def test_it_costs_the_same_queries_for_one_line_and_for_many(client: LintingClient) -> None:
    def queries(order: Order) -> int:
        with CaptureQueriesContext(connection) as captured:
            read(client, order)
        return len(captured)

    one = make_order()
    many = make_order(of={make_product().variants.get(): 1 for _ in range(9)})
    queries(one)
    assert queries(one) == queries(many)
