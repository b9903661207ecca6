"""Where the products of a list come from: from some categories, or from what words have found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from django.db.models import Q

from shop.catalog.filters import counting
from shop.catalog.filters.asked import Asked, Pair
from shop.catalog.filters.counting import Counted
from shop.catalog.filters.narrowing import narrow, standing_at
from shop.catalog.filters.places import places_of
from shop.catalog.models import Product
from shop.catalog.models.facets import NO_CATEGORY, Place
from shop.catalog.models.products import ProductQuerySet
from shop.catalog.ordering import (
    BY_RELEVANCE,
    ORDERINGS,
    OrderName,
    keys_among,
    keys_in,
    keys_of,
    most_merged,
    orders_of,
)
from shop.catalog.search import MOST_FOUND, Finding, corrected_text, look_for

MOST_PARTS = 60
"""Of how many categories a narrowed list is put together; beyond some dozens one selection of all is as quick."""


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

    def count(self, asked: Asked) -> Counted:
        """Count what is asked for. Queries twice at most."""

    def keys(self, asked: Asked, counted: Counted, sort: str, places: slice) -> list[int]:
        """Return the keys at some places of what is asked for and was counted. Queries twice at most."""


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

    def count(self, asked: Asked) -> Counted:
        return counting.count([NO_CATEGORY if pk is None else pk for pk in self.pks], asked)

    def keys(self, asked: Asked, counted: Counted, sort: str, places: slice) -> list[int]:
        if not asked and len(self.pks) <= most_merged(sort):
            return keys_in(self.pks, sort, places)
        return keys_of(self._parts(asked, counted), ORDERINGS[sort], places)

    def _parts(self, asked: Asked, counted: Counted) -> list[ProductQuerySet]:
        """Return the products in parts that the database sorts quickly."""
        products = Product.objects.published()
        if not asked:
            return [products.filter(Q(category__in=self.pks) | (Q(category=None) if None in self.pks else Q()))]
        few, many = counted.split()
        parts = [products.filter(pk__in=few)] if few else []
        if len(many) > MOST_PARTS:
            within = Q(category__in=many) | (Q(category=None) if NO_CATEGORY in many else Q())
            return [*parts, narrow(products, asked, counted.spellings).filter(within)]
        return [*parts, *(standing_at(products, category, counted.matching) for category in many)]


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

    def count(self, asked: Asked) -> Counted:
        return counting.count_found(self._places.values(), asked)

    def keys(self, asked: Asked, counted: Counted, sort: str, places: slice) -> list[int]:
        listed = counted.listed(self._places) if asked else self._places
        pks = [pk for pk in self.pks if pk in listed]
        return pks[places] if sort == BY_RELEVANCE else keys_among(pks, sort, places)

    @cached_property
    def _places(self) -> dict[int, Place]:
        return places_of(self.pks)
