"""Taking units out of the stock and giving them back, for holders that are known by a name of their own.

Locks are taken in one order: products before variants before what filters keep of a category, each by ascending key.
The admin, imports and `written_together` keep to it, so that orders, merchants and imports wait for each other and
never deadlock. Where a transaction of somebody else's does not, PostgreSQL ends it or an order, which is placed again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import models, transaction
from django.db.models import Case, F, IntegerField, Q, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shop.catalog.models import CatalogueVersion, Product, StockHold, Variant
from shop.catalog.version import catalogue_snapshot


@dataclass(frozen=True, slots=True)
class Shortage:
    """A variant of which fewer are there than wanted; `variant` is None where it is deleted, `name` what it was."""

    variant: Variant | None
    wanted: int
    available: int
    variant_id: int
    name: str = ""

    @property
    def sentence(self) -> str:
        """Say to a shopper what is short."""
        name = str(self.variant) if self.variant else self.name
        if not name:
            return _("One of the products is no longer sold.")
        if self.variant is None or not self.variant.product.is_reachable:
            return _("%(name)s is no longer sold.") % {"name": name}
        if not self.available:
            return _("%(name)s is sold out.") % {"name": name}
        text = ngettext(
            "Only %(available)d of %(name)s is left.", "Only %(available)d of %(name)s are left.", self.available
        )
        return text % {"available": self.available, "name": name}


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
    short = {lack.variant_id: lack for lack in (*_shortages(variants, quantities), *_withdrawn(variants, quantities))}
    if short:
        raise OutOfStock(tuple(short.values()))
    _hold(holder, variants, quantities)


@transaction.atomic
def take_what_is_there(holder: str, quantities: Mapping[int, int]) -> tuple[Shortage, ...]:
    """Take as many as there are, whatever became of their products, and return what is short."""
    variants = _locked(quantities)
    shortages = tuple(_shortages(variants, quantities))
    there = dict(quantities) | {lack.variant_id: lack.available for lack in shortages}
    _hold(holder, variants, {pk: number for pk, number in there.items() if number})
    return shortages


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
    Product.objects.filter(pk__in=list(asked.values_list("product", flat=True))).lock_rows()
    held = asked.select_related("product").order_by("pk").select_for_update(of=("self",), no_key=True)
    return {variant.pk: variant for variant in held}


def _hold(holder: str, variants: Mapping[int, Variant], quantities: Mapping[int, int]) -> None:
    StockHold.objects.bulk_create(
        StockHold(holder=holder, variant_id=pk, quantity=number, is_counted=variants[pk].track_stock)
        for pk, number in quantities.items()
    )
    _change(variants, {pk: -number for pk, number in quantities.items() if variants[pk].track_stock})


def _shortages(variants: Mapping[int, Variant], quantities: Mapping[int, int]) -> Iterable[Shortage]:
    """Return what is short, whatever shoppers may see."""
    for pk, wanted in quantities.items():
        variant = variants.get(pk)
        if variant is None:
            yield Shortage(None, wanted, 0, pk)
        elif variant.track_stock and not variant.allow_backorder and variant.stock < wanted:
            yield Shortage(variant, wanted, max(variant.stock, 0), pk)


def _withdrawn(variants: Mapping[int, Variant], quantities: Mapping[int, int]) -> Iterable[Shortage]:
    for pk, variant in variants.items():
        if not variant.product.is_reachable:
            yield Shortage(variant, quantities[pk], 0, pk)


def _change(variants: Mapping[int, Variant], by: Mapping[int, int]) -> None:
    """Add to the stock of variants whose rows are held, and tell the catalogue where shoppers can see it."""
    if not by:
        return
    has_enough = Q()
    for pk, number in by.items():
        has_enough |= Q(pk=pk) & (Q(stock__gte=-number) | Q(allow_backorder=True) | Q(track_stock=False))
    difference = Case(*(When(pk=pk, then=Value(number)) for pk, number in by.items()), output_field=IntegerField())
    # Not by the variants' own update: the version is bumped below, where anything shows.
    changed = models.QuerySet.update(
        Variant.objects.filter(has_enough), stock=F("stock") + difference, sold=F("sold") - difference
    )
    if changed != len(by):
        raise RuntimeError(f"The stock of {len(by) - changed} variants changed while their rows were held.")
    turned, least = set(), {}
    for pk, number in by.items():
        variant = variants[pk]
        before, was_in_stock = variant.stock, variant.is_in_stock
        variant.stock += number
        if variant.is_in_stock != was_in_stock:
            turned.add(variant.product_id)
        least[pk] = min(before, variant.stock)
    if turned:
        Product.objects.filter(pk__in=turned).refresh_list_fields()
        return
    with catalogue_snapshot():
        is_shown = any(number <= variants[pk].low_limit for pk, number in least.items())
    if is_shown:
        CatalogueVersion.bump()
