"""Giving back the goods of orders whose payment page was never opened."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from shop.database.postgresql.deadlocks import outlasting_deadlocks
from shop.orders import services
from shop.orders.deadlines import UNOPENED, held_until
from shop.orders.models import Order
from shop.orders.settling import in_the_merchants_language


def release_unopened(now: datetime | None = None) -> int:
    """Give back what orders hold whose payment page was never opened in time; return of how many. Asks no provider.

    They can still be paid, as long as nobody else has bought the goods. One query where there is none.
    """
    moment = now or timezone.now()
    waiting = Order.objects.unpaid().filter(is_held=True, placed_at__lt=moment - UNOPENED)
    unopened = waiting.exclude(payments__url__gt="")
    return sum(_release(order, moment) for order in unopened.order_by("pk"))


@outlasting_deadlocks
def _release(order: Order, moment: datetime) -> bool:
    with in_the_merchants_language(), transaction.atomic():
        order = order.locked()
        if not order.is_held or not order.awaits_payment or held_until(order, order.payments.all()) >= moment:
            return False
        services.release(order=order, reason=_("Its payment page was not opened."))
    return True
