"""Gathers the bits of many products in memory, a few megabytes for a million: a shop is filled, or built anew."""

from collections import defaultdict
from collections.abc import Iterable

from shop.catalog.facets.definition import Facet
from shop.catalog.models.facets import PLACES, FacetBits, FacetShelf

ROW_OF_BITS = PLACES // 8
ROWS_AT_ONCE = 500


class Gathered:
    """The bits of all products that were added, by category and facet. Nothing else may have written any."""

    def __init__(self) -> None:
        self._places: dict[int, int] = defaultdict(int)
        self._bits: dict[tuple[int, str, str], bytearray] = defaultdict(bytearray)

    def add(self, category: int, facets: Iterable[Facet]) -> int:
        """Add a published product, and return its place in its category."""
        place = self._places[category]
        self._places[category] += 1
        byte, bit = place >> 3, 1 << (place & 7)
        for name, value in facets:
            bits = self._bits[category, name, value]
            if len(bits) <= byte:
                bits.extend(bytes(byte // ROW_OF_BITS * ROW_OF_BITS + ROW_OF_BITS - len(bits)))
            bits[byte] |= bit
        return place

    def write(self) -> None:
        """Write bits and shelves; the products' places are written by who added them."""
        FacetShelf.objects.bulk_create(
            FacetShelf(category=category, next_place=places) for category, places in self._places.items()
        )
        rows = (
            FacetBits(category=category, chunk=start // ROW_OF_BITS, name=name, value=value, total=total, bits=row)
            for (category, name, value), bits in self._bits.items()
            for start in range(0, len(bits), ROW_OF_BITS)
            for row in [bytes(bits[start : start + ROW_OF_BITS])]
            if (total := int.from_bytes(row, "little").bit_count())
        )
        FacetBits.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE)
