"""Five declined payments in ten minutes are enough: whoever tries out stolen cards does not do it here."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from shop.checkout.tests.shopping import Shopper
from shop.orders import declines, services
from shop.orders.models import Order, OrderEvent, PaymentEvent
from shop.orders.settling import NotPayable, check_payments, start_payment
from shop.orders.tests.paying import CANCEL_URL, RETURN_URL, start
from shop.orders.tests.test_settling_by_stripe import account, tell
from shop.payments.tests.stripe_imitation import StripeImitation
from shop.testing.builders import make_product
from shop.testing.linting import LintingClient
from shop.testing.orders import make_order
from shop.testing.sandbox import Sandbox

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it has SQL of its own")]
__all__ = ["account"]


def place(session: str = "", address: str = "", *, provider: str = "sandbox") -> Order:
    order = make_order(payment_provider=provider)
    Order.objects.filter(pk=order.pk).update(source_session=session, source_address=address)
    return Order.objects.get(pk=order.pk)


def decline(order: Order, sandbox: Sandbox) -> None:
    sandbox.choose(start(order).reference or "", "decline")
    check_payments(order)


def test_the_sixth_payment_is_not_begun(sandbox: Sandbox) -> None:
    order = place()
    for _ in range(5):
        decline(order, sandbox)

    with pytest.raises(NotPayable, match=r"Please try again in 10 minutes, or choose another way to pay\."):
        start(order)

    assert order.payments.count() == 5
    assert not order.payments.filter(state="started").exists()


def test_a_decline_that_nobody_has_told_of_counts_too(sandbox: Sandbox) -> None:
    order = place()
    for _ in range(5):
        sandbox.choose(start(order).reference or "", "decline")

    with pytest.raises(NotPayable, match="Several payments were declined"):
        start(order)


def test_after_ten_minutes_it_may_be_tried_again(sandbox: Sandbox) -> None:
    order = place()
    for _ in range(5):
        decline(order, sandbox)
    OrderEvent.objects.filter(kind=OrderEvent.Kind.DECLINED).update(at=timezone.now() - timedelta(minutes=10))

    assert start(order).url


def test_another_order_of_the_same_session_does_not_begin_anew(sandbox: Sandbox) -> None:
    for _ in range(5):
        decline(place("a session"), sandbox)

    with pytest.raises(NotPayable):
        start(place("a session"))
    assert start(place("another session")).url
    assert start(place()).url


def test_others_at_the_same_address_go_on_until_there_are_very_many(sandbox: Sandbox) -> None:
    for number in range(declines.MOST_OF_AN_ADDRESS):
        assert start(place(address="a school")).url
        order = place(f"session {number}", "a school")
        services.record(order=order, kind=OrderEvent.Kind.DECLINED)

    with pytest.raises(NotPayable):
        start(place(address="a school"))
    assert start(place(address="an office")).url


def test_the_shopper_is_told_and_pays_in_another_way(sandbox: Sandbox) -> None:
    shopper = Shopper(LintingClient())
    shopper.add(make_product(title="Linen shirt", stock=5))
    shopper.fill("contact", {"email": "ada@example.org"})
    shopper.fill_address()
    shopper.fill("payment", {"provider": "sandbox"})
    for _ in range(5):
        shopper.confirm()
        order = shopper.order()
        sandbox.choose(order.payments.get(state="started").reference or "", "decline")
        check_payments(order)

    answer = shopper.confirm()

    assert answer.url == "/checkout/review/"
    assert "Several payments were declined. Please try again in" in shopper.review().content.decode()
    shopper.fill("payment", {"provider": "offline"})
    shopper.confirm()
    assert Order.objects.order_by("pk").values_list("state", flat=True)[1] == "placed"


def declined_by_stripe(number: int, key: str) -> bytes:
    intent = {"id": "pi_1", "object": "payment_intent", "metadata": {"payment": key}}
    event = {"id": f"evt_declined_{number}", "type": "payment_intent.payment_failed", "data": {"object": intent}}
    return json.dumps(event).encode()


def test_cards_that_are_declined_on_stripes_page_close_it(account: StripeImitation) -> None:
    order = place(provider="stripe")
    payment = start(order)

    for number in range(5):
        assert tell(declined_by_stripe(number, payment.key)) == 200
        assert tell(declined_by_stripe(number, payment.key)) == 200
        assert order.events.filter(kind=OrderEvent.Kind.DECLINED).count() == number + 1
        is_open = account.sessions[payment.reference or ""]["status"] == "open"
        assert is_open == (number < 4)

    with pytest.raises(NotPayable, match="Several payments were declined"):
        start_payment(order, return_url=RETURN_URL, cancel_url=CANCEL_URL)


def test_what_was_declined_elsewhere_in_the_account_is_nothing_of_the_shops(account: StripeImitation) -> None:
    assert tell(declined_by_stripe(1, "")) == 200
    assert tell(declined_by_stripe(2, "unknown")) == 200
    assert not OrderEvent.objects.filter(kind=OrderEvent.Kind.DECLINED).exists()
    assert PaymentEvent.objects.get().outcome == "unknown"
