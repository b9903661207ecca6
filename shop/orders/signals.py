"""What others may want to know of an order. Sent after the commit, with the order as `order`."""

from functools import partial

from django.db import transaction
from django.dispatch import Signal

from shop.orders.models import Order

order_paid = Signal()
order_cancelled = Signal()


def announce(signal: Signal, order: Order) -> None:
    """Send a signal as soon as the transaction is committed. A receiver that fails is logged, and undoes nothing."""
    transaction.on_commit(partial(signal.send_robust, sender=Order, order=order), robust=True)
