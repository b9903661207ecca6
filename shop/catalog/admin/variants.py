"""Variants of all products in one list, to count stock and change prices in."""

from contextlib import nullcontext
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from shop import back_office
from shop.admin_keeping import KeepsWhatWasUsed
from shop.admin_money import MoneyAsText
from shop.catalog.admin.filters import StockFilter
from shop.catalog.admin.forms import VariantForm, VariantStockForm
from shop.catalog.admin.thumbnails import thumbnail
from shop.catalog.models import Product, Variant, bulk_write


@admin.register(Variant)
class VariantAdmin(KeepsWhatWasUsed, MoneyAsText, back_office.ModelAdmin):  # type: ignore[type-arg]
    form = VariantForm
    # Which options a variant has is a question to all variants of its product, and is asked on the product's page.
    readonly_fields = ["product", "option1", "option2", "option3"]
    fieldsets = [
        (None, {"fields": ["product", ("option1", "option2", "option3"), ("sku", "barcode"), "image"]}),
        (_("Price"), {"fields": [("price", "compare_at_price", "cost"), ("taxable", "tax_code")]}),
        (_("Stock"), {"fields": ["stock", "low_stock", "track_stock", "allow_backorder"]}),
        (
            _("Delivery"),
            {"fields": ["requires_shipping", ("weight_grams", "weight_unit"), "fulfillment_service"]},
        ),
    ]
    menu_position = 3
    list_display = ["picture", "product", "options_text", "sku", "price", "compare_at_price", "stock", "is_low"]
    list_display_links = ["picture", "product"]
    list_editable = ["price", "compare_at_price", "stock"]
    list_filter = [StockFilter, "allow_backorder", "product__status"]
    list_select_related = ["product__cover", "image"]
    list_per_page = 50
    search_fields = ["sku", "barcode", "product__title"]
    search_help_text = _("SKU, barcode or product title")
    show_full_result_count = False
    ordering = ["-product_id", "position", "pk"]
    actions = None

    class Media:
        css = {"all": ["admin/shop.css"]}

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> Any:
        return super().get_changelist_form(request, form=VariantStockForm, **kwargs)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Show the list; while its rows are being saved, orders wait for them."""
        with bulk_write() if request.method == "POST" else nullcontext():
            return super().changelist_view(request, extra_context)

    def _get_list_editable_queryset(self, request: HttpRequest, prefix: str) -> QuerySet[Variant]:
        edited: QuerySet[Variant] = super()._get_list_editable_queryset(request, prefix)
        Product.objects.filter(pk__in=edited.order_by().values("product")).lock_rows()
        return edited

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Variant | None:
        """Find a variant; while it is being saved, orders wait for it."""
        variant: Variant | None = super().get_object(request, object_id, from_field)
        if variant is not None and request.method == "POST":
            Product.objects.filter(pk=variant.product_id).lock_rows()
            variant.refresh_from_db(fields=["stock"])
        return variant

    def save_model(self, request: HttpRequest, obj: Variant, form: Any, change: bool) -> None:  # noqa: FBT001
        """Write what was changed alone: an order may just be lowering the stock."""
        obj.save(update_fields=form.changed_data)

    def view_on_site(self, variant: Variant) -> str | None:
        return variant.get_absolute_url() if variant.product.is_reachable else None

    @admin.display(description=_("picture"))
    def picture(self, variant: Variant) -> SafeString:
        return thumbnail(variant.image or variant.product.cover, side=48, alt=variant.product.title)

    @admin.display(description=_("low"))
    def is_low(self, variant: Variant) -> str:
        """Say whether few or none are left; nothing where there is enough."""
        if not variant.track_stock:
            return str(_("Not tracked"))
        if variant.stock > variant.low_limit:
            return ""
        return str(_("Low") if variant.stock > 0 else _("Sold out"))

    @admin.display(description=_("options"))
    def options_text(self, variant: Variant) -> str:
        return variant.title or "\N{EN DASH}"
