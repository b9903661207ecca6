"""The orders that a list of products may be in, and the way to a few of very many."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import F
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shop.catalog.models import Product
from shop.catalog.models.products import ProductQuerySet
from shop.database.id_list import in_ids

BY_RELEVANCE = "relevance"
OrderName = Promise | str


@dataclass(frozen=True)
class Ordering:
    """What a list is sorted by; products that are alike in it follow by their keys, in the same direction."""

    name: OrderName
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
    "newest": Ordering(_("Newest"), "created_at", descending=True),
    "price": Ordering(_("Price, low to high"), "price_from", may_be_null=True),
    "price-desc": Ordering(_("Price, high to low"), "price_from", descending=True, may_be_null=True),
    "name": Ordering(_("Name"), "name_key"),
    "saving": Ordering(_("Biggest saving"), "saving", descending=True),
}

NAMES = {key: ordering.name for key, ordering in ORDERINGS.items()}
WITH_RELEVANCE = {BY_RELEVANCE: _("Relevance"), **NAMES}


def orders_of(*, by_relevance: bool) -> Mapping[str, OrderName]:
    """Return the names of the orders that a list may be in, the usual one first: by relevance where words found it."""
    return WITH_RELEVANCE if by_relevance else NAMES


def most_merged(sort: str) -> int:
    """Return of how many categories `keys_in` should read a list: of more of them, one selection is as quick.

    The newest of all are in an index of their own. PostgreSQL takes longer to plan so many selections, as it does for
    each page that it is asked for the first time, than to sort some 100,000 products.
    """
    return 60 if sort == "newest" or connection.vendor == "postgresql" else 250


def keys_in(categories: Sequence[int | None], sort: str, places: slice) -> list[int]:
    """Return the keys at some places of all published products of these categories, None for those in none. One query.

    Each category is read in the order of its own index and no further than needed, and then they are merged.
    """
    is_alone = len(categories) == 1
    selections = [
        each if category is None else each._replace(parameters=(*each.parameters[:-1], category))
        for category in categories
        for each in key_queries_in(sort, is_in_one=category is not None, is_alone=is_alone)
    ]
    return read_merged(selections, ORDERINGS[sort], places)


def keys_of(parts: Sequence[ProductQuerySet], ordering: Ordering, places: slice) -> list[int]:
    """Return the keys at some places of one sorted list, whose products come in several parts. One query."""
    selections = [each for part in parts for each in key_queries_of(part, ordering, is_alone=len(parts) == 1)]
    return read_merged(selections, ordering, places)


def keys_among(keys: Sequence[int], sort: str, places: slice) -> list[int]:
    """Return those of these keys that stand at some places, when their products are sorted. One query."""
    products = Product.objects.filter(pk__in=in_ids(keys))
    return read_merged([key_query_of(products, ORDERINGS[sort], is_alone=True)], ORDERINGS[sort], places)


class KeyQuery(NamedTuple):
    """A statement that reads keys in an order; its limit is still to be said.

    Unless it is alone, it also reads what each is ordered by: from PostgreSQL a moment takes longer to read than a key.
    One that is not sorted says nothing of its order, which it has from an index.
    """

    sql: str
    parameters: tuple[Any, ...]
    is_sorted: bool = True


@cache
def key_queries_in(sort: str, *, is_in_one: bool, is_alone: bool) -> list[KeyQuery]:
    """Return what selects one category, whose key is the last parameter.

    Kept, for Django needs longer to write it than the database to answer it.
    """
    published = Product.objects.published()
    part = published.filter(category=0) if is_in_one else published.filter(category=None)
    if connection.vendor == "sqlite" and not is_alone:
        return [key_query_of(part, ORDERINGS[sort], is_alone=False, is_sorted=False)]
    return key_queries_of(part, ORDERINGS[sort], is_alone=is_alone)


def key_queries_of(part: ProductQuerySet, ordering: Ordering, *, is_alone: bool) -> list[KeyQuery]:
    """Return what selects a part: on PostgreSQL some in halves, with and without what they are ordered by.

    It reads an index backwards with what is null first, so that it would sort a whole category to have that last.
    """
    if not (ordering.descending and ordering.may_be_null and connection.vendor == "postgresql"):
        return [key_query_of(part, ordering, is_alone=is_alone)]
    halves = (part.filter(**{f"{ordering.by}__isnull": is_null}) for is_null in (False, True))
    return [key_query_of(half, replace(ordering, may_be_null=False), is_alone=False) for half in halves]


def key_query_of(part: ProductQuerySet, ordering: Ordering, *, is_alone: bool, is_sorted: bool = True) -> KeyQuery:
    ordered = (ordering.apply(part) if is_sorted else part.order_by()).annotate(sorted_by=F(ordering.by))
    columns = ("pk",) if is_alone else ("pk", "sorted_by")
    return KeyQuery(*ordered.values_list(*columns).query.sql_with_params(), is_sorted)


def read_merged(selections: Sequence[KeyQuery], ordering: Ordering, places: slice) -> list[int]:
    """Return the keys at some places of what the selections have together. One query, or none for no selection.

    The places are written into the statement: for a limit that PostgreSQL does not know when it prepares a statement,
    it would plan anew every time, which takes longer than the answer.
    """
    if not selections:
        return []
    whole = selections[0].sql if len(selections) == 1 else merged(selections, ordering, places.stop)
    statement = f"{whole} LIMIT {places.stop - places.start:d} OFFSET {places.start:d}"
    with connection.cursor() as cursor:
        cursor.execute(statement, [value for each in selections for value in each.parameters])
        return [key for key, *_ in cursor.fetchall()]


def merged(selections: Sequence[KeyQuery], ordering: Ordering, stop: int) -> str:
    """Write what reads several selections as one, up to the place `stop`.

    Those that are not sorted SQLite reads side by side in the order of their indexes, and no further than to that place
    of all together. PostgreSQL would sort them all: of sorted ones each is read to that place.
    """
    direction = "DESC" if ordering.descending else "ASC"
    nulls = " NULLS LAST" if ordering.may_be_null else ""
    order = f"ORDER BY sorted_by {direction}{nulls}, pk {direction}"
    if not any(each.is_sorted for each in selections):
        return f"{' UNION ALL '.join(each.sql for each in selections)} {order}"
    parts = (
        f"SELECT * FROM ({each.sql} LIMIT {stop:d}) AS part_{number}"  # noqa: S608 only numbers are put in
        for number, each in enumerate(selections)
    )
    return f"SELECT pk FROM ({' UNION ALL '.join(parts)}) AS merged {order}"  # noqa: S608 the same
