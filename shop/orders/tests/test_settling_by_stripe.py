"""An order that is paid by Stripe, on an imitation of its account."""

import json
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db.models import F
from django.test import Client
from pytest_django.fixtures import Settings

from shop.orders.models import Order, Payment, Refund
from shop.orders.reconciling import reconcile
from shop.orders.refunding import refund
from shop.orders.settling import NotPayable, abandon_payments, check_payments, start_payment
from shop.orders.tests.paying import CANCEL_URL, RETURN_URL, begin
from shop.payments import stripe
from shop.payments.stripe import StripeProvider
from shop.payments.tests.stripe_imitation import StripeImitation
from shop.payments.tests.test_paying_by_stripe import SECRET, event, signature

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


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


def test_an_amount_is_counted_in_the_places_that_stripe_has_for_its_currency(
    account: StripeImitation, settings: Settings
) -> None:
    settings.SHOP_CURRENCY = "ISK"
    payment = begin(provider="stripe", currency="ISK")
    assert account.requests[0].fields["line_items[0][price_data][unit_amount]"] == "2000"

    account.pay(payment.reference or "")
    order = check_payments(payment.order)
    refund(order, order.total)

    assert order.is_paid
    assert account.refunds[0]["amount"] == "2000"


def money_back(kind: str, about: dict[str, Any], number: int = 1) -> bytes:
    return json.dumps({"id": f"evt_{number}", "object": "event", "type": kind, "data": {"object": about}}).encode()


def paid(account: StripeImitation) -> Payment:
    payment = begin(provider="stripe")
    account.pay(payment.reference or "")
    check_payments(payment.order)
    return Payment.objects.get()


@pytest.mark.parametrize("kind", ["charge.refunded", "refund.created", "refund.updated", "charge.refund.updated"])
def test_a_refund_in_the_dashboard_reaches_the_order_by_any_of_its_events(kind: str, account: StripeImitation) -> None:
    payment = paid(account)
    about = account.refund(payment.charge_id, 700)
    if kind == "charge.refunded":
        about = {"id": "ch_1", "object": "charge", "payment_intent": payment.charge_id, "metadata": {}}
    assert [tell(money_back(kind, about, number)) for number in (1, 1, 2, 3)] == [200] * 4
    assert [refund.amount for refund in Refund.objects.all()] == [Decimal("7.00")]
    assert "€7.00 returned at Stripe, not here." in Order.objects.get().attention


def test_a_refund_from_here_is_known_again_by_its_metadata(account: StripeImitation) -> None:
    payment = paid(account)
    refund(payment.order, Decimal("5.00"))
    assert tell(money_back("refund.created", account.returned[0])) == 200
    assert Refund.objects.get().amount == Decimal("5.00")
    assert Order.objects.get().attention == ""


def test_a_refund_that_fails_at_the_bank_is_told(account: StripeImitation) -> None:
    payment = paid(account)
    about = account.refund(payment.charge_id, 700)
    assert tell(money_back("refund.created", about, 1)) == 200
    about["status"] = "failed"
    assert tell(money_back("refund.failed", about, 2)) == 200
    assert Refund.objects.get().state == "failed"
    assert "did not arrive" in Order.objects.get().attention


def test_a_dispute_is_followed_to_its_end(account: StripeImitation) -> None:
    payment = paid(account)
    about = account.dispute(payment.charge_id, 2000)
    assert tell(money_back("charge.dispute.created", about, 1)) == 200
    assert tell(money_back("charge.dispute.funds_withdrawn", about, 2)) == 200
    order = Order.objects.get()
    assert order.attention == (
        "The payment of €20.00 is disputed at Stripe, and the bank has taken the money. "
        "Reason: product not received. Answer there by January 1, 2030."
    )
    about["status"] = "won"
    assert tell(money_back("charge.dispute.closed", about, 3)) == 200
    assert tell(money_back("charge.dispute.funds_reinstated", about, 4)) == 200
    assert payment.refundable == Decimal("20.00")
    assert "is over, and the money is yours" in Order.objects.get().attention


def test_reconciling_finds_what_no_webhook_told(account: StripeImitation) -> None:
    payment = paid(account)
    account.refund(payment.charge_id, 300)
    about = account.dispute(payment.charge_id, 1700, status="warning_needs_response")
    assert reconcile().reversed == 1
    assert reconcile().reversed == 0
    about["status"] = "lost"
    assert reconcile().reversed == 1
    assert payment.refundable == 0


def test_a_refund_that_is_told_first_finds_its_payment_by_the_charge(account: StripeImitation) -> None:
    payment = begin(provider="stripe")
    account.pay(payment.reference or "")
    about = account.refund(f"pi_{payment.reference}", 700)
    assert tell(money_back("refund.created", about)) == 200
    order = Order.objects.get()
    assert order.is_paid
    assert Refund.objects.get().amount == Decimal("7.00")


@pytest.mark.parametrize("intent", ["pi_of_another_shop", None])
def test_what_the_account_returns_elsewhere_is_not_the_shops(intent: str | None, account: StripeImitation) -> None:
    about = account.refund(intent or "", 700) | {"payment_intent": intent}
    assert tell(money_back("refund.created", about)) == 200
    assert not Refund.objects.exists()
    assert reconcile().reversed == 0
