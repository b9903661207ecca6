"""A product with all that its own page shows of it, read past the ORM."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import connection

from shop.catalog.models import Product, ProductImage, Variant
from shop.catalog.models.images import PICTURED_BY, picture_of
from shop.database.compiled_query import CompiledQuery, param
from shop.database.hydration import Hydrator
from shop.display import Picture


class Image(NamedTuple):
    """A picture of a product as its page shows it, and the words for who does not see it."""

    pk: int
    alt: str
    picture: Picture


class FullProduct(NamedTuple):
    """A product with its variants and its images, each in the merchant's order."""

    product: Product
    variants: tuple[Variant, ...]
    images: tuple[Image, ...]


PRODUCTS = Hydrator(
    Product,
    *("id", "title", "slug", "description", "vendor", "category_id", "status", "seo_title", "seo_description"),
    *("option1_name", "option2_name", "option3_name", "price_from", "price_varies"),
)
VARIANTS = Hydrator(Variant)
BY_SLUG = CompiledQuery(lambda: Product.objects.reachable().filter(slug=param("slug")).order_by(), PRODUCTS.columns)
UNPUBLISHED = CompiledQuery(
    lambda: Product.objects.unpublished().filter(pk=param("product")).order_by(), PRODUCTS.columns
)
ITS_VARIANTS = CompiledQuery(lambda: Variant.objects.filter(product=param("product")), VARIANTS.columns)
ITS_IMAGES = CompiledQuery(lambda: ProductImage.objects.filter(product=param("product")), ["pk", "alt", *PICTURED_BY])


def read_product(slug: str) -> FullProduct:
    """Return the product of this slug, where shoppers may see it. Queries three times. Raises Product.DoesNotExist."""
    return with_parts(BY_SLUG.read(slug=slug))


def read_unpublished(pk: int) -> FullProduct:
    """Return a product that shoppers may not see yet. Queries three times. Raises Product.DoesNotExist."""
    return with_parts(UNPUBLISHED.read(product=pk))


def with_parts(rows: Sequence[Any]) -> FullProduct:
    """Return the product of the one row, with its variants and images. Queries twice. Raises Product.DoesNotExist."""
    if not rows:
        raise Product.DoesNotExist
    database = connection.alias
    product = PRODUCTS.build(rows[0], database)
    variants = tuple(VARIANTS.build(row, database) for row in ITS_VARIANTS.read(product=product.pk))
    for variant in variants:
        variant.product = product
    images = tuple(Image(pk, alt, picture_of(*stored)) for pk, alt, *stored in ITS_IMAGES.read(product=product.pk))
    return FullProduct(product, variants, images)
