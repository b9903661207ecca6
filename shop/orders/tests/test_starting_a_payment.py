"""Sending a shopper to the provider: one attempt at a time, and nothing lost when it cannot begin."""

from decimal import Decimal

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from shop import payments
from shop.catalog.models import Variant
from shop.catalog.stock import OutOfStock
from shop.orders import services
from shop.orders.models import Order, Payment
from shop.orders.settling import NotPayable, abandon_payments, check_payments, start_payment
from shop.orders.tests.paying import CANCEL_URL, PAID, RETURN_URL, Outcome, begin
from shop.testing.builders import make_product
from shop.testing.orders import make_order
from shop.testing.sandbox import Sandbox

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it depends on what the database locks")]


def start(order: Order) -> str:
    return start_payment(order, return_url=RETURN_URL, cancel_url=CANCEL_URL)


def place(*, stock: int = 5) -> Order:
    variant = make_product(stock=stock).variants.get()
    return make_order(of={variant: 1}, payment_provider="sandbox")


def in_stock() -> int:
    return Variant.objects.get().stock


def test_it_leads_to_the_page_of_an_attempt_for_the_whole_total(sandbox: Sandbox) -> None:
    order = place()
    url = start(order)

    payment = order.payments.get()
    assert url == payment.url == f"{sandbox.url}/pay/{payment.reference}"
    assert (payment.amount, payment.currency, payment.state) == (order.total, "EUR", "started")
    page = sandbox.page(payment.reference or "")
    assert "€20.00" in page.text
    assert str(order) in page.text


def test_it_leads_to_the_same_attempt_again(sandbox: Sandbox) -> None:
    order = place()
    assert start(order) == start(order)
    assert order.payments.count() == 1


def test_an_order_that_was_paid_meanwhile_leads_back(sandbox: Sandbox) -> None:
    payment = begin()
    sandbox.choose(payment.reference or "", "pay")

    assert start(payment.order) == RETURN_URL
    assert Outcome.of(payment.order, sandbox) == PAID


def test_a_provider_that_is_down_loses_nothing(sandbox: Sandbox) -> None:
    order = place()
    sandbox.set(outage=503)
    with pytest.raises(payments.ProviderUnavailable):
        start(order)
    order.refresh_from_db()
    assert order.awaits_payment
    assert order.is_held
    assert in_stock() == 4

    sandbox.set(outage=0)
    start(order)
    sandbox.choose(order.payments.get().reference or "", "pay")
    check_payments(order)
    assert Outcome.of(order, sandbox) == PAID


def test_an_answer_that_was_lost_is_given_again(sandbox: Sandbox) -> None:
    order = place()
    url = start(order)
    Payment.objects.update(reference=None, url="")

    assert start(order) == url
    assert order.payments.count() == 1


def test_a_charge_that_the_provider_refuses_makes_room_for_another_attempt(sandbox: Sandbox) -> None:
    order = place()
    start(order)
    Payment.objects.update(reference=None, url="")
    with pytest.raises(payments.ProviderRefused):
        # The same key for something else: what a shop that has moved to another address would send.
        start_payment(order, return_url="http://elsewhere/", cancel_url=CANCEL_URL)

    assert start(order)
    assert sorted(order.payments.values_list("state", flat=True)) == ["expired", "started"]


@pytest.mark.parametrize("provider", ["offline", "sandbox"])
def test_an_order_that_is_not_open_for_payment_is_not_started(provider: str, sandbox: Sandbox) -> None:
    order = make_order(payment_provider=provider)
    if provider == "sandbox":
        services.cancel(order=order)
    with pytest.raises(NotPayable):
        start(order)
    assert not Payment.objects.exists()


def test_a_cancelled_payment_gives_the_goods_back_and_can_be_tried_again(sandbox: Sandbox) -> None:
    order = place()
    start(order)
    first = order.payments.get()
    assert in_stock() == 4

    order = abandon_payments(order)
    assert order.awaits_payment
    assert not order.is_held
    assert in_stock() == 5

    start(order)
    assert in_stock() == 4
    sandbox.choose(first.reference or "", "pay")
    sandbox.choose(order.payments.get(state="started").reference or "", "pay")
    check_payments(order)
    assert Outcome.of(order, sandbox) == PAID
    assert in_stock() == 4


def test_a_declined_payment_cannot_be_paid_beside_the_next_attempt(sandbox: Sandbox) -> None:
    order = place()
    start(order)
    first = order.payments.get()
    sandbox.choose(first.reference or "", "decline")
    check_payments(order)
    assert in_stock() == 5
    start(order)
    second = order.payments.get(state="started")

    for payment in (first, second):
        sandbox.choose(payment.reference or "", "pay")
    check_payments(order)

    assert Outcome.of(order, sandbox) == PAID
    assert [each["id"] for each in sandbox.captured()] == [second.reference]


def test_giving_up_what_was_paid_pays(sandbox: Sandbox) -> None:
    payment = begin()
    sandbox.choose(payment.reference or "", "pay")
    assert abandon_payments(payment.order).is_paid
    assert Outcome.of(payment.order, sandbox) == PAID


def test_an_order_that_is_cancelled_while_the_provider_answers_cannot_be_paid(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = place()
    provider = payments.get("sandbox")
    begin = provider.start

    def answer_slowly(charge: payments.Charge) -> payments.Started:
        services.cancel(order=order)
        return begin(charge)

    monkeypatch.setattr(provider, "start", answer_slowly)
    with pytest.raises(NotPayable):
        start(order)
    payment = order.payments.get()
    sandbox.choose(payment.reference or "", "pay")
    assert payment.state == "expired"
    assert not sandbox.captured()
    assert in_stock() == 5


def test_trying_again_says_when_the_goods_are_gone(sandbox: Sandbox) -> None:
    order = place(stock=1)
    start(order)
    abandon_payments(order)
    make_order(of={Variant.objects.get(): 1})

    with pytest.raises(OutOfStock):
        start(order)
    assert not order.payments.filter(state="started").exists()


def test_an_order_that_changes_its_provider_is_paid_through_one(sandbox: Sandbox) -> None:
    order = place()
    start(order)
    order.payments.update(provider="sandbox", state="failed")
    start(order)
    assert order.payments.filter(state="started").count() == 1
    assert order.payments.filter(state="expired").count() == 1


def test_money_that_is_before_a_person_keeps_the_shopper_from_paying_again(sandbox: Sandbox) -> None:
    payment = begin()
    sandbox.falsify(payment.reference or "", amount_minor=5, currency="EUR")
    sandbox.choose(payment.reference or "", "pay")
    check_payments(payment.order)
    with pytest.raises(NotPayable, match="looking into it"):
        start(payment.order)


def test_two_captured_attempts_pay_once_and_the_second_is_put_before_a_person(sandbox: Sandbox) -> None:
    order = place()
    start(order)
    first = order.payments.get()
    sandbox.choose(first.reference or "", "pay")
    # As if the provider had closed it, and had lied.
    order.payments.update(state="expired")
    start(order)
    sandbox.choose(order.payments.get(state="started").reference or "", "pay")
    check_payments(order)
    order.payments.filter(state="expired").update(state="failed")

    order = check_payments(order)
    assert order.is_paid
    assert sorted(order.payments.values_list("state", flat=True)) == ["attention", "captured"]
    assert "paid already" in order.attention
    assert order.letters.filter(kind="paid").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_provider_is_never_asked_inside_a_transaction(sandbox: Sandbox) -> None:
    order = place()
    with transaction.atomic(), pytest.raises(RuntimeError, match="inside a database transaction"):
        start(order)
    assert not sandbox.events()
    assert start(order)
    with transaction.atomic(), pytest.raises(RuntimeError, match="inside a database transaction"):
        check_payments(order)


def test_an_amount_in_dinars_is_charged_to_the_thousandth(sandbox: Sandbox, settings: object) -> None:
    settings.SHOP_CURRENCY = "KWD"  # type: ignore[attr-defined]
    variant = make_product(price="5.125").variants.get()
    order = make_order(of={variant: 1}, payment_provider="sandbox", currency="KWD")
    start(order)
    sandbox.choose(order.payments.get().reference or "", "pay")
    assert check_payments(order).is_paid
    assert order.payments.get().received_amount == Decimal("5.125")
    assert sandbox.captured()[0]["amount_minor"] == 5125


def test_without_the_providers_key_the_shopper_is_told_and_the_order_waits(
    sandbox: Sandbox, settings: Settings
) -> None:
    order = begin().order
    settings.SANDBOX_URL, settings.PAYMENT_PROVIDERS = "", ["offline"]
    with pytest.raises(payments.ProviderRefused):
        start(order)
    for way, ends in (
        (reverse("checkout:pay", args=[order.token]), "post"),
        (reverse("checkout:return", args=[order.token]), "get"),
    ):
        answer = getattr(Client(headers={"Sec-Fetch-Site": "same-origin"}), ends)(way, follow=True)
        assert answer.status_code == 200
        assert f"Order {order.number}" in answer.content.decode()
    assert Order.objects.get().awaits_payment
