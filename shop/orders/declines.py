"""Payments that a bank has declined: a few in a row are a slip, many are somebody who tries out stolen cards."""

import math
from datetime import timedelta
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shop.orders import services
from shop.orders.models import Order, OrderEvent, Payment

MOST = 5
# Many shoppers can share one address.
MOST_OF_AN_ADDRESS = 25
WITHIN = timedelta(minutes=10)


def minutes_to_wait(order: Order) -> int:
    """Return in how many minutes the order's shopper may pay online again, 0 for now. Queries once.

    What was declined of other orders from the same session counts too, and much of it from the same address.
    """
    since = timezone.now() - WITHIN
    of_one = {"order": order.pk, "order__source_session": order.source_session}
    of_any = of_one | {"order__source_address": order.source_address}
    known = reduce(or_, (Q(**{name: value}) for name, value in of_any.items() if value))
    declined = OrderEvent.objects.filter(known, kind=OrderEvent.Kind.DECLINED, at__gte=since).order_by("-at")
    found = list(declined.values("at", *of_one)[:MOST_OF_AN_ADDRESS])
    own = [each for each in found if any(value and each[name] == value for name, value in of_one.items())]
    for declines, most in ((own, MOST), (found, MOST_OF_AN_ADDRESS)):
        if len(declines) >= most:
            left: timedelta = declines[most - 1]["at"] - since
            return math.ceil(left / timedelta(minutes=1))
    return 0


def explain(minutes: int) -> str:
    """Say when to try again."""
    said = ngettext(
        "Several payments were declined. Please try again in %(minutes)d minute, or choose another way to pay.",
        "Several payments were declined. Please try again in %(minutes)d minutes, or choose another way to pay.",
        minutes,
    )
    return said % {"minutes": minutes}


@transaction.atomic
def note(payment: Payment, event_id: str) -> None:
    """Write into the order's history that a bank said no on the provider's page, once for each event."""
    order = payment.order.locked()
    text = _("Declined: %(name)s (%(event)s)") % {"name": payment, "event": event_id}
    if not order.events.filter(kind=OrderEvent.Kind.DECLINED, text=text).exists():
        services.record(order=order, kind=OrderEvent.Kind.DECLINED, text=text)
