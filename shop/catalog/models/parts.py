"""What belongs to a product and shows in its row."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.db import models

from shop.catalog.batches import batches
from shop.catalog.models.bulk_writes import BATCH, bulk_write
from shop.catalog.models.products import Product
from shop.catalog.models.versions import VersionedQuerySet

P = TypeVar("P", bound="ProductPart")


class ProductPartQuerySet(VersionedQuerySet[P]):
    """Parts: writing many of them refreshes what their products' rows say, and the catalogue's version."""

    def update(self, **fields: Any) -> int:
        goal = fields.get("product_id", fields.get("product"))
        key = goal.pk if isinstance(goal, Product) else goal
        moving = list(self.values_list("pk", flat=True)) if goal is not None else []
        with bulk_write() as writes:
            writes.outdated |= lock_rows(self.products | ({key} if isinstance(key, int) else set()))
            count = models.QuerySet.update(self, **fields)
            writes.outdated |= products_of(self.model, moving)
        return count

    update.alters_data = True  # type: ignore[attr-defined]

    def delete(self) -> tuple[int, dict[str, int]]:
        with bulk_write() as writes:
            writes.outdated |= lock_rows(self.products)
            return models.QuerySet.delete(self)

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]

    def bulk_create(self, objs: Iterable[P], *args: Any, **kwargs: Any) -> list[P]:
        parts = list(objs)
        with bulk_write() as writes:
            writes.outdated |= lock_rows(products_before_and_after(self.model, parts))
            made = models.QuerySet.bulk_create(self, parts, *args, **kwargs)
            writes.outdated |= {part.product_id for part in made}
        return made

    def bulk_update(self, objs: Iterable[P], fields: Iterable[str], *args: Any, **kwargs: Any) -> int:
        parts = list(objs)
        with bulk_write():
            lock_rows(products_before_and_after(self.model, parts))
            return super().bulk_update(parts, fields, *args, **kwargs)

    bulk_update.alters_data = True  # type: ignore[attr-defined]

    @property
    def products(self) -> set[int]:
        """The keys of the products that these are parts of. Queries once."""
        return set(self.order_by().values_list("product", flat=True))


class ProductPart(models.Model):
    """A part of a product: saving or deleting it refreshes what the product's row says, and the catalogue's version.

    One that goes to another product refreshes both.
    """

    product_id: int

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        with bulk_write() as writes:
            writes.outdated |= lock_rows(products_before_and_after(type(self), [self]))
            super().save(*args, **kwargs)
            writes.outdated.add(self.product_id)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        with bulk_write() as writes:
            writes.outdated |= lock_rows(products_before_and_after(type(self), [self]))
            return super().delete(*args, **kwargs)


def products_before_and_after(model: type[P], parts: Sequence[P]) -> set[int]:
    """Return the keys of the products that rows of these parts belong to, and are about to. Queries where they are."""
    before = products_of(model, [part.pk for part in parts if part.pk is not None])
    return before | set(filter(None, (part.product_id for part in parts)))


def products_of(model: type[P], keys: Sequence[int]) -> set[int]:
    rows: models.QuerySet[P] = models.QuerySet(model).order_by()
    return {
        product
        for batch in batches(keys, BATCH)
        for product in rows.filter(pk__in=batch).values_list("product", flat=True)
    }


def lock_rows(products: set[int]) -> set[int]:
    """Hold these products' rows in the order that all keep, and return their keys."""
    for batch in batches(sorted(products), BATCH):
        Product.objects.filter(pk__in=batch).lock_rows()
    return products
