"""Counts the products of a list, in all and for each facet."""

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import reduce
from operator import and_

from django.db import connection
from django.db.models import Q

from shop.catalog.facets.definition import ALL, DIGIT, Facet, number_of
from shop.catalog.facets.filter_query import PRICE, FilterQuery
from shop.catalog.facets.spellings import Spellings
from shop.catalog.models.facets import PLACES, FacetPlace, Position
from shop.catalog.version import PerVersion

Counts = dict[str, dict[str, int]]
Chunk = tuple[int, int]
"""A category, and the number of one of its rows of places."""
FEW, FEW_TOGETHER, MOST_CATEGORIES = 2000, 6000, 200
"""How many products are found by their keys: in one category, in all, and in how many."""
TOTALS = """
    SELECT name, value, SUM(total) FROM catalog_facetbits WHERE name <> %s AND category IN ({}) GROUP BY name, value
"""
BITS = "SELECT category, chunk, name, value, bits FROM catalog_facetbits WHERE category IN ({}) {}"


@dataclass(frozen=True, eq=False)
class FacetCounts:
    """How many products a list has, and how many it would have with each value of each facet.

    The counts of a facet respect what is asked of the other facets, and not what is asked of their own; those of the
    bands of prices lie within the limits. Every value that the list has without any filter is there, if need be with 0.
    """

    total: int
    counts: Counts
    matching: Mapping[Chunk, int] = field(default_factory=dict)
    """The places of the products in the list, where it was narrowed."""
    filter_query: FilterQuery = field(default_factory=FilterQuery)
    """What was asked, spelled as the list spells it."""

    def split(self) -> tuple[list[int], list[int]]:
        """Return the categories where few products match, and those where many do."""
        totals: dict[int, int] = defaultdict(int)
        for (category, _), bits in self.matching.items():
            totals[category] += bits.bit_count()
        few: set[int] = set()
        together = 0
        for category, total in sorted(totals.items(), key=lambda item: item[1]):
            together += total
            if total > FEW or together > FEW_TOGETHER or len(few) == MOST_CATEGORIES:
                break
            few.add(category)
        return sorted(few), sorted(totals.keys() - few)

    def listed(self, places: Mapping[int, Position]) -> set[int]:
        """Return which of these products are in the list, by where they stand. Queries not at all."""
        rows = {chunk: bits.to_bytes(PLACES // 8, "little") for chunk, bits in self.matching.items()}
        nothing = bytes(PLACES // 8)
        return {
            pk
            for pk, (category, number) in places.items()
            if rows.get((category, number // PLACES), nothing)[number % PLACES >> 3] >> (number & 7) & 1
        }

    def keys(self, categories: Iterable[int]) -> list[int]:
        """Return the products in these categories that match, in any order. One query, or none for no category."""
        wanted = Q()
        for own in categories:
            chunks = [(chunk, bits) for (category, chunk), bits in self.matching.items() if category == own]
            wanted |= Q(category=own, number__in=[chunk * PLACES + at for chunk, bits in chunks for at in ones(bits)])
        return list(FacetPlace.objects.filter(wanted).values_list("product", flat=True)) if wanted else []


def count(categories: Iterable[int], filter_query: FilterQuery) -> FacetCounts:
    """Count the products of these categories, in one query."""
    categories = list(categories)
    if not categories:
        return FacetCounts(0, {}, filter_query=filter_query)
    if not filter_query:
        return count_all(tuple(categories))
    return intersect(read(categories, filter_query), filter_query, None)


def count_all(categories: tuple[int, ...]) -> FacetCounts:
    """Count all products of these categories. Queries once, and not again until the catalogue is written."""
    kept = whole_lists.get()
    if categories not in kept:
        found = totals(categories)
        spellings = Spellings.of(found, found.__getitem__)
        counts: Counts = defaultdict(dict)
        for (name, value), total in found.items():
            counts[name][value] = total
        if spellings.others:
            count_together(counts, categories, spellings)
        kept[categories] = FacetCounts(counts.pop(ALL, {}).get("", 0), counts)
    return kept[categories]


def count_together(counts: Counts, categories: Sequence[int], spellings: Spellings) -> None:
    """Put in what has one of several spellings; a product with two of them counts once. Queries once."""
    together = {facet for pair in spellings.others.items() for facet in pair}
    rows = read(categories, FilterQuery(), names={name for name, _ in together})
    for other in spellings.others:
        counts[other[0]].pop(other[1], None)
    for name in [name for name, values in counts.items() if not values]:
        del counts[name]
    for shown in set(spellings.others.values()):
        counts[shown[0]][shown[1]] = 0
    for bits in rows.values():
        for (name, value), own in merged(bits, spellings).items():
            if (name, value) in together:
                counts[name][value] += own.bit_count()


def count_found(places: Iterable[Position], filter_query: FilterQuery) -> FacetCounts:
    """Count products by their places, in one query."""
    found: dict[Chunk, int] = defaultdict(int)
    numbers: dict[Chunk, bytearray] = defaultdict(lambda: bytearray(PLACES // 8))
    for category, number in places:
        numbers[category, number // PLACES][number % PLACES >> 3] |= 1 << (number & 7)
    for chunk, row in numbers.items():
        found[chunk] = int.from_bytes(row, "little")
    if not found:
        return FacetCounts(0, {}, filter_query=filter_query)
    return intersect(read({category for category, _ in found}, filter_query), filter_query, found)


whole_lists: PerVersion[dict[tuple[int, ...], FacetCounts]] = PerVersion(lambda _: {})


def totals(categories: Sequence[int]) -> dict[Facet, int]:
    """Return how many products of these categories each facet has. Queries once."""
    with connection.cursor() as cursor:
        cursor.execute(TOTALS.format(marks(categories)), [DIGIT, *categories])
        return {(name, value): int(total) for name, value, total in cursor.fetchall()}


def read(
    categories: Iterable[int], filter_query: FilterQuery, *, names: Collection[str] | None = None
) -> dict[Chunk, dict[Facet, int]]:
    """Return the bits of these categories, of all facets or of those with these names.

    Those of the price's digits come only where they are needed.
    """
    keys = list(categories)
    rows: dict[Chunk, dict[Facet, int]] = defaultdict(dict)
    only = f"AND name IN ({marks(names)})" if names else "" if filter_query.has_limits else "AND name <> %s"
    values = names or ([] if filter_query.has_limits else [DIGIT])
    with connection.cursor() as cursor:
        cursor.execute(BITS.format(marks(keys), only), [*keys, *values])
        for category, chunk, name, value, bits in cursor.fetchall():
            rows[category, chunk][name, value] = int.from_bytes(bits, "little")
    return rows


def marks(values: Collection[object]) -> str:
    return ", ".join(["%s"] * len(values))


def spellings_of(rows: Mapping[Chunk, Mapping[Facet, int]]) -> Spellings:
    """Return how what is read spells its facets."""
    facets: set[Facet] = set()

    def frequency(facet: Facet) -> int:
        return sum(bits.get(facet, 0).bit_count() for bits in rows.values())

    return Spellings.of(facets.union(*rows.values()), frequency)


def merged(bits: Mapping[Facet, int], spellings: Spellings) -> Mapping[Facet, int]:
    """Return bits by facets as they are shown."""
    if not spellings.others:
        return bits
    together: dict[Facet, int] = defaultdict(int)
    for facet, own in bits.items():
        together[spellings.others.get(facet, facet)] |= own
    return together


def intersect(
    rows: Mapping[Chunk, Mapping[Facet, int]], filter_query: FilterQuery, found: Mapping[Chunk, int] | None
) -> FacetCounts:
    """Count with what is read; `found` says which products are in the list before it is narrowed."""
    spellings = spellings_of(rows)
    filter_query = filter_query.spelled(spellings.shown_for)
    counts: Counts = defaultdict(lambda: defaultdict(int))
    matching = {}
    total = 0
    for chunk, spelled in rows.items():
        bits = merged(spelled, spellings)
        everything = bits.get((ALL, ""), 0) if found is None else found.get(chunk, 0)
        within = everything & priced_within(bits, filter_query) if filter_query.has_limits else everything
        wanted = {name: choose(bits, name, values) for name, values in filter_query.values.items()}
        both = reduce(and_, wanted.values(), within)
        if both:
            matching[chunk] = both
            total += both.bit_count()
        others = {
            name: reduce(and_, (chosen for other, chosen in wanted.items() if other != name), within) for name in wanted
        }
        for (name, value), own in bits.items():
            if own & everything:
                counts[name][value] += (own & others.get(name, both)).bit_count()
    for hidden in (ALL, DIGIT):
        counts.pop(hidden, None)
    return FacetCounts(total, counts, matching, filter_query)


def choose(bits: Mapping[Facet, int], name: str, values: Container[str] | None = None) -> int:
    """Return the products that have one of these values of a facet, or any."""
    chosen = 0
    for facet, own in bits.items():
        if facet[0] == name and (values is None or facet[1] in values):
            chosen |= own
    return chosen


def priced_within(bits: Mapping[Facet, int], filter_query: FilterQuery) -> int:
    """Return the products that have a price within the limits."""
    priced = choose(bits, PRICE)
    if filter_query.price_min is not None:
        priced &= ~below(bits, filter_query.price_min)
    if filter_query.price_max is not None:
        priced &= below(bits, filter_query.price_max, or_equal=True)
    return priced


def below(bits: Mapping[Facet, int], limit: Decimal, *, or_equal: bool = False) -> int:
    """Return the products with a price below the limit, from the highest digit down (O'Neil and Quass, 1997)."""
    number = number_of(limit)
    digits = [int(value) for name, value in bits if name == DIGIT]
    less, equal = 0, bits.get((ALL, ""), 0)
    for digit in range(max([*digits, number.bit_length()]), -1, -1):
        row = bits.get((DIGIT, str(digit)), 0)
        if number >> digit & 1:
            less |= equal & ~row
            equal &= row
        else:
            equal &= ~row
    return less | equal if or_equal else less


def ones(bits: int) -> Iterable[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
