"""Orders as a CSV file, one row for each line, for spreadsheets and bookkeepers."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Any

from django.http import StreamingHttpResponse
from django.utils.translation import gettext_lazy as _

from shop.addresses import address_lines
from shop.orders.models import Order, OrderLine
from shop.spreadsheets import escape

HEADER = [
    *(_("Order"), _("Placed"), _("State"), _("Paid"), _("E-mail"), _("Telephone"), _("Deliver to"), _("Bill to")),
    *(_("Note"), _("Product"), _("Options"), _("SKU"), _("Quantity"), _("Unit price"), _("Line total")),
    *(_("Line discount"), _("Tax in %"), _("Line tax"), _("Currency"), _("Subtotal"), _("Discount"), _("Coupon")),
    *(_("Delivery"), _("Delivery price"), _("Tax"), _("Total"), _("Payment")),
]


def export(orders: Iterable[Order]) -> StreamingHttpResponse:
    """Answer with a file of these orders; their lines must have been prefetched."""
    answer = StreamingHttpResponse(lines_of(orders), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="orders.csv"'
    return answer


def lines_of(orders: Iterable[Order]) -> Iterator[str]:
    # Without the mark, spreadsheets read the file in another encoding.
    yield "\ufeff" + written([str(name) for name in HEADER])
    for order in orders:
        for line in order.lines.all():
            yield written([escape(cell) if isinstance(cell, str) else str(cell) for cell in row(order, line)])


def written(cells: list[str]) -> str:
    line = StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def row(order: Order, line: OrderLine) -> list[Any]:
    paid = order.paid_at.isoformat(timespec="seconds") if order.paid_at else ""
    return [
        *(order.number, order.placed_at.isoformat(timespec="seconds"), order.get_state_display(), paid),
        *(order.email, order.phone, address(order.shipping_address), address(order.billing_address), order.note),
        *(line.product_title, line.variant_title, line.sku, line.quantity, line.unit_price, line.total),
        *(line.discount, line.tax_percent, line.tax),
        *(order.currency, order.subtotal, order.discount, order.coupon_code, order.delivery_name),
        *(order.delivery_price, order.tax_total, order.total, order.payment_provider),
    ]


def address(stored: dict[str, str] | None) -> str:
    return ", ".join(address_lines(stored)) if stored else ""
