"""What can be done with an order. Each verb is one transaction, which holds the order's row from its start."""

from typing import Any

from shop.orders.models import Order, OrderEvent

Person = Any  # a user of the admin, or None for the shop itself


class NotAllowed(Exception):
    """The order's state does not allow this."""

    def __init__(self, order: Order, verb: str) -> None:
        super().__init__(f"{order} is {order.state}: {verb} is not possible.")
        self.order = order
        self.verb = verb


def mark_paid(*, order: Order, by: Person = None, text: str = "") -> Order:
    """Note that the whole total was received. Paid already: nothing happens. Raises NotAllowed when cancelled.

    The goods of an order that had been released are taken again; where they are gone it is paid all the same, and its
    `attention` says what is missing.
    """
    raise NotImplementedError


def pack(*, order: Order, by: Person = None) -> Order:
    """Note that the order is ready to go. Raises NotAllowed."""
    raise NotImplementedError


def ship(
    *, order: Order, carrier: str = "", tracking_number: str = "", tracking_url: str = "", by: Person = None
) -> Order:
    """Note that the order was handed over. Raises NotAllowed."""
    raise NotImplementedError


def cancel(*, order: Order, reason: str = "", by: Person = None) -> Order:
    """Cancel the order; its goods and its coupon go back. Cancelled already: nothing happens. Raises NotAllowed when
    shipped. Money that was received is not returned by this: see settling.refund.
    """
    raise NotImplementedError


def hold_again(*, order: Order) -> Order:
    """Take the goods and the coupon of an unpaid order again. Held already: nothing happens.

    Raises NotAllowed, OutOfStock or CouponRefused.
    """
    raise NotImplementedError


def release(*, order: Order, reason: str = "") -> Order:
    """Give back the goods and the coupon of an unpaid order, which can still be paid. Released already, or paid:
    nothing happens.
    """
    raise NotImplementedError


def record(*, order: Order, text: str, by: Person = None, kind: OrderEvent.Kind = OrderEvent.Kind.NOTE) -> OrderEvent:
    """Write a line into the order's history."""
    return OrderEvent.objects.create(order=order, text=text, user=by, kind=kind)
