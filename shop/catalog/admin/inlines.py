"""What is edited on a product's own page."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from shop import back_office
from shop.admin_money import MoneyAsText
from shop.catalog.admin.forms import ProductImageForm, VariantForm
from shop.catalog.admin.formsets import ProductImageFormSet, VariantFormSet
from shop.catalog.admin.thumbnails import thumbnail
from shop.catalog.models import ProductImage, Variant
from shop.catalog.models.variants import MAX_VARIANTS


class VariantInline(MoneyAsText, back_office.TabularInline):  # type: ignore[type-arg]
    """The columns that merchants work in; a variant's own page has the others."""

    model = Variant
    form = VariantForm
    formset = VariantFormSet
    template = "admin/catalog/product/_variants.html"
    fields = [
        *("position", "option1", "option2", "option3", "price", "compare_at_price", "stock", "track_stock"),
        *("allow_backorder", "sku", "barcode", "weight_grams", "image"),
    ]
    extra = 0
    min_num = 1
    max_num = MAX_VARIANTS
    show_change_link = True
    view_on_site = False

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, validate_min=True, **kwargs)
        formset.default_error_messages = {
            **formset.default_error_messages,
            "too_few_forms": _("A product needs at least one variant: it says the price."),
        }
        return formset

    def get_queryset(self, request: HttpRequest) -> QuerySet[Variant]:
        """The rows; while they are being saved, orders wait for them."""
        rows = super().get_queryset(request)
        return rows.select_for_update(no_key=True) if request.method == "POST" else rows


class ProductImageInline(back_office.TabularInline):  # type: ignore[type-arg]
    model = ProductImage
    form = ProductImageForm
    formset = ProductImageFormSet
    fields = ["preview", "position", "photo", "alt", "staged"]
    readonly_fields = ["preview"]
    extra = 0

    @admin.display(description=_("preview"))
    def preview(self, image: ProductImage) -> SafeString:
        return thumbnail(image, side=96)
