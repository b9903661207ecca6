"""An order that is paid by Stripe, on an imitation of its account."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.test import Client
from pytest_django.fixtures import Settings

from shop.orders.models import Order
from shop.orders.reconciling import reconcile
from shop.orders.refunding import refund
from shop.orders.settling import NotPayable, abandon_payments, check_payments, start_payment
from shop.orders.tests.paying import CANCEL_URL, RETURN_URL, begin
from shop.payments import stripe
from shop.payments.stripe import StripeProvider
from shop.payments.tests.stripe_imitation import StripeImitation
from shop.payments.tests.test_paying_by_stripe import SECRET, event, signature

pytestmark = pytest.mark.django_db


@pytest.fixture
def account(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> StripeImitation:
    """The Stripe account of a shop that offers nothing else."""
    account = StripeImitation()
    provider = StripeProvider("sk_test_key", SECRET, http_client=account)
    settings.PAYMENT_PROVIDERS = ["stripe"]
    settings.STRIPE_SECRET_KEY, settings.STRIPE_WEBHOOK_SECRET = "sk_test_key", SECRET
    monkeypatch.setattr(stripe, "account", lambda *_: provider)
    return account


def tell(body: bytes) -> int:
    answer = Client().post("/payments/stripe/webhook/", body, "application/json", headers=signature(body))
    return int(answer.status_code)


def test_an_order_is_paid_by_its_webhook_once(account: StripeImitation) -> None:
    payment = begin(provider="stripe")
    account.pay(payment.reference or "")
    body = event(account.shown(payment.reference or "", expanded=False))
    assert [tell(body) for _ in range(5)] == [200] * 5

    order = Order.objects.get()
    assert order.is_paid
    assert order.letters.filter(kind="paid").count() == 1
    assert order.payments.get().charge_id == f"pi_{payment.reference}"


def test_a_webhook_alone_pays_nothing(account: StripeImitation) -> None:
    payment = begin(provider="stripe")
    session = account.shown(payment.reference or "", expanded=False)
    assert tell(event(session | {"status": "complete", "payment_status": "paid"})) == 200
    assert Order.objects.get().awaits_payment


def test_a_bank_that_takes_its_time_is_waited_for(account: StripeImitation) -> None:
    payment = begin(provider="stripe")
    account.pay(payment.reference or "", status="unpaid", intent="processing")
    with pytest.raises(NotPayable, match="being processed"):
        start_payment(payment.order, return_url=RETURN_URL, cancel_url=CANCEL_URL)
    assert abandon_payments(payment.order).is_held
    Order.objects.update(placed_at=F("placed_at") - timedelta(days=2))
    payment.order.payments.update(created_at=F("created_at") - timedelta(days=2))
    assert reconcile().cancelled == 0

    account.pay(payment.reference or "")
    assert check_payments(payment.order).is_paid


def test_a_bank_that_says_no_ends_in_a_cancelled_order(account: StripeImitation) -> None:
    payment = begin(provider="stripe")
    account.pay(payment.reference or "", status="unpaid", intent="requires_payment_method")
    body = event(account.shown(payment.reference or "", expanded=False), "checkout.session.async_payment_failed")
    assert tell(body) == 200
    assert not Order.objects.get().is_held
    Order.objects.update(placed_at=F("placed_at") - timedelta(days=2))
    payment.order.payments.update(created_at=F("created_at") - timedelta(days=2))
    assert reconcile().cancelled == 1


def test_money_goes_back_by_the_charge_that_it_came_by(account: StripeImitation) -> None:
    payment = begin(provider="stripe")
    account.pay(payment.reference or "")
    order = check_payments(payment.order)
    done = refund(order, order.total)
    assert account.refunds == [
        {"payment_intent": f"pi_{payment.reference}", "amount": "2000", "metadata[refund]": done.key}
    ]


def test_the_charge_carries_the_ids_of_the_shop(account: StripeImitation) -> None:
    payment = begin(provider="stripe")
    sent = account.requests[0]
    assert sent.headers["Idempotency-Key"] == payment.key
    assert sent.fields["metadata[payment]"] == payment.key
    assert sent.fields["metadata[order]"] == str(payment.order.number)
