"""Orders as a CSV file, one row for each line, for spreadsheets and bookkeepers."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Any

from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.utils.translation import gettext_lazy as _

from shop.addresses import address_lines
from shop.dates import in_a_cell
from shop.money import ZERO, unit
from shop.orders.models import Dispute, Order, OrderLine, Refund
from shop.spreadsheets import escape

HEADER = [
    *(_("Order"), _("Placed"), _("State"), _("Paid"), _("E-mail"), _("Telephone"), _("Deliver to"), _("Bill to")),
    *(_("Note"), _("Product"), _("Options"), _("SKU"), _("Quantity"), _("Unit price"), _("Line total")),
    *(_("Line discount"), _("Tax in %"), _("Line tax"), _("Currency"), _("Coupon"), _("Delivery"), _("Payment")),
    *(_("Subtotal"), _("Discount"), _("Delivery price"), _("Tax"), _("Total"), _("Returned"), _("Lost in disputes")),
]
OF_THE_ORDER = 7
"""How many columns at the end are sums of the whole order: they stand in its first row alone, to be added up."""


def export(orders: Iterable[Order]) -> StreamingHttpResponse:
    """Answer with a file of these orders; `prefetched` says what must have been read of them."""
    answer = StreamingHttpResponse(lines_of(orders), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="orders.csv"'
    return answer


def prefetched(orders: "QuerySet[Order]") -> "QuerySet[Order]":
    return orders.prefetch_related("lines", "payments__refunds", "payments__disputes")


def lines_of(orders: Iterable[Order]) -> Iterator[str]:
    # Without the mark, spreadsheets read the file in another encoding.
    yield "\ufeff" + written([str(name) for name in HEADER])
    for order in orders:
        sums = sums_of(order)
        for line in order.lines.all():
            cells = [*row(order, line), *sums]
            yield written([escape(cell) if isinstance(cell, str) else str(cell) for cell in cells])
            sums = [""] * OF_THE_ORDER


def written(cells: list[str]) -> str:
    line = StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def row(order: Order, line: OrderLine) -> list[Any]:
    return [
        *(order.number, in_a_cell(order.placed_at), order.get_state_display(), in_a_cell(order.paid_at)),
        *(order.email, order.phone, address(order.shipping_address), address(order.billing_address), order.note),
        *(line.product_title, line.variant_title, line.sku, line.quantity, line.unit_price, line.total),
        *(line.discount, f"{line.tax_percent.normalize():f}", line.tax),
        *(order.currency, order.coupon_code, order.delivery_name, order.payment_provider),
    ]


def sums_of(order: Order) -> list[Any]:
    """Return what the order comes to, and what of it went back in its currency."""
    money = [each for each in order.payments.all() if each.received_currency == order.currency]
    returned = [refund.amount for each in money for refund in each.refunds.all() if refund.state == Refund.State.DONE]
    lost = [dispute.amount for each in money for dispute in each.disputes.all() if dispute.state == Dispute.State.LOST]
    smallest = unit(order.currency)
    return [
        *(order.subtotal, order.discount, order.delivery_price, order.tax_total, order.total),
        *(sum(amounts, ZERO).quantize(smallest) for amounts in (returned, lost)),
    ]


def address(stored: dict[str, str] | None) -> str:
    return ", ".join(address_lines(stored)) if stored else ""
