"""Placing an order."""

from dataclasses import fields

from django.db import IntegrityError, transaction
from django.utils import timezone

from shop import payments
from shop.catalog import stock
from shop.database.postgresql.deadlocks import outlasting_deadlocks
from shop.limits.attempts import attempt
from shop.orders import holding, letters
from shop.orders.drafts import OrderDraft, OrderDraftLine
from shop.orders.models import Order, OrderEvent, OrderLine
from shop.orders.signals import announce, order_paid
from shop.orders.sources import Source

OF_THE_ORDER = [field.name for field in fields(OrderDraft) if field.name != "lines"]
OF_A_LINE = [field.name for field in fields(OrderDraftLine)]


@outlasting_deadlocks
def place_order(draft: OrderDraft) -> Order:
    """Store the order and take its goods and its coupon, all in one transaction.

    The same `checkout_token` gives the same order, unchanged, however often and from wherever it is placed. A total of
    0 is paid at once; with an online provider the order awaits its payment; else it is placed.

    Raises shop.catalog.stock.OutOfStock, shop.coupons' CouponRefused, TooMuchUnpaid or TooManyAttempts, and then
    nothing has happened. LookupError for an unknown provider.
    """
    if placed := Order.objects.filter(checkout_token=draft.checkout_token).first():
        return placed
    state = state_of(draft)
    try:
        with transaction.atomic():
            return _place(draft, state)
    except IntegrityError:
        # Another request with the same token came first, and has committed by now.
        if placed := Order.objects.filter(checkout_token=draft.checkout_token).first():
            return placed
        raise


def state_of(draft: OrderDraft) -> Order.State:
    """Return the state in which the draft becomes an order."""
    if not draft.lines:
        raise ValueError("An order needs a line.")
    if not draft.total:
        return Order.State.PAID
    if payments.get(draft.payment_provider).is_online:
        return Order.State.AWAITING_PAYMENT
    return Order.State.PLACED


def _place(draft: OrderDraft, state: Order.State) -> Order:
    """Write the order; the unique token lets one of several at once through, before any other row is held.

    The counters of its sources let one after the other through, so that what is held is added up right.
    """
    is_paid = state == Order.State.PAID
    order = Order.objects.create(
        **{name: getattr(draft, name) for name in OF_THE_ORDER},
        state=state,
        is_held=True,
        paid_at=timezone.now() if is_paid else None,
    )
    attempt(*Source.of_order(order).tries())
    OrderLine.objects.bulk_create(
        OrderLine(order=order, position=position, **{name: getattr(line, name) for name in OF_A_LINE})
        for position, line in enumerate(draft.lines)
    )
    OrderEvent.objects.create(order=order, kind=OrderEvent.Kind.PLACED)
    letters.write_of_placing(order)
    holding.take(order)
    if is_paid:
        stock.keep_sold(order.holder)
        announce(order_paid, order)
    return order
