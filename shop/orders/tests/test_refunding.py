"""Giving money back, in part or whole, never more than came in, and never twice."""

from decimal import Decimal
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from shop.orders import services
from shop.orders.models import Letter, Order, Payment, Refund
from shop.orders.received_money import left
from shop.orders.refunding import RefundRefused, carry_out, refund
from shop.orders.settling import check_payments
from shop.orders.tests.paying import begin
from shop.payments import ProviderRefused
from shop.payments.guarded import GuardedProvider
from shop.testing.orders import make_order
from shop.testing.sandbox import Sandbox

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it depends on what the database locks")]


@pytest.fixture
def paid(sandbox: Sandbox) -> Order:
    """An order of €20.00 that was paid through the sandbox."""
    payment = begin()
    sandbox.choose(payment.reference or "", "pay")
    return check_payments(payment.order)


def given_back(sandbox: Sandbox) -> list[int]:
    return [refund["amount_minor"] for refund in sandbox.captured()[0]["refunds"].values()]


def test_it_gives_back_in_parts_and_writes_of_each(paid: Order, sandbox: Sandbox) -> None:
    refund(paid, Decimal("5.00"))
    refund(paid, Decimal("15.00"))
    assert given_back(sandbox) == [500, 1500]
    assert paid.letters.filter(kind=Letter.Kind.REFUNDED).count() == 2
    assert paid.payments.get().refundable == 0


@pytest.mark.parametrize("amount", ["0", "-1", "15.01", "1000000"])
def test_it_gives_back_no_more_than_is_left(amount: str, paid: Order, sandbox: Sandbox) -> None:
    refund(paid, Decimal("5.00"))
    with pytest.raises(RefundRefused) as refusal:
        refund(paid, Decimal(amount))
    assert refusal.value.available == Decimal("15.00")
    assert given_back(sandbox) == [500]


def test_one_form_gives_back_once(paid: Order, sandbox: Sandbox) -> None:
    first, again = (refund(paid, Decimal("5.00"), key="form 1") for _ in range(2))
    assert first.pk == again.pk
    assert carry_out(first).state == Refund.State.DONE
    assert given_back(sandbox) == [500]
    assert paid.letters.filter(kind=Letter.Kind.REFUNDED).count() == 1


def refuse(order: Order, sandbox: Sandbox, key: str) -> Refund:
    """Let the provider refuse to give €5.00 back."""
    sandbox.set(outage=400)
    with pytest.raises(ProviderRefused):
        refund(order, Decimal("5.00"), key=key)
    sandbox.set(outage=0)
    return Refund.objects.get(key=key)


def test_what_was_refused_is_not_asked_for_again_by_the_same_form(paid: Order, sandbox: Sandbox) -> None:
    refused = refuse(paid, sandbox, "form 1")
    with pytest.raises(RefundRefused, match="Open the form anew"):
        refund(paid, Decimal("5.00"), key="form 1")
    assert carry_out(refused).state == Refund.State.FAILED
    assert given_back(sandbox) == []
    refund(paid, Decimal("5.00"), key="form 2")
    assert given_back(sandbox) == [500]
    assert paid.payments.get().refundable == Decimal("15.00")


def test_a_refund_that_another_has_seen_fail_is_not_asked_for_any_more(paid: Order, sandbox: Sandbox) -> None:
    refused = refuse(paid, sandbox, "form 1")
    refused.state = Refund.State.STARTED
    carry_out(refused)
    assert given_back(sandbox) == []


def test_money_that_is_gone_counts_whoever_thought_that_it_failed(paid: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = Refund.objects.create(payment=paid.payments.get(), amount=Decimal("5.00"))
    give_back = GuardedProvider.refund

    def refund_slowly(*args: Any, **asked: Any) -> str:
        """Be answered after another process was refused."""
        Refund.objects.filter(pk=begun.pk).update(state=Refund.State.FAILED)
        return give_back(*args, **asked)

    monkeypatch.setattr(GuardedProvider, "refund", refund_slowly)
    assert carry_out(begun).state == Refund.State.DONE
    assert paid.payments.get().refundable == Decimal("15.00")


def test_the_same_form_with_another_amount_is_refused(paid: Order, sandbox: Sandbox) -> None:
    refund(paid, Decimal("5.00"), key="form 1")
    with pytest.raises(RefundRefused, match=r"returned €5\.00"):
        refund(paid, Decimal("6.00"), key="form 1")
    assert given_back(sandbox) == [500]


def test_it_refuses_places_that_the_currency_does_not_have(paid: Order) -> None:
    with pytest.raises(RefundRefused, match="more decimal places"):
        refund(paid, Decimal("1.234"))
    assert not Refund.objects.exists()


def test_without_the_providers_key_nothing_is_begun_and_the_merchant_is_told(paid: Order, settings: Settings) -> None:
    settings.SANDBOX_URL, settings.PAYMENT_PROVIDERS = "", ["offline"]
    with pytest.raises(RefundRefused, match="no payment provider 'sandbox', or no key"):
        refund(paid, Decimal("1.00"))
    assert not Refund.objects.exists()


def test_money_that_a_person_has_seen_is_given_back_beside_money_that_does_not_fit(sandbox: Sandbox) -> None:
    payment = begin()
    sandbox.falsify(payment.reference or "", amount_minor=500, currency="EUR")
    sandbox.choose(payment.reference or "", "pay")
    order = services.mark_paid(order=check_payments(payment.order))
    assert left(order) == (Decimal("20.00"), "EUR")
    refund(order, Decimal("20.00"))
    refund(order, Decimal("5.00"))
    assert given_back(sandbox) == [500]
    assert left(order)[0] == 0


def test_a_paid_order_that_is_cancelled_needs_a_person_until_its_money_is_returned(paid: Order) -> None:
    Order.objects.filter(pk=paid.pk).update(attention="Call her")
    services.cancel(order=paid)
    for amount, said in (("5.00", True), ("15.00", False)):
        paid.refresh_from_db()
        assert "Return the money" in paid.attention
        refund(paid, Decimal(amount))
        paid.refresh_from_db()
        assert ("Return the money" in paid.attention) is said
    assert paid.attention == "Call her"


@pytest.mark.parametrize("is_paid", [True, False])
def test_an_order_whose_money_is_not_there_is_cancelled_without_a_person(is_paid: bool) -> None:
    order = make_order()
    if is_paid:
        refund(services.mark_paid(order=order), order.total)
    assert not services.cancel(order=order).attention


def test_a_refund_whose_answer_was_lost_gives_back_once(paid: Order, sandbox: Sandbox) -> None:
    done = refund(paid, Decimal("5.00"))
    Refund.objects.update(state="started")
    done.refresh_from_db()
    assert carry_out(done).state == Refund.State.DONE
    assert given_back(sandbox) == [500]


def test_money_that_is_before_a_person_can_be_given_back(sandbox: Sandbox) -> None:
    payment = begin()
    sandbox.falsify(payment.reference or "", amount_minor=1234, currency="KRW")
    sandbox.choose(payment.reference or "", "pay")
    order = check_payments(payment.order)
    assert order.payments.get().refundable == 1234
    refund(order, Decimal(1234))
    assert given_back(sandbox) == [1234]


def test_an_order_that_nobody_paid_gives_nothing_back(sandbox: Sandbox) -> None:
    with pytest.raises(RefundRefused):
        refund(begin().order, Decimal("1.00"))


def test_what_was_paid_offline_is_noted(sandbox: Sandbox) -> None:
    order = services.mark_paid(order=make_order(payment_provider="offline"))
    refund(order, Decimal("20.00"))
    with pytest.raises(RefundRefused):
        refund(order, Decimal("0.01"))
    assert Payment.objects.get().provider == "offline"
    assert not sandbox.captured()


@pytest.mark.parametrize(
    ("provider", "noted"),
    [("bank_transfer", "bank_transfer"), ("cash", "cash"), ("sandbox", "offline"), ("", "offline")],
)
def test_what_a_person_has_seen_is_noted_by_the_way_it_came(provider: str, noted: str, sandbox: Sandbox) -> None:
    order = services.mark_paid(order=make_order(payment_provider=provider or "offline"))
    Order.objects.filter(pk=order.pk).update(payment_provider=provider)
    refund(Order.objects.get(), Decimal("5.00"))
    assert Payment.objects.get().provider == noted
    assert not sandbox.captured()


def test_the_history_of_a_refund_does_not_spell_out_the_orders_token() -> None:
    order = services.mark_paid(order=make_order(payment_provider="offline"))
    refund(order, Decimal("5.00"))
    assert not [event.text for event in order.events.all() if order.token in event.text]
    assert not Payment.objects.filter(reference=order.token).exists()
