"""What a merchant narrows lists by."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from shop.catalog.admin import trees
from shop.catalog.models import Product, Variant
from shop.name_order import name_key
from shop.text_identity import first_of_each, same

MOST_VENDORS = 30
LOW_STOCK = 5


class CategoryFilter(admin.SimpleListFilter):
    """Products of a category and of all below it."""

    title = _("category")
    parameter_name = "category"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        self.ids = {str(branch.category.pk): branch.ids for branch in trees.branches()}
        return [(str(pk), name) for pk, name in trees.choices()[1:]]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Product]) -> QuerySet[Product]:
        return queryset.filter(category__in=self.ids.get(self.value() or "", [])) if self.value() else queryset


class VendorFilter(admin.SimpleListFilter):
    """Offered while the vendors are few enough to be read through."""

    title = _("vendor")
    parameter_name = "vendor"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        named = Product.objects.exclude(vendor="").order_by("vendor")
        self.vendors = list(named.values_list("vendor", flat=True).distinct()[: 2 * MOST_VENDORS])
        different = sorted(first_of_each(self.vendors), key=name_key)
        return [(vendor, vendor) for vendor in different] if len(different) <= MOST_VENDORS else []

    def queryset(self, request: HttpRequest, queryset: QuerySet[Product]) -> QuerySet[Product]:
        """Return the products of the vendor, however it is spelled."""
        wanted = self.value()
        spellings = [vendor for vendor in self.vendors if same(vendor, wanted)] if wanted else []
        return queryset.filter(vendor__in=[wanted, *spellings]) if wanted else queryset


class StockFilter(admin.SimpleListFilter):
    """Variants that need an order from their vendor."""

    title = _("stock")
    parameter_name = "stock"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("scarce", _("Low or sold out")),
            ("none", _("Sold out")),
            ("low", _("Low, but not sold out")),
            ("untracked", _("Not tracked")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Variant]) -> QuerySet[Variant]:
        match self.value():
            case "scarce":
                return queryset.filter(pk__in=Variant.objects.scarce())
            case "none":
                return queryset.filter(track_stock=True, stock__lte=0)
            case "low":
                return queryset.filter(track_stock=True, stock__gt=0, stock__lte=LOW_STOCK)
            case "untracked":
                return queryset.filter(track_stock=False)
        return queryset
