"""`manage.py reconcile_payments`: what nobody told the shop, and what nobody paid."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F
from django.utils import timezone
from pytest_django.fixtures import Settings

from shop.catalog.models import Variant
from shop.orders.models import Letter, Order, Payment, Refund
from shop.orders.reconciling import reconcile
from shop.orders.refunding import refund
from shop.orders.settling import start_payment
from shop.orders.tests.paying import BEFORE_A_PERSON, CANCEL_URL, PAID, RETURN_URL, Outcome, begin
from shop.payments import ProviderUnavailable
from shop.testing.orders import make_order
from shop.testing.sandbox import Sandbox

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it depends on what the database locks")]
HOUR = timedelta(minutes=61)


def age(order: Order) -> None:
    """Let an hour pass."""
    Order.objects.filter(pk=order.pk).update(placed_at=F("placed_at") - HOUR)
    Payment.objects.filter(order=order).update(created_at=F("created_at") - HOUR)


@pytest.mark.parametrize("deed", ["", "decline", "cancel"])
def test_an_order_that_nobody_pays_is_cancelled_and_its_page_is_closed(deed: str, sandbox: Sandbox) -> None:
    payment = begin()
    if deed:
        sandbox.choose(payment.reference or "", deed)
    assert reconcile().cancelled == 0
    age(payment.order)

    assert reconcile().cancelled == 1
    assert reconcile().cancelled == 0
    order = Order.objects.get()
    assert order.is_cancelled
    assert Variant.objects.get().stock == 5
    assert order.letters.filter(kind=Letter.Kind.CANCELLED).count() == 1
    sandbox.choose(payment.reference or "", "pay")
    assert not sandbox.captured()


def test_an_order_that_was_never_sent_to_a_provider_is_cancelled_too(sandbox: Sandbox) -> None:
    order = make_order(payment_provider="sandbox")
    age(order)
    assert reconcile().cancelled == 1


def test_what_is_paid_offline_is_left_alone(sandbox: Sandbox) -> None:
    order = make_order(payment_provider="offline")
    age(order)
    assert reconcile().cancelled == 0


def test_a_new_attempt_gives_a_new_hour(sandbox: Sandbox) -> None:
    payment = begin()
    age(payment.order)
    Payment.objects.update(created_at=timezone.now())
    assert reconcile().cancelled == 0


def test_what_was_paid_in_the_last_moment_is_paid(sandbox: Sandbox) -> None:
    payment = begin()
    sandbox.choose(payment.reference or "", "pay")
    age(payment.order)
    assert reconcile().paid == 1
    assert Outcome.of(payment.order, sandbox) == PAID


def test_while_the_provider_is_away_nothing_is_cancelled_and_the_command_says_so(sandbox: Sandbox) -> None:
    payment = begin()
    age(payment.order)
    sandbox.set(outage=503)
    with pytest.raises(CommandError, match="sandbox"):
        call_command("reconcile_payments", verbosity=0)
    assert Order.objects.get().awaits_payment
    sandbox.set(outage=0)
    call_command("reconcile_payments", verbosity=0)
    assert Order.objects.get().is_cancelled


def test_money_of_an_attempt_that_the_shop_thought_closed_is_found(sandbox: Sandbox) -> None:
    payment = begin()
    sandbox.choose(payment.reference or "", "pay")
    Payment.objects.update(state="expired")
    age(payment.order)
    reconcile()
    assert Outcome.of(payment.order, sandbox) in (PAID, BEFORE_A_PERSON)


def test_money_of_no_order_is_reported(sandbox: Sandbox, caplog: pytest.LogCaptureFixture) -> None:
    payment = begin()
    sandbox.choose(payment.reference or "", "pay")
    payment.delete()
    assert reconcile().unknown == 1
    assert "does not know" in caplog.text


def test_an_attempt_that_was_never_answered_is_closed_in_the_end(sandbox: Sandbox) -> None:
    order = make_order(payment_provider="sandbox")
    sandbox.set(outage=503)
    with pytest.raises(ProviderUnavailable):
        start_payment(order, return_url=RETURN_URL, cancel_url=CANCEL_URL)
    sandbox.set(outage=0)
    reconcile()
    assert Order.objects.get().is_held
    age(order)
    assert reconcile().cancelled == 1
    assert order.payments.get().state == "expired"


def test_a_refund_that_was_not_answered_is_completed_once(sandbox: Sandbox) -> None:
    payment = begin()
    sandbox.choose(payment.reference or "", "pay")
    reconcile()
    order = Order.objects.get()
    sandbox.set(outage=500)
    with pytest.raises(ProviderUnavailable):
        refund(order, order.total)
    sandbox.set(outage=0)
    assert reconcile().refunded == 0
    Refund.objects.update(at=F("at") - HOUR)

    assert reconcile().refunded == 1
    assert reconcile().refunded == 0
    assert len(sandbox.captured()[0]["refunds"]) == 1
    assert order.letters.filter(kind=Letter.Kind.REFUNDED).count() == 1


def test_one_refund_that_cannot_be_sent_keeps_no_other_waiting(sandbox: Sandbox) -> None:
    payment = begin()
    sandbox.choose(payment.reference or "", "pay")
    reconcile()
    for amount in ("1.234", "2.00"):
        Refund.objects.create(payment=payment, amount=Decimal(amount), at=timezone.now() - HOUR)
    assert reconcile().refunded == 1
    assert list(Refund.objects.values_list("state", flat=True)) == ["failed", "done"]


def test_a_provider_without_its_key_waits_for_it_and_stops_nothing_else(
    sandbox: Sandbox, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    age(begin().order)
    age(make_order(payment_provider="sandbox"))
    settings.SANDBOX_URL, settings.PAYMENT_PROVIDERS = "", ["offline"]
    report = reconcile()
    assert (report.away, report.cancelled) == ({"sandbox"}, 1)
    assert "Traceback" not in caplog.text
    assert "no payment provider 'sandbox', or no key" in caplog.text
