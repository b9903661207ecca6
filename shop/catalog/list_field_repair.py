"""Putting right what products' rows repeat of their variants and images, where something wrote past the shop."""

from collections.abc import Callable

from django.db import models, transaction

from shop.catalog.models import Product
from shop.catalog.models.derived import derive, with_derived
from shop.catalog.models.products import ProductQuerySet
from shop.database.sqlite.turns import Turns

BATCH = 500
NAMES = ("title", "slug")
LIST_FIELDS = (
    *("price_from", "compare_at_from", "saving", "price_varies", "is_on_sale", "is_available"),
    *("sole_variant_id", "cover_id"),
)


def put_right(*, advance: Callable[[int], object] = lambda _: None) -> int:
    """Write the offers of all products anew, and return how many were wrong.

    Each batch is a transaction of its own, so that orders wait for a moment only.
    """
    wrong, last, turns = 0, 0, Turns(most=BATCH)
    every = Product.objects.order_by("pk").values_list("pk", flat=True)
    while keys := list(every.filter(pk__gt=last)[: turns.size]):
        with turns.take(len(keys)):
            wrong += put_batch_right(keys)
        last = keys[-1]
        advance(len(keys))
    return wrong


@transaction.atomic
def put_batch_right(keys: list[int]) -> int:
    """Write anew what lists show of these products; return for how many it was wrong. Holds their rows."""
    products = Product.objects.filter(pk__in=keys)
    products.lock_rows()
    rows = products.order_by("pk").values_list("pk", *LIST_FIELDS)
    before = set(rows)
    products.write_list_fields()
    wrong = [key for key, *offer in rows.all() if (key, *offer) not in before]
    put_names_right(products)
    if wrong:
        # The date of their last change, and with it what filters and search say of them.
        Product.objects.filter(pk__in=wrong).update()
    return len(wrong)


def put_names_right(products: ProductQuerySet) -> None:
    """Write by what products are sorted and looked up, where it is not what their titles and slugs give."""
    for product in products.order_by("pk").only("pk", *NAMES, *with_derived(Product, NAMES)):
        before = (bytes(product.name_key), product.slug_key)
        derive([product], NAMES)
        if (after := (product.name_key, product.slug_key)) != before:
            models.QuerySet.update(products.filter(pk=product.pk), name_key=after[0], slug_key=after[1])
