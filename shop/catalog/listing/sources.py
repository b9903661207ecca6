"""Where the products of a list come from: from some categories, or from what words have found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from django.db.models import Q

from shop.catalog.facets import facet_counts
from shop.catalog.facets.facet_counts import FacetCounts
from shop.catalog.facets.filter_query import FilterQuery, Pair
from shop.catalog.facets.positions import positions_of
from shop.catalog.listing.narrowing import standing_at
from shop.catalog.listing.sorting import (
    BY_RELEVANCE,
    ORDERINGS,
    OrderName,
    keys_among,
    keys_in,
    keys_of,
    most_merged,
    orders_of,
)
from shop.catalog.models import Product
from shop.catalog.models.facets import NO_CATEGORY, Position
from shop.catalog.models.products import ProductQuerySet
from shop.catalog.search import MOST_FOUND, Finding, corrected_text, look_for

MOST_PARTS = 60
"""Of how many categories with many matches a narrowed list is put together; those of more are walked through."""
BATCH, GROWTH = 2_000, 8
"""How many products are walked through at first, and how many times as many are after each batch."""


class Source(Protocol):
    """Published products, which a list narrows and sorts."""

    @property
    def kept(self) -> tuple[Pair, ...]:
        """The parameters that say what was searched for; none, where nothing was."""

    @property
    def is_cut(self) -> bool:
        """Whether there are more of these products than a list may come from."""

    @property
    def orders(self) -> Mapping[str, OrderName]:
        """The orders that such a list may be in, the usual one first."""

    def count(self, filter_query: FilterQuery) -> FacetCounts:
        """Count what is asked for. Queries twice at most."""

    def keys(self, filter_query: FilterQuery, counted: FacetCounts, sort: str, places: slice) -> list[int]:
        """Return the keys at some places of what is asked for and was counted. Queries twice, seldom more."""


@dataclass(frozen=True)
class Categories:
    """All products of these categories; None stands for products in none."""

    pks: Sequence[int | None]

    @property
    def kept(self) -> tuple[Pair, ...]:
        return ()

    @property
    def is_cut(self) -> bool:
        return False

    @property
    def orders(self) -> Mapping[str, OrderName]:
        return orders_of(by_relevance=False)

    def count(self, filter_query: FilterQuery) -> FacetCounts:
        return facet_counts.count([NO_CATEGORY if pk is None else pk for pk in self.pks], filter_query)

    def keys(self, filter_query: FilterQuery, counted: FacetCounts, sort: str, places: slice) -> list[int]:
        """Return the keys at some places. Queries twice at most, but twice for each batch where it has to walk."""
        if not filter_query and len(self.pks) <= most_merged(sort):
            return keys_in(self.pks, sort, places)
        if not filter_query:
            return keys_of([self._products], ORDERINGS[sort], places)
        few, many = counted.split()
        if len(many) > MOST_PARTS:
            return self._walk(counted, sort, places)
        products = Product.objects.published()
        parts = [products.filter(pk__in=keys)] if (keys := counted.keys(few)) else []
        parts += [standing_at(products, category, counted.matching) for category in many]
        return keys_of(parts, ORDERINGS[sort], places)

    def _walk(self, counted: FacetCounts, sort: str, places: slice) -> list[int]:
        """Return the keys at some places of what was counted, looking at one product after the other in their order.

        Queries twice for each batch.
        """
        found: list[int] = []
        batch = slice(0, BATCH)
        while len(found) < places.stop:
            keys = keys_of([self._products], ORDERINGS[sort], batch)
            listed = counted.listed(positions_of(keys))
            found += [pk for pk in keys if pk in listed]
            if len(keys) < batch.stop - batch.start:
                break
            batch = slice(batch.stop, batch.stop * (GROWTH + 1))
        return found[places]

    @property
    def _products(self) -> ProductQuerySet:
        within = Q(category__in=self.pks) | (Q(category=None) if None in self.pks else Q())
        return Product.objects.published().filter(within)


@dataclass(frozen=True)
class Found:
    """The products that words find, the most relevant first. The index is asked once, and not before it must be."""

    words: str
    is_exact: bool = False
    """Whether no word may be taken for another."""

    @property
    def kept(self) -> tuple[Pair, ...]:
        return (("q", self.words), *([("exact", "1")] if self.is_exact else []))

    @cached_property
    def finding(self) -> Finding:
        return look_for(self.words, MOST_FOUND, is_exact=self.is_exact)

    @property
    def corrected(self) -> str:
        """What was typed with the words that were found instead; nothing where none was. Queries once."""
        return corrected_text(self.words, self.finding)

    @cached_property
    def pks(self) -> list[int]:
        return list(self.finding.ranked)

    @property
    def is_cut(self) -> bool:
        return len(self.pks) >= MOST_FOUND

    @property
    def orders(self) -> Mapping[str, OrderName]:
        return orders_of(by_relevance=True)

    def count(self, filter_query: FilterQuery) -> FacetCounts:
        return facet_counts.count_found(self._places.values(), filter_query)

    def keys(self, filter_query: FilterQuery, counted: FacetCounts, sort: str, places: slice) -> list[int]:
        listed = counted.listed(self._places) if filter_query else self._places
        pks = [pk for pk in self.pks if pk in listed]
        return pks[places] if sort == BY_RELEVANCE else keys_among(pks, sort, places)

    @cached_property
    def _places(self) -> dict[int, Position]:
        return positions_of(self.pks)
