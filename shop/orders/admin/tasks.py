"""What is to be done with orders, for the start page of the back office."""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from shop.back_office import Task, lists_tasks
from shop.orders.models import Order

DAYS_UNPAID = 7


@lists_tasks
def orders_to_see_to(request: HttpRequest) -> Iterator[Task]:
    """Yield orders to pack, to send, unpaid for long, and those that need a person. Queries once."""
    if not (request.user.has_perm("orders.view_order") or request.user.has_perm("orders.change_order")):
        return
    since = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=DAYS_UNPAID)
    counts = Order.objects.order_by().aggregate(
        to_pack=Count("pk", filter=Q(state=Order.State.PAID)),
        to_send=Count("pk", filter=Q(state=Order.State.PACKED)),
        unpaid=Count("pk", filter=Q(state=Order.State.PLACED, placed_at__lt=since)),
        attention=Count("pk", filter=~Q(attention="")),
    )
    said = {
        "attention": ngettext("%(count)d order needs a person", "%(count)d orders need a person", counts["attention"]),
        "to_pack": ngettext("%(count)d paid order to pack", "%(count)d paid orders to pack", counts["to_pack"]),
        "to_send": ngettext("%(count)d packed order to send", "%(count)d packed orders to send", counts["to_send"]),
        "unpaid": ngettext(
            "%(count)d order unpaid for more than a week",
            "%(count)d orders unpaid for more than a week",
            counts["unpaid"],
        ),
    }
    narrowed = {
        "attention": "attention=1",
        "to_pack": "state__exact=paid",
        "to_send": "state__exact=packed",
        "unpaid": urlencode({"state__exact": "placed", "placed_at__lt": since.isoformat()}),
    }
    orders = reverse("admin:orders_order_changelist")
    for name, sentence in said.items():
        if counts[name]:
            yield Task(sentence % {"count": counts[name]}, f"{orders}?{narrowed[name]}")
