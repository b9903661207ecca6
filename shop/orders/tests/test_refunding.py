"""Giving money back, in part or whole, never more than came in, and never twice."""

from decimal import Decimal

import pytest

from shop.orders import services
from shop.orders.models import Letter, Order, Payment, Refund
from shop.orders.refunding import carry_out
from shop.orders.settling import RefundRefused, check_payments, refund
from shop.orders.tests.paying import begin
from shop.testing.orders import make_order
from shop.testing.sandbox import Sandbox

pytestmark = pytest.mark.django_db


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
