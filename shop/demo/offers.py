"""What lists know of a product, worked out before its rows are written: no query is needed afterwards."""

from collections.abc import Sequence

from shop.catalog.models import Product, ProductImage, Variant
from shop.money import ZERO


def set_offer(product: Product, variants: Sequence[Variant], images: Sequence[ProductImage]) -> None:
    """Set the fields that `ProductQuerySet.refresh_offers` would write. Variants and images come in their order."""
    prices = [variant.price for variant in variants]
    product.price_from = min(prices)
    product.price_varies = max(prices) > product.price_from
    product.is_on_sale = any(variant.is_on_sale for variant in variants)
    product.is_available = any(variant.is_in_stock for variant in variants)
    product.compare_at_from = max(
        (
            variant.compare_at_price
            for variant in variants
            if variant.price == product.price_from and variant.compare_at_price and variant.is_on_sale
        ),
        default=None,
    )
    product.saving = product.compare_at_from - product.price_from if product.compare_at_from else ZERO
    product.sole_variant_id = variants[0].pk if len(variants) == 1 else None
    product.cover_id = images[0].pk if images else None
