"""The money that came in for an order, and how much of it is still there."""

from decimal import Decimal

from shop.money import ZERO
from shop.orders.models import Order, Payment


def is_paid_by_hand(order: Order) -> bool:
    """Whether a person has seen the money, and nobody has written it down as a payment yet. One query, or none."""
    return order.is_paid and not order.payments.filter(state=Payment.State.CAPTURED).exists()


def left(order: Order) -> tuple[Decimal, str]:
    """Return the most that can be given back at once, in major units, and its currency. Queries, and writes nothing."""
    found = [(payment.refundable, payment.received_currency) for payment in order.payments.received()]
    if is_paid_by_hand(order):
        found.append((order.total, order.currency))
    return max(found, default=(ZERO, order.currency))
