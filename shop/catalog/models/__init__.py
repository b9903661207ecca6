"""What is sold."""

from shop.catalog.models.categories import Category
from shop.catalog.models.images import ProductImage
from shop.catalog.models.products import Product
from shop.catalog.models.variants import Variant

__all__ = ["Category", "Product", "ProductImage", "Variant"]
