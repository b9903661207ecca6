"""The orders that a list of products may be in, and the way to a few of very many."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import F, Q
from django.db.models.expressions import CombinedExpression
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shop.catalog.models.products import ProductQuerySet

MOST_CATEGORIES = 60
"""SQLite joins 500 selections at most; beyond some dozens one selection of all is as quick."""
DEFAULT, BY_RELEVANCE = "newest", "relevance"


@dataclass(frozen=True)
class Ordering:
    """What a list is sorted by; products that are alike in it follow by their keys, in the same direction."""

    name: Promise | str
    by: str | CombinedExpression
    descending: bool = False
    may_be_null: bool = False

    @property
    def by_what(self) -> F | CombinedExpression:
        return F(self.by) if isinstance(self.by, str) else self.by

    def apply(self, products: ProductQuerySet) -> ProductQuerySet:
        nulls_last = self.may_be_null or None
        by = self.by_what
        if self.descending:
            return products.order_by(by.desc(nulls_last=nulls_last), "-pk")
        return products.order_by(by.asc(nulls_last=nulls_last), "pk")


ORDERINGS = {
    BY_RELEVANCE: Ordering(_("Relevance"), "relevance", descending=True),
    "newest": Ordering(_("Newest"), "created_at", descending=True),
    "price": Ordering(_("Price, low to high"), "price_from", may_be_null=True),
    "price-desc": Ordering(_("Price, high to low"), "price_from", descending=True, may_be_null=True),
    "name": Ordering(_("Name"), "title"),
    "saving": Ordering(_("Biggest saving"), F("compare_at_from") - F("price_from"), descending=True, may_be_null=True),
}


def orderings_of(products: ProductQuerySet) -> dict[str, Ordering]:
    """Return the orders that these products may be in, the usual one first: by relevance where they have any."""
    found = {key: ordering for key, ordering in ORDERINGS.items() if key != BY_RELEVANCE}
    if BY_RELEVANCE in products.query.annotations:
        return {BY_RELEVANCE: ORDERINGS[BY_RELEVANCE]} | found
    return found


def keys_of(
    products: ProductQuerySet, ordering: Ordering, categories: Iterable[int | None] | None, places: slice
) -> list[int]:
    """Return the keys at some places of a sorted list, of the products of these categories, or of all. One query.

    Each category is read in the order of its own index and no further than needed, and then they are merged.
    """
    wanted = [] if categories is None else list(categories)
    if len(wanted) == 1:
        products = products.filter(category=wanted[0])
    elif wanted:
        if len(wanted) <= MOST_CATEGORIES:
            return _merge(products, ordering, wanted, places)
        products = products.filter(Q(category__in=wanted) | (Q(category=None) if None in wanted else Q()))
    return list(ordering.apply(products).values_list("pk", flat=True)[places])


def _merge(products: ProductQuerySet, ordering: Ordering, categories: list[int | None], places: slice) -> list[int]:
    selections: list[str] = []
    parameters: list[Any] = []
    for category in categories:
        own = ordering.apply(products.filter(category=category)).annotate(sorted_by=ordering.by_what)
        sql, values = own.values_list("pk", "sorted_by")[: places.stop].query.sql_with_params()
        selections.append(f"SELECT * FROM ({sql}) AS list_{len(selections)}")  # noqa: S608 Django's own statement
        parameters += values
    direction = "DESC" if ordering.descending else "ASC"
    nulls = " NULLS LAST" if ordering.may_be_null else ""
    merged = f"{' UNION ALL '.join(selections)} ORDER BY 2 {direction}{nulls}, 1 {direction} LIMIT %s OFFSET %s"
    with connection.cursor() as cursor:
        cursor.execute(merged, [*parameters, places.stop - places.start, places.start])
        return [key for key, _ in cursor.fetchall()]
