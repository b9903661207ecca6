"""The merchant's side of the catalogue."""

from django.conf import settings
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from shop.catalog.admin.categories import CategoryAdmin
from shop.catalog.admin.mappings import CategoryMappingAdmin
from shop.catalog.admin.products import ProductAdmin
from shop.catalog.admin.variants import VariantAdmin

__all__ = ["CategoryAdmin", "CategoryMappingAdmin", "ProductAdmin", "VariantAdmin"]

admin.site.site_header = admin.site.site_title = settings.SHOP_NAME
admin.site.index_title = _("Administration")
# A product's page holds its variants as a table, which needs the width.
admin.site.enable_nav_sidebar = False
