"""Until when an order that is to be paid online keeps its goods, and until when it can be paid."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings

from shop.orders.models import Order, OrderEvent, Payment
from shop.payments import is_online

# A shopper is led to the payment page at once: where that was never opened, nobody is paying.
UNOPENED = timedelta(minutes=10)


def kept_until(order: Order, payments: Iterable[Payment]) -> datetime:
    """Return when the order is cancelled unless it is paid: each of its attempts to pay begins the time anew."""
    last = max([order.placed_at, *(payment.created_at for payment in payments)])
    return last + timedelta(minutes=settings.UNPAID_MINUTES)


def held_until(order: Order, payments: Iterable[Payment]) -> datetime:
    """Return when the order gives its goods back unless it is paid, though it can be paid until `kept_until`.

    That is the same once a payment page was opened: the provider has made it, and the shopper was led there.
    """
    tried = list(payments)
    if any(payment.url for payment in tried):
        return kept_until(order, tried)
    last = max([order.placed_at, *(payment.updated_at for payment in tried)])
    return min(last + UNOPENED, kept_until(order, tried))


def ran_out(order: Order, payments: Iterable[Payment]) -> datetime | None:
    """Return until when a cancelled order could have been paid, if that is why it was cancelled. One query, or none."""
    if not order.is_cancelled or order.is_paid:
        return None
    ended = kept_until(order, payments)
    cancelled = order.events.filter(kind=OrderEvent.Kind.CANCELLED, user=None, at__gte=ended)
    return ended if is_online(order.payment_provider) and cancelled.exists() else None
