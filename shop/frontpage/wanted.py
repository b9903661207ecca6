"""Which products sections ask for, and who gets which: no product stands twice on the page."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import Q, TextField, Value
from django.db.models.functions import Concat, Replace

from shop.catalog.cards import Row
from shop.catalog.models import Product
from shop.catalog.models.products import ProductQuerySet
from shop.catalog.navigation import Branch
from shop.database.compiled_query import CompiledQuery, Param, param
from shop.database.id_list import id_list, in_id_list
from shop.database.joined_parts import Part, read_parts


class Wanted(NamedTuple):
    """The first products of a query, at most so many."""

    query: CompiledQuery
    most: int
    values: Mapping[str, Any] = {}


def rows_of(products: Callable[[], ProductQuerySet]) -> CompiledQuery:
    return CompiledQuery(products, Row._fields)


def available() -> ProductQuerySet:
    """Products that can be bought, the newest first."""
    return Product.objects.published().newest_first().filter(is_available=True)


NEWEST = rows_of(available)
PICTURED = rows_of(lambda: available().filter(Q(cover__photo__gt="") | Q(cover__drawing__gt="")))
ON_SALE = rows_of(lambda: Product.objects.published().newest_first().on_sale())
IN_CATEGORIES = rows_of(lambda: available().filter(category__in=in_id_list(Param("categories"))))
CHOSEN = rows_of(
    lambda: Product.objects.published().filter(picks__section=param("section")).order_by("picks__position", "picks__pk")
)


def newest(count: int) -> Wanted:
    return Wanted(NEWEST, count)


def pictured(count: int) -> Wanted:
    return Wanted(PICTURED, count)


def on_sale(count: int) -> Wanted:
    return Wanted(ON_SALE, count)


def in_category(branch: Branch, count: int) -> Wanted:
    """The newest of a category and of all below it."""
    return Wanted(IN_CATEGORIES, count, {"categories": id_list(branch.ids)})


def chosen(section: int, count: int) -> Wanted:
    return Wanted(CHOSEN, count, {"section": section})


def tagged(tag: str, count: int) -> Wanted:
    return Wanted(query_of_tag(tag.strip()), count)


@lru_cache(maxsize=64)
def query_of_tag(tag: str) -> CompiledQuery:
    """Return the query of the products that have this tag among others."""
    text = TextField()
    tidy = Replace("tags", Value(", ", text), Value(",", text), output_field=text)
    tags = Concat(Value(",", text), tidy, Value(",", text), output_field=text)
    return rows_of(lambda: available().annotate(each_tag=tags).filter(each_tag__icontains=f",{tag},"))


def hand_out(wishes: Sequence[Wanted | None]) -> list[list[Row]]:
    """Return for each wish its products, without those that an earlier one got. Queries once, if there is a wish.

    A wish reads as many more products as may stand above it, so that it gets its number where there are enough.
    """
    parts, above = [], 0
    for wish in wishes:
        if wish:
            parts.append(Part(wish.query, wish.most + above, wish.values))
            above += wish.most
    found = iter(read_parts(parts))
    seen: set[int] = set()
    given: list[list[Row]] = []
    for wish in wishes:
        rows = [Row._make(row) for row in next(found)] if wish else []
        own = [row for row in rows if row.pk not in seen][: wish.most if wish else 0]
        seen.update(row.pk for row in own)
        given.append(own)
    return given
