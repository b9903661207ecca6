"""Keeps the bits of the facets true, in the transaction of the write that changes them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Any

from django.db import connection, transaction
from django.db.models import Q

from shop.catalog.batches import batches
from shop.catalog.facets.definition import Facet, facets_of
from shop.catalog.facets.gathering import Gathered
from shop.catalog.facets.positions import positions_of
from shop.catalog.models import Category, Product, Variant
from shop.catalog.models.facets import NO_CATEGORY, PLACES, FacetBits, FacetPlace, FacetShelf, Position

BATCH = 500
Row = tuple[int, int, str, str]
"""Category, chunk, name and value: the key of a row of bits."""


@transaction.atomic
def refresh(keys: Iterable[int]) -> None:
    """Let the bits say what these products' rows and variants say: four queries for 500, more where they differ."""
    for batch in _batches(keys):
        facets = {key: (category, found) for key, category, found in read(batch)}
        _store(batch, facets)


@transaction.atomic
def forget(keys: Iterable[int]) -> None:
    """Take products that are about to be deleted out of the bits."""
    for batch in _batches(keys):
        _store(batch, {})


@transaction.atomic
def rebuild(*, advance: Callable[[int], object] = lambda _: None) -> None:
    """Write all bits anew. Writers wait until it is done."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE catalog_facetshelf IN EXCLUSIVE MODE")
    for model in (FacetBits, FacetPlace, FacetShelf):
        model._base_manager.all().delete()  # noqa: SLF001 documented in spite of its name
    gathered = Gathered()
    products = Product.objects.published().order_by("pk").values_list("pk", flat=True)
    for batch in batches(products.iterator(), 4 * BATCH):
        places = [
            FacetPlace(product_id=key, category=category, number=gathered.add(category, facets))
            for key, category, facets in read(batch)
        ]
        FacetPlace.objects.bulk_create(places)
        advance(len(batch))
    gathered.write()


def read(keys: Sequence[int]) -> Iterator[tuple[int, int, set[Facet]]]:
    """Yield key, category and facets of those of these products that shoppers may see. Queries twice."""
    options = defaultdict(list)
    variants = Variant.objects.filter(product__in=keys).order_by()
    for key, *values in variants.values_list("product", "option1", "option2", "option3"):
        options[key].append(values)
    # What is published is told apart here: SQLite would walk along an index of all that is rather than look these up.
    for product in filter(attrgetter("is_published"), Product.objects.filter(pk__in=keys).order_by()):
        names = (product.option1_name, product.option2_name, product.option3_name)
        pairs = {pair for values in options[product.pk] for pair in zip(names, values, strict=True)}
        facets = facets_of(
            product,
            price=product.price_from,
            is_on_sale=product.is_on_sale,
            is_available=product.is_available,
            options=pairs,
        )
        yield product.pk, product.category_id or NO_CATEGORY, facets


def _batches(keys: Iterable[int]) -> Iterator[list[int]]:
    """Yield the keys some at a time. Where that is more than once, all shelves are held first, in their order."""
    in_order = sorted(set(keys))
    if len(in_order) > BATCH and connection.features.has_select_for_update:
        shelves = FacetShelf.objects.values_list("category", flat=True)
        _hold({NO_CATEGORY, *Category.objects.values_list("pk", flat=True), *shelves})
    return batches(in_order, BATCH)


def _store(keys: Sequence[int], facets: dict[int, tuple[int, set[Facet]]]) -> None:
    """Let products have these facets, and those that are not among them none."""
    held = positions_of(keys)
    is_placed = all(key in held and held[key][0] == category for key, (category, _) in facets.items())
    said = {place: facets[key][1] if key in facets else set() for key, place in held.items()}
    if is_placed and not _changes(_read_rows(said), said):
        return
    # What others changed before this holds the shelves is read again.
    _hold({category for category, _ in held.values()} | {category for category, _ in facets.values()})
    wanted: dict[Position, set[Facet]] = {place: set() for place in held.values()}
    wanted |= {place: facets[key][1] for key, place in _give_places(held, facets).items()}
    rows = _read_rows(wanted)
    changed = _changes(rows, wanted)
    FacetBits.objects.bulk_create(
        [_row(row, bits) for row, bits in changed.items() if bits],
        update_conflicts=True,
        unique_fields=["category", "chunk", "name", "value"],
        update_fields=["total", "bits"],
    )
    if emptied := [rows[row][0] for row, bits in changed.items() if not bits and row in rows]:
        FacetBits.objects.filter(pk__in=emptied).delete()


def _hold(categories: Iterable[int]) -> None:
    shelves = [FacetShelf(category=category) for category in sorted(categories)]
    FacetShelf.objects.bulk_create(shelves, ignore_conflicts=True)
    held = FacetShelf.objects.filter(category__in=categories).order_by("category")
    list(held.select_for_update())


def _give_places(held: dict[int, Position], facets: dict[int, tuple[int, set[Facet]]]) -> dict[int, Position]:
    """Return the places that products with facets have now; those that are new in their category get the next ones."""
    placed = {key: held[key] for key, (category, _) in facets.items() if key in held and held[key][0] == category}
    new = {key: category for key, (category, _) in facets.items() if key not in placed}
    if not new:
        return placed
    shelves = FacetShelf.objects.in_bulk(set(new.values()))
    for key, category in new.items():
        placed[key] = (category, shelves[category].next_place)
        shelves[category].next_place += 1
    FacetShelf.objects.bulk_update(shelves.values(), ["next_place"])
    FacetPlace.objects.bulk_create(
        [FacetPlace(product_id=key, category=placed[key][0], number=placed[key][1]) for key in new],
        update_conflicts=True,
        unique_fields=["product"],
        update_fields=["category", "number"],
    )
    return placed


def _read_rows(places: Iterable[Position]) -> dict[Row, tuple[int, int]]:
    """Return the rows of bits in which these places stand: primary key and bits."""
    chunks = defaultdict(set)
    for category, number in places:
        chunks[category].add(number // PLACES)
    wanted = Q()
    for category, numbers in chunks.items():
        wanted |= Q(category=category, chunk__in=numbers)
    if not chunks:
        return {}
    fields = ("category", "chunk", "name", "value", "pk", "bits")
    found = FacetBits.objects.filter(wanted).values_list(*fields)
    return {(*key,): (pk, int.from_bytes(bits, "little")) for *key, pk, bits in found}


def _changes(rows: dict[Row, tuple[int, int]], wanted: dict[Position, set[Facet]]) -> dict[Row, int]:
    """Return the bits of the rows that have to be others."""
    touched: dict[tuple[int, int], int] = defaultdict(int)
    new: dict[Row, int] = defaultdict(int)
    for (category, number), facets in wanted.items():
        chunk, bit = number // PLACES, 1 << number % PLACES
        touched[category, chunk] |= bit
        for name, value in facets:
            new[category, chunk, name, value] |= bit
    for (category, chunk, name, value), (_, bits) in rows.items():
        new[category, chunk, name, value] |= bits & ~touched[category, chunk]
    return {row: bits for row, bits in new.items() if bits != rows.get(row, (0, 0))[1]}


def _row(row: Row, bits: int) -> FacetBits:
    category, chunk, name, value = row
    return FacetBits(category=category, chunk=chunk, name=name, value=value, **bits_fields(bits))


def bits_fields(bits: int) -> dict[str, Any]:
    return {"total": bits.bit_count(), "bits": bits.to_bytes(PLACES // 8, "little")}
