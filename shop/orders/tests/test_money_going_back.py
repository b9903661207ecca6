"""Refunds and disputes that are made at the provider reach the order: once, however the shop is told of them."""

import json
from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest
from django.core import mail
from django.db.models import Sum

from shop.orders import received_money, services
from shop.orders.models import Dispute, Letter, Order, OrderEvent, Payment, Refund
from shop.orders.outbox import send_due
from shop.orders.reconciling import reconcile
from shop.orders.refunding import RefundRefused, carry_out, refund
from shop.orders.reversing import follow
from shop.orders.settling import check_payments
from shop.orders.tests.paying import begin, tell
from shop.payments import Contested, DisputeStatus, ProviderRefused, RefundStatus, Returned, Reversals
from shop.payments.guarded import GuardedProvider
from shop.testing.linting import LintingClient
from shop.testing.sandbox import Sandbox

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it depends on what the database locks")]
Telling = Callable[[Payment, Sandbox], None]


@pytest.fixture
def payment(sandbox: Sandbox) -> Payment:
    """€20.00 that were paid through the sandbox."""
    begun = begin()
    sandbox.choose(begun.reference or "", "pay")
    check_payments(begun.order)
    return Payment.objects.get(pk=begun.pk)


def contents(payment: Payment, sandbox: Sandbox) -> list[bytes]:
    names = ("id", "kind", "reference", "key", "charge_id")
    return [
        json.dumps({name: each[name] for name in names}).encode() for each in sandbox.events(payment.reference or "")
    ]


def webhooks(payment: Payment, sandbox: Sandbox) -> None:
    for content in contents(payment, sandbox):
        assert tell(content, secret=sandbox.secret) == 200


def webhooks_in_reverse(payment: Payment, sandbox: Sandbox) -> None:
    for content in reversed(contents(payment, sandbox)):
        assert tell(content, secret=sandbox.secret) == 200


def reconciliation(payment: Payment, sandbox: Sandbox) -> None:
    reconcile()


TELLINGS: Sequence[Telling] = [webhooks, webhooks_in_reverse, reconciliation]
ORDERS = [*permutations(TELLINGS, 1), *permutations(TELLINGS, 2), (webhooks,) * 3, (reconciliation,) * 2]


def named(value: object) -> str:
    return "+".join(each.__name__ for each in value) if isinstance(value, tuple) else str(value)


def returned(order: Order) -> Decimal:
    done = Refund.objects.filter(payment__order=order, state=Refund.State.DONE)
    return done.aggregate(sum=Sum("amount"))["sum"] or Decimal(0)


@pytest.mark.parametrize("tellings", ORDERS, ids=named)
def test_refunds_in_parts_made_there_reach_the_order_once(
    tellings: tuple[Telling, ...], payment: Payment, sandbox: Sandbox
) -> None:
    sandbox.choose(payment.reference or "", "refund", amount="5.00")
    sandbox.choose(payment.reference or "", "refund", amount="2.50")
    for telling in tellings:
        telling(payment, sandbox)

    order = Order.objects.get()
    assert returned(order) == Decimal("7.50")
    assert payment.refundable == Decimal("12.50")
    assert order.attention.splitlines() == [f"€{sum} returned at Sandbox, not here." for sum in ("5.00", "2.50")]
    assert order.events.filter(kind=OrderEvent.Kind.REFUNDED).count() == 2
    assert order.letters.filter(kind=Letter.Kind.REFUNDED).count() == 2


@pytest.mark.parametrize("tellings", ORDERS, ids=named)
def test_a_refund_made_here_and_echoed_counts_once_and_needs_nobody(
    tellings: tuple[Telling, ...], payment: Payment, sandbox: Sandbox
) -> None:
    refund(payment.order, Decimal("5.00"))
    for telling in tellings:
        telling(payment, sandbox)
    order = Order.objects.get()
    assert (returned(order), order.attention) == (Decimal("5.00"), "")
    assert order.letters.filter(kind=Letter.Kind.REFUNDED).count() == 1


def test_an_echo_that_overtakes_the_answer_completes_the_refund(
    payment: Payment, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_back = GuardedProvider.refund

    def answer_late(*args: Any, **asked: Any) -> str:
        reference = give_back(*args, **asked)
        webhooks(payment, sandbox)
        assert Refund.objects.get().state == Refund.State.DONE
        return reference

    monkeypatch.setattr(GuardedProvider, "refund", answer_late)
    refund(payment.order, Decimal("5.00"))
    order = Order.objects.get()
    assert (returned(order), order.attention) == (Decimal("5.00"), "")
    assert order.letters.filter(kind=Letter.Kind.REFUNDED).count() == 1


@pytest.mark.parametrize("is_told", [True, False])
def test_no_more_goes_back_than_was_paid_when_both_sides_give_back(
    is_told: bool, payment: Payment, sandbox: Sandbox
) -> None:
    sandbox.choose(payment.reference or "", "refund", amount="15.00")
    if is_told:
        webhooks(payment, sandbox)
    with pytest.raises(RefundRefused if is_told else ProviderRefused):
        refund(payment.order, Decimal("6.00"))
    refund(payment.order, Decimal("5.00"))
    reconcile()
    assert returned(Order.objects.get()) == Decimal("20.00")
    assert payment.refundable == 0


def test_a_refund_that_is_told_before_the_payment_is_not_lost(sandbox: Sandbox) -> None:
    begun = begin()
    sandbox.choose(begun.reference or "", "pay")
    sandbox.choose(begun.reference or "", "refund", amount="5.00")
    told = contents(begun, sandbox)[-1]
    assert tell(told, secret=sandbox.secret) == 200
    order = Order.objects.get()
    assert (order.is_paid, returned(order)) == (True, Decimal("5.00"))


@pytest.mark.parametrize("tellings", ORDERS, ids=named)
@pytest.mark.parametrize("is_made_here", [True, False])
def test_a_refund_that_comes_back_is_money_again_and_a_person_is_told(
    is_made_here: bool, tellings: tuple[Telling, ...], payment: Payment, sandbox: Sandbox
) -> None:
    if is_made_here:
        refund(payment.order, Decimal("5.00"))
    else:
        sandbox.choose(payment.reference or "", "refund", amount="5.00")
        webhooks(payment, sandbox)
    sandbox.choose(payment.reference or "", "fail-refund")
    for telling in tellings:
        telling(payment, sandbox)
    order = Order.objects.get()
    assert returned(order) == 0
    assert payment.refundable == Decimal("20.00")
    assert order.attention.count("A refund of €5.00 did not arrive") == 1
    assert order.letters.filter(kind=Letter.Kind.CAME_BACK).count() == 1


def test_the_shopper_is_told_that_a_refund_came_back(payment: Payment, sandbox: Sandbox, client: LintingClient) -> None:
    refund(payment.order, Decimal("5.00"))
    sandbox.choose(payment.reference or "", "fail-refund")
    webhooks(payment, sandbox)
    said = "Your refund of €5.00 did not go through; we will see to it."
    send_due()
    letter = mail.outbox[-1]
    assert letter.subject == f"Your refund for order {payment.order.number} did not go through"
    assert said in letter.body
    assert said in client.get(payment.order.get_absolute_url()).content.decode()

    refund(payment.order, Decimal("5.00"))
    assert said not in client.get(payment.order.get_absolute_url()).content.decode()


@pytest.mark.parametrize("tellings", ORDERS, ids=named)
@pytest.mark.parametrize(
    "then", [("", "open", 0), ("win", "won", Decimal("20.00")), ("lose", "lost", 0)], ids=["open", "won", "lost"]
)
def test_a_dispute_reaches_the_order_and_takes_its_money(
    then: tuple[str, str, Decimal], tellings: tuple[Telling, ...], payment: Payment, sandbox: Sandbox
) -> None:
    end, state, refundable = then
    sandbox.choose(payment.reference or "", "dispute")
    webhooks(payment, sandbox)
    assert "is disputed at Sandbox" in Order.objects.get().attention
    if end:
        sandbox.choose(payment.reference or "", end)
    for telling in tellings:
        telling(payment, sandbox)
    assert Dispute.objects.get().state == state
    assert payment.refundable == refundable
    order = Order.objects.get()
    assert order.events.filter(kind=OrderEvent.Kind.DISPUTED).count() == (2 if end else 1)
    assert len(order.attention.splitlines()) == (2 if end else 1)


def test_money_under_dispute_cannot_be_returned_as_well(payment: Payment, sandbox: Sandbox) -> None:
    sandbox.choose(payment.reference or "", "dispute")
    webhooks(payment, sandbox)
    with pytest.raises(RefundRefused):
        refund(payment.order, Decimal("1.00"))


def test_returning_the_money_there_is_what_a_cancelled_order_waits_for(payment: Payment, sandbox: Sandbox) -> None:
    services.cancel(order=payment.order)
    assert "Return the money" in Order.objects.get().attention
    sandbox.choose(payment.reference or "", "refund")
    reconcile()
    assert Order.objects.get().attention == ""
    assert received_money.left(Order.objects.get())[0] == 0


def test_the_orders_page_says_what_went_back(payment: Payment, sandbox: Sandbox, client: LintingClient) -> None:
    sandbox.choose(payment.reference or "", "refund", amount="5.00")
    webhooks(payment, sandbox)
    page = client.get(payment.order.get_absolute_url()).content.decode()
    assert "Returned on" in page
    assert "\N{MINUS SIGN}€5.00" in page


def test_the_orders_page_says_that_all_went_back(payment: Payment, sandbox: Sandbox, client: LintingClient) -> None:
    Order.objects.update(promised_from="2026-05-04", promised_until="2026-05-05")
    sandbox.choose(payment.reference or "", "refund", amount="5.00")
    webhooks(payment, sandbox)
    page = client.get(payment.order.get_absolute_url()).content.decode()
    assert "Thank you!" in page
    assert "Arrives" in page

    sandbox.choose(payment.reference or "", "refund")
    webhooks(payment, sandbox)
    page = client.get(payment.order.get_absolute_url()).content.decode()
    assert "We have returned all that you paid." in page
    for said in ("Thank you!", "Arrives", "Paid", "order-steps__step"):
        assert said not in page


def dispute(state: Contested, payment: Payment) -> Reversals:
    told = DisputeStatus(
        reference="dp_1",
        charge_id=payment.charge_id,
        amount_minor=2000,
        currency="EUR",
        state=state,
        reason="fraudulent",
    )
    return Reversals(disputes=[told])


@pytest.mark.parametrize("late", [Contested.INQUIRY, Contested.OPEN])
def test_an_answer_that_comes_late_undoes_nothing(late: Contested, payment: Payment) -> None:
    assert follow(payment, dispute(Contested.LOST, payment))
    assert not follow(payment, dispute(late, payment))
    assert Dispute.objects.get().state == "lost"


def test_a_refund_that_has_failed_there_stays_failed(payment: Payment) -> None:
    done = refund(payment.order, Decimal("5.00"))
    for state in (Returned.FAILED, Returned.DONE):
        told = RefundStatus(
            reference=done.reference, charge_id=payment.charge_id, amount_minor=500, currency="EUR", state=state
        )
        follow(payment, Reversals(refunds=[told]))
    assert Refund.objects.get().state == Refund.State.FAILED
    assert carry_out(done).state == Refund.State.FAILED


def test_an_inquiry_takes_no_money(payment: Payment) -> None:
    follow(payment, dispute(Contested.INQUIRY, payment))
    assert payment.refundable == Decimal("20.00")
    assert "A bank asks Sandbox" in Order.objects.get().attention


def test_what_is_about_other_money_is_left_alone(payment: Payment) -> None:
    told = RefundStatus(reference="re_1", charge_id="other", amount_minor=500, currency="EUR", state=Returned.DONE)
    assert not follow(payment, Reversals(refunds=[told]))
    assert not Refund.objects.exists()
