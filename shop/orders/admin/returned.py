"""How much of an order's money was returned: a column, a filter and a line on its page."""

from decimal import Decimal
from typing import Any

from django.contrib import admin
from django.db.models import Case, DecimalField, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum, TextField, Value, When
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from shop.orders.models import Dispute, Order, Payment, Refund

PART, WHOLE, DISPUTED, LOST, REST_LOST = "part", "whole", "disputed", "lost", "rest-lost"
LABELS = {
    PART: _("In part"),
    WHOLE: _("In whole"),
    DISPUTED: _("Disputed"),
    LOST: _("Lost in a dispute"),
    REST_LOST: _("In part, the rest lost in a dispute"),
}
WARNINGS = {
    WHOLE: _("All the money of this order was returned. Do you want to send it all the same?"),
    DISPUTED: _("The payment of this order is disputed. See how that ends before you send anything."),
    LOST: _("The money of this order was lost in a dispute. Do you want to send it all the same?"),
    REST_LOST: _("Nothing of this order's money is left. Do you want to send it all the same?"),
}
"""What a merchant should know who is about to pack or to send."""
MONEY: Any = DecimalField(max_digits=20, decimal_places=3)
NOTHING = Value(Decimal(0), output_field=MONEY)
# SQLite adds up in binary fractions.
LESS_THAN_ANY_COIN = Value(Decimal("0.0005"), output_field=MONEY)


def with_returned(orders: "QuerySet[Order]") -> "QuerySet[Order]":
    """Let each order say in `returned` whether its money was returned, in part or whole: empty where none was.

    Money that a person has seen counts as received, although no payment tells of it. What was lost to a dispute is
    not there either; an open one comes before all that.
    """
    payments = Payment.objects.filter(order=OuterRef("pk")).order_by()
    refunds = Refund.objects.filter(payment__order=OuterRef("pk"), state=Refund.State.DONE).order_by()
    by_hand = Q(paid_at__isnull=False) & ~Exists(payments.filter(state=Payment.State.CAPTURED))
    disputes = Dispute.objects.filter(payment__order=OuterRef("pk")).order_by()
    lost = disputes.filter(state=Dispute.State.LOST)
    is_open = Exists(disputes.filter(state__in=[Dispute.State.INQUIRY, Dispute.State.OPEN]))
    given, gone = (total(rows.values("payment__order"), "amount") for rows in (refunds, lost))
    received = total(payments.values("order"), "received_amount") + Case(
        When(by_hand, then=F("total")), default=NOTHING, output_field=MONEY
    )
    return orders.annotate(
        given=given,
        back=given + gone,
        kept=received - given - gone,
        returned=Case(
            When(is_open, then=Value(DISPUTED)),
            When(back__lt=LESS_THAN_ANY_COIN, then=Value("")),
            When(~Exists(lost) & Q(kept__lt=LESS_THAN_ANY_COIN), then=Value(WHOLE)),
            When(kept__lt=LESS_THAN_ANY_COIN, given__lt=LESS_THAN_ANY_COIN, then=Value(LOST)),
            When(kept__lt=LESS_THAN_ANY_COIN, then=Value(REST_LOST)),
            default=Value(PART),
            output_field=TextField(),
        ),
    )


def total(rows: Any, amount: str) -> Coalesce:
    return Coalesce(Subquery(rows.annotate(total=Sum(amount)).values("total"), output_field=MONEY), NOTHING)


def label(order: Any) -> str:
    """Return what the column shows of an order that `with_returned` has found."""
    if not order.returned:
        return "\N{EN DASH}"
    return format_html('<span class="returned returned--{}">{}</span>', order.returned, LABELS[order.returned])


class ReturnedFilter(admin.SimpleListFilter):
    title = _("money returned")
    parameter_name = "returned"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [*LABELS.items(), ("none", _("Nothing"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        match self.value():
            case None:
                return queryset
            case "none":
                return queryset.filter(returned="")
            case asked:
                return queryset.filter(returned=asked)
