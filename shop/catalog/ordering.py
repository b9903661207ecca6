"""The orders that a list of products may be in, and the way to a few of very many."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import F
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shop.catalog.models.products import ProductQuerySet

BY_RELEVANCE = "relevance"


@dataclass(frozen=True)
class Ordering:
    """What a list is sorted by; products that are alike in it follow by their keys, in the same direction."""

    name: Promise | str
    by: str
    descending: bool = False
    may_be_null: bool = False

    def apply(self, products: ProductQuerySet) -> ProductQuerySet:
        nulls_last = self.may_be_null or None
        by = F(self.by)
        if self.descending:
            return products.order_by(by.desc(nulls_last=nulls_last), "-pk")
        return products.order_by(by.asc(nulls_last=nulls_last), "pk")


ORDERINGS = {
    BY_RELEVANCE: Ordering(_("Relevance"), "relevance", descending=True),
    "newest": Ordering(_("Newest"), "created_at", descending=True),
    "price": Ordering(_("Price, low to high"), "price_from", may_be_null=True),
    "price-desc": Ordering(_("Price, high to low"), "price_from", descending=True, may_be_null=True),
    "name": Ordering(_("Name"), "title"),
    "saving": Ordering(_("Biggest saving"), "saving", descending=True),
}


def orderings_of(products: ProductQuerySet) -> dict[str, Ordering]:
    """Return the orders that these products may be in, the usual one first: by relevance where they have any."""
    found = {key: ordering for key, ordering in ORDERINGS.items() if key != BY_RELEVANCE}
    if BY_RELEVANCE in products.query.annotations:
        return {BY_RELEVANCE: ORDERINGS[BY_RELEVANCE]} | found
    return found


def keys_of(parts: Sequence[ProductQuerySet], ordering: Ordering, places: slice) -> list[int]:
    """Return the keys at some places of one sorted list, whose products come in several parts. One query.

    Each part is read in the order of its own index and no further than needed, and then they are merged.
    """
    if not parts:
        return []
    if len(parts) == 1:
        return list(ordering.apply(parts[0]).values_list("pk", flat=True)[places])
    selections: list[str] = []
    parameters: list[Any] = []
    for part in parts:
        ordered = ordering.apply(part).annotate(sorted_by=F(ordering.by))
        sql, values = ordered.values_list("pk", "sorted_by")[: places.stop].query.sql_with_params()
        selections.append(f"SELECT * FROM ({sql}) AS part_{len(selections)}")  # noqa: S608 Django's own statement
        parameters += values
    direction = "DESC" if ordering.descending else "ASC"
    nulls = " NULLS LAST" if ordering.may_be_null else ""
    merged = f"{' UNION ALL '.join(selections)} ORDER BY 2 {direction}{nulls}, 1 {direction} LIMIT %s OFFSET %s"
    with connection.cursor() as cursor:
        cursor.execute(merged, [*parameters, places.stop - places.start, places.start])
        return [key for key, _ in cursor.fetchall()]
