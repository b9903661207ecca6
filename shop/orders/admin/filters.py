"""What a merchant narrows the list of orders by."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from shop.orders.models import Order


class YesNoFilter(admin.SimpleListFilter):
    """A question with two answers."""

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("1", _("Yes")), ("0", _("No"))]


class PaidFilter(YesNoFilter):
    title = _("paid")
    parameter_name = "paid"

    def queryset(self, request: HttpRequest, queryset: QuerySet[Order]) -> QuerySet[Order]:
        return queryset.filter(paid_at__isnull=self.value() == "0") if self.value() else queryset


class AttentionFilter(YesNoFilter):
    title = _("needs attention")
    parameter_name = "attention"

    def queryset(self, request: HttpRequest, queryset: QuerySet[Order]) -> QuerySet[Order]:
        needing = Order.objects.needing_a_person()
        match self.value():
            case "1":
                return queryset & needing
            case "0":
                return queryset.exclude(pk__in=needing)
        return queryset
