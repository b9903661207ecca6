"""Variants with all that a cart shows of them, read past the ORM: asking through it costs more than the answer."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Model

from shop.catalog.models import Product, Variant
from shop.catalog.models.images import picture_of
from shop.catalog.rows import Rows
from shop.money import read_money


def columns_of(model: type[Model], *names: str) -> list[str]:
    """Return the names of a model's columns, or these of them, in their own order."""
    columns = [field.attname for field in model._meta.concrete_fields]  # noqa: SLF001 documented in spite of its name
    return [name for name in columns if name in (names or columns)]


OF_VARIANTS = columns_of(Variant)
OF_PRODUCTS = columns_of(Product, "id", "title", "slug", "status", "category_id")
"""What is read of a product: all else of it would be looked up when it is asked for."""
OF_IMAGES = ("photo", "width", "height", "drawing")
ROWS = Rows(
    Variant.objects.all,
    [
        *OF_VARIANTS,
        *(f"product__{name}" for name in OF_PRODUCTS),
        *(f"{image}__{name}" for image in ("image", "product__cover") for name in OF_IMAGES),
    ],
)
MONEY = [OF_VARIANTS.index(name) for name in ("price", "compare_at_price", "cost")]


def read_goods(ids: Iterable[int]) -> dict[int, Variant]:
    """Return those of these variants that exist, by id, whatever has become of their products. One query."""
    keys = list(ids)
    if not keys:
        return {}
    database = connection.alias
    return {variant.pk: variant for variant in (make_variant(row, database) for row in ROWS.read(keys))}


def make_variant(row: Sequence[Any], database: str) -> Variant:
    own, of_product, pictures = cut(row, len(OF_VARIANTS), len(OF_PRODUCTS))
    values = list(own)
    for place in MONEY:
        values[place] = read_money(values[place])
    variant = Variant.from_db(database, OF_VARIANTS, values)
    variant.product = Product.from_db(database, OF_PRODUCTS, of_product)
    image, cover = pictures[: len(OF_IMAGES)], pictures[len(OF_IMAGES) :]
    variant.picture = picture_of(*(image if variant.image_id else cover))
    return variant


def cut(row: Sequence[Any], *lengths: int) -> list[Sequence[Any]]:
    """Cut a row into parts of these lengths, and the rest."""
    parts, at = [], 0
    for length in lengths:
        parts.append(row[at : at + length])
        at += length
    return [*parts, row[at:]]
