"""The merchant's side of the catalogue."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from shop.catalog.admin.categories import CategoryAdmin
from shop.catalog.admin.mappings import CategoryMappingAdmin
from shop.catalog.admin.products import ProductAdmin
from shop.catalog.admin.tasks import stock_to_order
from shop.catalog.admin.variants import VariantAdmin

__all__ = ["CategoryAdmin", "CategoryMappingAdmin", "ProductAdmin", "VariantAdmin", "stock_to_order"]

admin.site.index_title = _("Start")
