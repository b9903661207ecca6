"""What stands on an order's page, to be read."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from shop.money import in_currency
from shop.orders.models import Letter, OrderEvent, OrderLine, Payment, Shipment


class ReadOnlyInline(admin.TabularInline):  # type: ignore[type-arg]
    """Rows that only what happens to the order makes."""

    extra = 0
    can_delete = False

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.readonly_fields

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class LineInline(ReadOnlyInline):
    model = OrderLine
    readonly_fields = ["name", "sku", "quantity", "short", "unit", "sum", "tax_percent"]

    @admin.display(description=_("product"))
    def name(self, line: OrderLine) -> str:
        return line.name

    @admin.display(description=_("unit price"))
    def unit(self, line: OrderLine) -> str:
        return in_currency(line.unit_price, line.order.currency)

    @admin.display(description=_("total"))
    def sum(self, line: OrderLine) -> str:
        return in_currency(line.total, line.order.currency)


class PaymentInline(ReadOnlyInline):
    model = Payment
    readonly_fields = [
        "created_at",
        "provider",
        "state",
        "amount",
        "received_amount",
        "received_currency",
        "returned",
        "charge_id",
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("refunds")

    @admin.display(description=_("returned"))
    def returned(self, payment: Payment) -> str:
        back = [refund for refund in payment.refunds.all() if refund.state != refund.State.FAILED]
        return ", ".join(f"{refund.amount} ({refund.get_state_display()})" for refund in back) or "\N{EN DASH}"


class ShipmentInline(ReadOnlyInline):
    model = Shipment
    readonly_fields = ["at", "carrier", "tracking_number", "tracking_url"]


class LetterInline(ReadOnlyInline):
    model = Letter
    readonly_fields = ["kind", "created_at", "sent_at", "attempts", "error"]


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
