"""Takes the demo out of a shop, and does so by itself when the first product of the merchant's own is published."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction

from shop.catalog.batches import batches
from shop.catalog.models import Category, CategoryMapping, Product, ProductImage
from shop.catalog.models.write_signals import products_written
from shop.demo.coupons import remove_coupons
from shop.demo.data import PRODUCTS, categories
from shop.demo.front_page import remove_front_page
from shop.demo.marks import untouched
from shop.demo.models import SeededProduct
from shop.frontpage.models import Section
from shop.orders.models import OrderLine

logger = logging.getLogger(__name__)

BATCH = 200


@dataclass(slots=True)
class Removal:
    """What became of the demo. What was ordered is archived, and what was edited is the merchant's own now."""

    deleted: int = 0
    archived: int = 0
    kept: int = 0
    coupons: int = 0
    drawings: set[str] = field(default_factory=set)

    def __str__(self) -> str:
        products = f"{self.deleted:,} deleted, {self.archived:,} archived (ordered), {self.kept:,} kept (edited)"
        return (
            f"The demo is out of the shop. Products: {products}. Coupons: {self.coupons} deleted or switched off. Its "
            "delivery methods and tax rates stay: look through them in the admin."
        )


@transaction.atomic
def remove_demo() -> Removal:
    """Remove the demo's products, its coupons, its front page, and those of its categories in which nothing is left."""
    removal = Removal()
    keys = list(SeededProduct.objects.order_by("pk").values_list("pk", flat=True))
    for batch in batches(keys, BATCH):
        remove_batch(batch, removal)
    SeededProduct.objects.all().delete()
    removal.coupons = remove_coupons()
    removal.drawings |= remove_front_page()
    remove_categories()
    transaction.on_commit(partial(delete_drawings, removal.drawings))
    return removal


def remove_batch(keys: Sequence[int], removal: Removal) -> None:
    """Delete products that are as the demo made them, archive those that were ordered, and count both."""
    same = untouched(keys)
    ordered = set(OrderLine.objects.filter(variant__product__in=same).values_list("variant__product", flat=True))
    removal.drawings |= {*ProductImage.objects.filter(product__in=same - ordered).values_list("drawing", flat=True)}
    Product.objects.filter(pk__in=same - ordered).delete()
    Product.objects.filter(pk__in=ordered).update(status=Product.Status.ARCHIVED)
    removal.deleted += len(same - ordered)
    removal.archived += len(ordered)
    removal.kept += len(keys) - len(same)


def remove_categories() -> None:
    """Delete the demo's categories from the leaves on, where they are as it made them and nothing is in them."""
    for said in reversed(list(categories())):
        its_own = Category.objects.filter(
            slug=said.slug, name=said.name, description=said.description, products=None, children=None
        )
        for category in its_own.order_by():
            if not category.mappings.exclude(name=said.path).exists():
                CategoryMapping.objects.filter(category=category).delete()
                category.delete()


def delete_drawings(names: set[str]) -> None:
    """Delete the drawings that no image and no section shows any more."""
    shown = set(ProductImage.objects.exclude(drawing="").values_list("drawing", flat=True))
    shown |= set(Section.objects.exclude(drawing="").values_list("drawing", flat=True))
    for name in sorted(names - shown - {""}):
        default_storage.delete(name)


def connect() -> None:
    products_written.connect(on_written, dispatch_uid="shop.demo")


def on_written(*, keys: list[int], **_: Any) -> None:
    """Take the demo out once the write is committed, where a product of the merchant's own is published by it.

    Queries once where the demo is gone.
    """
    if SeededProduct.objects.exists() and any(has_own(batch) for batch in batches(keys, BATCH)):
        transaction.on_commit(make_way, robust=True)


def has_own(keys: Sequence[int]) -> bool:
    """Tell whether one of these products is published and not the demo's. Queries twice, by their keys alone."""
    statuses = Product.objects.order_by().filter(pk__in=keys).values_list("pk", "status")
    published = {key for key, status in statuses if status == Product.Status.ACTIVE}
    return bool(published - {*SeededProduct.objects.filter(pk__in=keys).values_list("pk", flat=True)})


def make_way() -> None:
    """Take the demo out, unless it is more than the demo shop: so many products were asked for, and take minutes."""
    if 0 < SeededProduct.objects.count() <= PRODUCTS:
        logger.info("%s", remove_demo())
