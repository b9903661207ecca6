"""Writing to shoppers: what is to be sent is noted in the transaction of what it tells of, and sent later."""

from shop.orders.models import Letter, Order


def write(order: Order, kind: Letter.Kind, *, occasion: str = "") -> None:
    """Note that a letter is to be sent, once for each order, kind and occasion. Call it inside the transaction."""
    Letter.objects.bulk_create([Letter(order=order, kind=kind, occasion=occasion)], ignore_conflicts=True)
