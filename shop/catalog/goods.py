"""Variants with all that a cart shows of them, read past the ORM: asking through it costs more than the answer."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model
from django.db.models.base import ModelState

from shop.catalog.models import Product, Variant
from shop.catalog.models.images import picture_of
from shop.catalog.rows import Rows
from shop.money import read_money

M = TypeVar("M", bound=Model)


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
    variant = restored(Variant, database, OF_VARIANTS, values)
    variant.product = restored(Product, database, OF_PRODUCTS, of_product)
    image, cover = pictures[: len(OF_IMAGES)], pictures[len(OF_IMAGES) :]
    variant.picture = picture_of(*(image if variant.image_id else cover))
    return variant


def restored(model: type[M], database: str, columns: Iterable[str], values: Iterable[Any]) -> M:
    """Return the instance that stands for a row, made as unpickling makes it: `from_db` takes four times as long.

    Unlike that, it does not announce itself by the signals `pre_init` and `post_init`.
    """
    made = model.__new__(model)
    made.__dict__ |= zip(columns, values, strict=True)
    made._state = ModelState()  # noqa: SLF001 documented in spite of its name
    made._state.adding, made._state.db = False, database  # noqa: SLF001
    return made


def cut(row: Sequence[Any], *lengths: int) -> list[Sequence[Any]]:
    """Cut a row into parts of these lengths, and the rest."""
    parts, at = [], 0
    for length in lengths:
        parts.append(row[at : at + length])
        at += length
    return [*parts, row[at:]]
