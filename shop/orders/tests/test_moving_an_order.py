"""An order goes its way: it is paid, packed, shipped or cancelled, and nothing else."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import TestCase

from shop.catalog.models import StockHold, Variant
from shop.catalog.stock import OutOfStock
from shop.coupons.models import Coupon
from shop.orders import services
from shop.orders.models import Letter, Order
from shop.orders.services import NotAllowed
from shop.orders.signals import order_cancelled, order_paid
from shop.testing.builders import make_product
from shop.testing.orders import make_order

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it depends on what the database locks")]
State = Order.State


@pytest.fixture
def variant() -> Variant:
    return make_product(stock=5).variants.get()


def stock(variant: Variant) -> int:
    variant.refresh_from_db()
    return variant.stock


def kinds(order: Order) -> list[str]:
    return list(order.letters.values_list("kind", flat=True))


def test_it_is_paid_once(variant: Variant) -> None:
    order = make_order(of={variant: 2})
    paid = services.mark_paid(order=order)
    assert (paid.state, paid.is_paid, stock(variant), StockHold.objects.count()) == (State.PAID, True, 3, 0)
    assert services.mark_paid(order=order).paid_at == paid.paid_at
    assert kinds(order) == [Letter.Kind.PLACED, Letter.Kind.PAID]


def test_it_says_so_after_the_commit(variant: Variant) -> None:
    heard = []

    def hear(order: Order, **_: object) -> None:
        heard.append(order)

    order_paid.connect(hear)
    order_cancelled.connect(hear)
    try:
        with TestCase.captureOnCommitCallbacks(execute=True):
            order = services.mark_paid(order=make_order(of={variant: 1}))
            assert heard == []
        with TestCase.captureOnCommitCallbacks(execute=True):
            services.cancel(order=order)
    finally:
        order_paid.disconnect(hear)
        order_cancelled.disconnect(hear)
    assert heard == [order, order]


@pytest.mark.parametrize("is_paid", [False, True])
def test_a_cancelled_order_gives_goods_and_coupon_back_once(variant: Variant, is_paid: bool) -> None:
    coupon = Coupon.objects.create(code="TWO", kind=Coupon.Kind.FIXED, value=Decimal(2))
    order = make_order(of={variant: 2}, coupon_code="TWO", discount=Decimal(2))
    if is_paid:
        services.mark_paid(order=order)
    for _ in range(2):
        cancelled = services.cancel(order=order, reason="Changed my mind")
    coupon.refresh_from_db()
    assert (cancelled.state, cancelled.is_held, stock(variant), coupon.uses) == (State.CANCELLED, False, 5, 0)
    assert kinds(order).count(Letter.Kind.CANCELLED) == 1


def test_a_released_order_gives_back_and_holds_again(variant: Variant) -> None:
    order = make_order(of={variant: 2}, state=State.AWAITING_PAYMENT)
    assert not services.release(order=order).is_held
    assert stock(variant) == 5
    services.release(order=order)
    assert stock(variant) == 5
    for _ in range(2):
        assert services.hold_again(order=order).is_held
    assert stock(variant) == 3


def test_it_cannot_be_held_again_when_others_were_faster(variant: Variant) -> None:
    order = make_order(of={variant: 2}, state=State.AWAITING_PAYMENT)
    services.release(order=order)
    Variant.objects.update(stock=1)
    with pytest.raises(OutOfStock):
        services.hold_again(order=order)
    order.refresh_from_db()
    assert (order.is_held, stock(variant)) == (False, 1)


def test_what_is_paid_late_is_taken_again(variant: Variant) -> None:
    order = make_order(of={variant: 2}, state=State.AWAITING_PAYMENT)
    services.release(order=order)
    paid = services.mark_paid(order=order)
    assert (paid.is_held, paid.attention, stock(variant)) == (True, "", 3)


def test_what_is_paid_late_and_sold_out_is_put_before_a_person(variant: Variant) -> None:
    order = make_order(of={variant: 3}, state=State.AWAITING_PAYMENT)
    services.release(order=order)
    Variant.objects.update(stock=1)
    paid = services.mark_paid(order=order)
    assert (paid.state, stock(variant)) == (State.PAID, 0)
    assert "2 of Linen shirt are missing" in paid.attention
    services.cancel(order=order)
    assert stock(variant) == 1


def test_what_is_paid_late_and_deleted_is_put_before_a_person(variant: Variant) -> None:
    order = make_order(of={variant: 1}, state=State.AWAITING_PAYMENT)
    services.release(order=order)
    variant.delete()
    assert "1 of Linen shirt are missing" in services.mark_paid(order=order).attention


def test_each_parcel_is_told_of(variant: Variant) -> None:
    order = make_order(of={variant: 1})
    services.pack(order=order)
    for number in ("A1", "A2"):
        shipped = services.ship(order=order, carrier="Post", tracking_number=number)
    assert shipped.state == State.SHIPPED
    assert kinds(order) == [Letter.Kind.PLACED, Letter.Kind.SHIPPED, Letter.Kind.SHIPPED]
    assert services.mark_paid(order=order).state == State.SHIPPED


VERBS: dict[str, tuple[Callable[[Order], object], set[State]]] = {
    "pay": (lambda order: services.mark_paid(order=order), set(State) - {State.CANCELLED}),
    "pack": (lambda order: services.pack(order=order), {State.PLACED, State.PAID}),
    "ship": (lambda order: services.ship(order=order), {State.PLACED, State.PAID, State.PACKED, State.SHIPPED}),
    "cancel": (lambda order: services.cancel(order=order), set(State) - {State.SHIPPED}),
    "hold": (lambda order: services.hold_again(order=order), {State.AWAITING_PAYMENT, State.PLACED}),
}


@pytest.mark.parametrize("state", [state for state in State if state != State.PAID])
@pytest.mark.parametrize("verb", VERBS)
def test_it_moves_in_allowed_ways_alone(variant: Variant, state: State, verb: str) -> None:
    order = make_order(of={variant: 1}, state=state)
    act, allowed = VERBS[verb]
    if state in allowed:
        act(order)
        return
    with pytest.raises(NotAllowed):
        act(order)
    order.refresh_from_db()
    assert (order.state, kinds(order)) == (state, [Letter.Kind.PLACED])
