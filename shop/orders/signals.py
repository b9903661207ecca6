"""What others may want to know of an order. Sent after the commit, with the order as `order`."""

from django.dispatch import Signal

order_paid = Signal()
order_cancelled = Signal()
