"""Variants with all that a cart shows of them, read past the ORM: asking through it costs more than the answer."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from shop.catalog.models import Product, Variant
from shop.catalog.models.images import PICTURED_BY, picture_of
from shop.database.compiled_query import QueryByIds
from shop.database.hydration import Hydrator

VARIANTS = Hydrator(Variant)
PRODUCTS = Hydrator(Product, "id", "title", "slug", "status", "category_id")
ROWS = QueryByIds(
    Variant.objects.all,
    [
        *VARIANTS.columns,
        *(f"product__{name}" for name in PRODUCTS.columns),
        *(f"{image}__{name}" for image in ("image", "product__cover") for name in PICTURED_BY),
    ],
)


def read_cart_variants(ids: Iterable[int]) -> dict[int, Variant]:
    """Return those of these variants that exist, by id, whatever has become of their products. One query, or none."""
    database = connection.alias
    return {variant.pk: variant for variant in (make_variant(row, database) for row in ROWS.read(list(ids)))}


def make_variant(row: Sequence[Any], database: str) -> Variant:
    own, of_product, pictures = cut(row, len(VARIANTS.columns), len(PRODUCTS.columns))
    variant = VARIANTS.build(own, database)
    variant.product = PRODUCTS.build(of_product, database)
    image, cover = pictures[: len(PICTURED_BY)], pictures[len(PICTURED_BY) :]
    variant.picture = picture_of(*(image if variant.image_id else cover))
    return variant


def cut(row: Sequence[Any], *lengths: int) -> list[Sequence[Any]]:
    """Cut a row into parts of these lengths, and the rest."""
    parts, at = [], 0
    for length in lengths:
        parts.append(row[at : at + length])
        at += length
    return [*parts, row[at:]]
