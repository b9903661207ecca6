"""What stands on an order's page, to be read."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from shop import back_office
from shop.money import in_currency
from shop.orders.models import Dispute, Letter, OrderEvent, OrderLine, Payment, Refund, Shipment
from shop.orders.templatetags.order_text import per_cent


class ReadOnlyInline(back_office.TabularInline):  # type: ignore[type-arg]
    """Rows that only what happens to the order makes."""

    extra = 0
    can_delete = False

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.readonly_fields

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Who may see an order may see all that belongs to it."""
        return request.user.has_perm("orders.view_order") or request.user.has_perm("orders.change_order")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class LineInline(ReadOnlyInline):
    model = OrderLine
    readonly_fields = ["name", "sku", "quantity", "short", "unit", "sum", "tax_rate"]

    @admin.display(description=_("product"))
    def name(self, line: OrderLine) -> str:
        return line.name

    @admin.display(description=_("unit price"))
    def unit(self, line: OrderLine) -> str:
        return in_currency(line.unit_price, line.order.currency)

    @admin.display(description=_("total"))
    def sum(self, line: OrderLine) -> str:
        return in_currency(line.total, line.order.currency)

    @admin.display(description=_("tax in per cent"))
    def tax_rate(self, line: OrderLine) -> str:
        return per_cent(line.tax_percent)


class PaymentInline(ReadOnlyInline):
    model = Payment
    readonly_fields = [
        "created_at",
        "provider",
        "state",
        "asked",
        "received",
        "returned",
        "disputed",
        "charge_id",
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("refunds", "disputes")

    @admin.display(description=_("returned"))
    def returned(self, payment: Payment) -> str:
        back = [refund for refund in payment.refunds.all() if refund.state != refund.State.FAILED]
        return self.listed(payment, back)

    @admin.display(description=_("disputed"))
    def disputed(self, payment: Payment) -> str:
        return self.listed(payment, payment.disputes.all())

    @admin.display(description=_("amount"))
    def asked(self, payment: Payment) -> str:
        return in_currency(payment.amount, payment.currency)

    @admin.display(description=_("received"))
    def received(self, payment: Payment) -> str | None:
        if payment.received_amount is None:
            return None
        return in_currency(payment.received_amount, payment.received_currency)

    def listed(self, payment: Payment, moved: Iterable[Refund | Dispute]) -> str:
        currency = payment.received_currency
        said = [f"{in_currency(each.amount, currency)} ({each.get_state_display()})" for each in moved]
        return ", ".join(said) or "\N{EN DASH}"


class ShipmentInline(ReadOnlyInline):
    model = Shipment
    readonly_fields = ["at", "carrier", "tracking_number", "tracking_url"]


class LetterInline(ReadOnlyInline):
    model = Letter
    readonly_fields = ["kind", "created_at", "sent_at", "held_back_at", "attempts", "error"]


class EventInline(ReadOnlyInline):
    model = OrderEvent
    readonly_fields = ["at", "kind", "text", "user"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("user")


INLINES: list[Any] = [
    LineInline,
    PaymentInline,
    ShipmentInline,
    LetterInline,
    EventInline,
]
