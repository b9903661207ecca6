"""Taking units out of the stock and giving them back, for holders that are known by a name of their own.

Locks are taken in one order everywhere, products before variants, each by ascending key, so that orders, merchants and
imports wait for each other and never deadlock.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import models, transaction
from django.db.models import Case, F, IntegerField, Q, Value, When

from shop.catalog.models import CatalogueVersion, Product, StockHold, Variant
from shop.catalog.models.variants import LOW_STOCK


@dataclass(frozen=True, slots=True)
class Shortage:
    """A variant of which fewer are there than wanted; `variant` is None where it is deleted."""

    variant: Variant | None
    wanted: int
    available: int
    variant_id: int


class OutOfStock(Exception):
    """Something cannot be taken; nothing of it was."""

    def __init__(self, shortages: tuple[Shortage, ...]) -> None:
        super().__init__(", ".join(f"{lack.variant_id}: {lack.available} of {lack.wanted}" for lack in shortages))
        self.shortages = shortages


@transaction.atomic
def take(holder: str, quantities: Mapping[int, int]) -> None:
    """Take units of variants, by id, for a holder that holds none of them yet.

    Raises OutOfStock with all that is short: sold out, withdrawn or deleted.
    """
    variants = _locked(quantities)
    if shortages := tuple(_shortages(variants, quantities)):
        raise OutOfStock(shortages)
    StockHold.objects.bulk_create(
        StockHold(holder=holder, variant=variant, quantity=quantities[pk], is_counted=variant.track_stock)
        for pk, variant in variants.items()
    )
    _change(variants, {pk: -quantities[pk] for pk, variant in variants.items() if variant.track_stock})


@transaction.atomic
def give_back(holder: str) -> None:
    """Put what a holder holds back into the stock. A holder that holds nothing is no fault."""
    variants = _locked(held_by(holder))
    # Read again: whoever held the locks before may have given it back.
    holds = list(StockHold.objects.filter(holder=holder))
    _change(variants, {hold.variant_id: hold.quantity for hold in holds if hold.is_counted})
    StockHold.objects.filter(pk__in=[hold.pk for hold in holds]).delete()


@transaction.atomic
def put_back(quantities: Mapping[int, int]) -> None:
    """Put units that were sold for good back into the stock of the variants that track it and still exist."""
    variants = _locked(quantities)
    _change(variants, {pk: quantities[pk] for pk, variant in variants.items() if variant.track_stock})


def keep_sold(holder: str) -> None:
    """Let what a holder holds be sold for good: the stock stays as it is. One query."""
    StockHold.objects.filter(holder=holder).delete()


def held_by(holder: str) -> dict[int, int]:
    """Return how many of each variant a holder holds, by variant id. One query, or none for no holder."""
    return dict(StockHold.objects.filter(holder=holder).values_list("variant", "quantity")) if holder else {}


def _locked(ids: Iterable[int]) -> dict[int, Variant]:
    """Return the variants that exist, with their products, by id, and hold their rows until the transaction ends."""
    asked = Variant.objects.filter(pk__in=list(ids))
    Product.objects.filter(pk__in=list(asked.values_list("product", flat=True))).hold()
    held = asked.select_related("product").order_by("pk").select_for_update(of=("self",), no_key=True)
    return {variant.pk: variant for variant in held}


def _shortages(variants: Mapping[int, Variant], quantities: Mapping[int, int]) -> Iterable[Shortage]:
    for pk, wanted in quantities.items():
        variant = variants.get(pk)
        if variant is None or not variant.product.is_published:
            yield Shortage(variant, wanted, 0, pk)
        elif variant.track_stock and not variant.allow_backorder and variant.stock < wanted:
            yield Shortage(variant, wanted, max(variant.stock, 0), pk)


def _change(variants: Mapping[int, Variant], by: Mapping[int, int]) -> None:
    """Add to the stock of variants whose rows are held, and tell the catalogue where shoppers can see it."""
    if not by:
        return
    has_enough = Q()
    for pk, number in by.items():
        has_enough |= Q(pk=pk) & (Q(stock__gte=-number) | Q(allow_backorder=True) | Q(track_stock=False))
    difference = Case(*(When(pk=pk, then=Value(number)) for pk, number in by.items()), output_field=IntegerField())
    # Not by the variants' own update: the version is bumped below, where anything shows.
    changed = models.QuerySet.update(Variant.objects.filter(has_enough), stock=F("stock") + difference)
    if changed != len(by):
        raise RuntimeError(f"The stock of {len(by) - changed} variants changed while their rows were held.")
    turned, is_shown = set(), False
    for pk, number in by.items():
        variant = variants[pk]
        before, was_in_stock = variant.stock, variant.is_in_stock
        variant.stock += number
        if variant.is_in_stock != was_in_stock:
            turned.add(variant.product_id)
        is_shown = is_shown or min(before, variant.stock) <= LOW_STOCK
    if turned:
        Product.objects.filter(pk__in=turned).refresh_offers()
    elif is_shown:
        CatalogueVersion.bump()
