"""A product with all that its own page shows of it, read past the ORM."""

from typing import NamedTuple

from django.db import connection

from shop.catalog.instances import Instances
from shop.catalog.models import Product, ProductImage, Variant
from shop.catalog.models.images import PICTURED_BY, picture_of
from shop.catalog.rows import Statement, given
from shop.catalog.texts import Picture


class Image(NamedTuple):
    """A picture of a product as its page shows it, and the words for who does not see it."""

    pk: int
    alt: str
    picture: Picture


class Detail(NamedTuple):
    """A product with its variants and its images, each in the merchant's order."""

    product: Product
    variants: tuple[Variant, ...]
    images: tuple[Image, ...]


PRODUCTS = Instances(
    Product,
    *("id", "title", "slug", "description", "vendor", "category_id", "status", "seo_title", "seo_description"),
    *("option1_name", "option2_name", "option3_name", "price_from", "price_varies"),
)
VARIANTS = Instances(Variant)
BY_SLUG = Statement(lambda: Product.objects.reachable().filter(slug=given("slug")).order_by(), PRODUCTS.columns)
ITS_VARIANTS = Statement(lambda: Variant.objects.filter(product=given("product")), VARIANTS.columns)
ITS_IMAGES = Statement(lambda: ProductImage.objects.filter(product=given("product")), ["pk", "alt", *PICTURED_BY])


def read_detail(slug: str) -> Detail:
    """Return the product of this slug, where shoppers may see it. Queries three times. Raises Product.DoesNotExist."""
    rows = BY_SLUG.read(slug=slug)
    if not rows:
        raise Product.DoesNotExist
    database = connection.alias
    product = PRODUCTS.make(rows[0], database)
    variants = tuple(VARIANTS.make(row, database) for row in ITS_VARIANTS.read(product=product.pk))
    for variant in variants:
        variant.product = product
    images = tuple(Image(pk, alt, picture_of(*stored)) for pk, alt, *stored in ITS_IMAGES.read(product=product.pk))
    return Detail(product, variants, images)
