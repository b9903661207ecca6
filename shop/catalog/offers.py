"""Putting right what products' rows repeat of their variants and images, where something wrote past the shop."""

from collections.abc import Callable

from django.db import transaction

from shop.catalog.models import Product

BATCH = 500
OFFER = (
    *("price_from", "compare_at_from", "saving", "price_varies", "is_on_sale", "is_available"),
    *("sole_variant_id", "cover_id"),
)


def put_right(*, advance: Callable[[int], object] = lambda _: None) -> int:
    """Write the offers of all products anew, and return how many were wrong.

    Each batch is a transaction of its own, so that orders wait for a moment only.
    """
    wrong, last = 0, 0
    while keys := list(Product.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        wrong += put_batch_right(keys)
        last = keys[-1]
        advance(len(keys))
    return wrong


@transaction.atomic
def put_batch_right(keys: list[int]) -> int:
    products = Product.objects.filter(pk__in=keys)
    products.hold()
    rows = products.order_by("pk").values_list("pk", *OFFER)
    before = set(rows)
    products.write_offers()
    wrong = [key for key, *offer in rows.all() if (key, *offer) not in before]
    if wrong:
        # The date of their last change, and with it what filters and search say of them.
        Product.objects.filter(pk__in=wrong).update()
    return len(wrong)
