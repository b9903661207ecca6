"""What a merchant narrows lists by."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from shop.catalog.admin import trees
from shop.catalog.models import Product, Variant
from shop.name_order import name_key
from shop.text_identity import first_of_each, identity, same, shown

MOST_PROPOSED = 200


class CategoryFilter(admin.SimpleListFilter):
    """Products of a category and of all below it."""

    title = _("category")
    parameter_name = "category"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        self.ids = {str(branch.category.pk): branch.ids for branch in trees.branches()}
        return [(str(pk), name) for pk, name in trees.choices()[1:]]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Product]) -> QuerySet[Product]:
        return queryset.filter(category__in=self.ids.get(self.value() or "", [])) if self.value() else queryset


class TypedFilter(admin.SimpleListFilter):
    """A filter whose value is typed, with proposals: what may be chosen is too much to be read through."""

    template = "admin/catalog/product/_typed_filter.html"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        self.others = [(name, value) for name, value in request.GET.items() if name not in (self.parameter_name, "p")]
        return [("", "")] if self.proposals() else []

    def choices(self, changelist: Any) -> Any:
        yield {"value": self.value() or "", "others": self.others, "proposals": self.proposals()[:MOST_PROPOSED]}

    def proposals(self) -> list[str]:
        """Return what may be chosen. Raises NotImplementedError: each filter says it."""
        raise NotImplementedError


class VendorFilter(TypedFilter):
    """Products of a brand, however it is spelled."""

    title = _("vendor")
    parameter_name = "vendor"

    def proposals(self) -> list[str]:
        return sorted(first_of_each(self.spellings), key=name_key)

    @cached_property
    def spellings(self) -> list[str]:
        """What products have as vendor, each text once. Queries once."""
        return list(Product.objects.exclude(vendor="").order_by("vendor").values_list("vendor", flat=True).distinct())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Product]) -> QuerySet[Product]:
        wanted = self.value()
        found = [vendor for vendor in self.spellings if same(vendor, wanted)] if wanted else []
        return queryset.filter(vendor__in=found) if wanted else queryset


class TagFilter(TypedFilter):
    """Products with a tag, however it is spelled."""

    title = _("tag")
    parameter_name = "tag"

    def proposals(self) -> list[str]:
        tags = (shown(tag) for text in self.texts for tag in text.split(","))
        return sorted(filter(None, first_of_each(tags)), key=name_key)

    @cached_property
    def texts(self) -> list[str]:
        """What products have as tags, each text once."""
        return list(Product.objects.exclude(tags="").order_by().values_list("tags", flat=True).distinct())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Product]) -> QuerySet[Product]:
        if not self.value():
            return queryset
        wanted = identity(self.value() or "")
        return queryset.filter(tags__in=[text for text in self.texts if wanted in map(identity, text.split(","))])


class ProductStockFilter(admin.SimpleListFilter):
    """Products by what is left of their variants."""

    title = _("stock")
    parameter_name = "stock"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("in", _("Can be had")), ("low", _("Low, or sold out, in a variant")), ("out", _("Sold out"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Product]) -> QuerySet[Product]:
        match self.value():
            case "in":
                return queryset.filter(is_available=True)
            case "low":
                return queryset.filter(pk__in=Variant.objects.low().order_by().values("product"))
            case "out":
                return queryset.filter(is_available=False)
        return queryset


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
                return queryset.filter(pk__in=Variant.objects.low())
            case "none":
                return queryset.filter(track_stock=True, stock__lte=0)
            case "low":
                return queryset.filter(pk__in=Variant.objects.low(), stock__gt=0)
            case "untracked":
                return queryset.filter(track_stock=False)
        return queryset
