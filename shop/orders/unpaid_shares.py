"""What the unpaid orders of one client may hold of the shop's goods, so that nobody takes them from the others."""

from collections.abc import Sequence
from typing import Any

from django.db.models import F, Q, Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shop.limits.attempts import VISITORS_OF_AN_ADDRESS
from shop.orders.models import Order, OrderLine
from shop.orders.models.orders import UNCONFIRMED

PERCENT = 10
SMALL = 3
BEYOND = 10
"""Of how many variants the unpaid orders of one source may hold more than their share."""
MODEST = 5
"""An order of so few units is not held against the others at its address, while those are a class or an office."""
OF_A_CLASS = MODEST * VISITORS_OF_AN_ADDRESS


class TooMuchUnpaid(Exception):
    """The client's unpaid orders would hold too much, and nothing was taken. `sentences`: of what, to a shopper.

    `open_orders` are those of the same browser, which can be paid to make room.
    """

    def __init__(self, sentences: Sequence[str], open_orders: Sequence[Order]) -> None:
        super().__init__(sentences)
        self.sentences = sentences
        self.open_orders = open_orders


def share(there: int) -> int:
    """Return how many of so many units are one source's share: a tenth, or a few, but never more than half."""
    return min(there // 2, max(SMALL, there * PERCENT // 100))


def check(order: Order) -> None:
    """Raise TooMuchUnpaid where this unpaid order, whose goods were just taken, goes too far. One query.

    The unpaid orders of a source may hold its share of every variant, and of ten variants as much as there is: one may
    order fifty of sixty, and nobody can empty the shelves.
    """
    known = [name for name in ("source_session", "source_email", "source_address") if getattr(order, name)]
    if not known:
        return
    rows = held(order, known)
    is_modest = sum(row["own"] for row in rows) <= MODEST
    if is_modest and sum(row.get("source_address", 0) for row in rows) <= OF_A_CLASS:
        known = [name for name in known if name != "source_address"]
    over: dict[int, int] = {}
    for name in known:
        beyond = {row["variant"]: room(row, name) for row in rows if row[name] > share(row["stock"] + row[name])}
        if len(beyond) > BEYOND:
            over |= beyond
    if lines := [line for line in order.lines.all() if line.variant_id in over] if over else []:
        raise TooMuchUnpaid([sentence(line, over[line.variant_id or 0]) for line in lines], open_orders(order))


def held(order: Order, known: Sequence[str]) -> list[dict[str, int]]:
    """Return for each variant the stock that is left, and what this order and each of its known sources hold of it."""
    is_own = Q(order=order)
    of_sources = {name: is_own | Q(**{f"order__{name}": getattr(order, name)}) for name in known}
    found = is_own
    for condition in of_sources.values():
        found |= condition
    holds = is_own | Q(order__is_held=True, order__state__in=UNCONFIRMED)
    lines = OrderLine.objects.filter(found, holds, variant__track_stock=True, variant__allow_backorder=False)
    sums = {name: Sum("quantity", filter=condition) for name, condition in of_sources.items()}
    of_variants = lines.order_by().values("variant", stock=F("variant__stock"))
    rows: Any = of_variants.annotate(own=Sum("quantity", filter=is_own), **sums)
    return [{name: value or 0 for name, value in row.items()} for row in rows]


def room(row: dict[str, int], name: str) -> int:
    """Return how many units of a variant this order may hold beside the source's other orders."""
    return max(0, share(row["stock"] + row[name]) - (row[name] - row["own"]))


def sentence(line: OrderLine, most: int) -> str:
    if not most:
        return _("No more of %(name)s can wait for your payment.") % {"name": line.name}
    text = ngettext(
        "Only %(most)d of %(name)s can wait for your payment.",
        "Only %(most)d of %(name)s can wait for your payment.",
        most,
    )
    return text % {"most": most, "name": line.name}


def open_orders(order: Order) -> list[Order]:
    """Return up to five other unpaid orders of the same session. Queries once."""
    if not order.source_session:
        return []
    unpaid = Order.objects.unconfirmed().filter(source_session=order.source_session)
    return list(unpaid.exclude(pk=order.pk)[:5])
