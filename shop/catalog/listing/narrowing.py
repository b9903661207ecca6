"""The products that stand at some places of a category, as the database selects them."""

from collections.abc import Mapping

from django.db import connection
from django.db.models import BinaryField, BooleanField, Func, OuterRef, Subquery, Value
from django.db.models.functions import Least

from shop.catalog.facets.facet_counts import Chunk
from shop.catalog.models.facets import PLACES, FacetPlace
from shop.catalog.models.products import ProductQuerySet


class IsSet(Func):
    """Tells whether a row of bits has the one of this number; beyond its end it has none."""

    output_field = BooleanField()

    def __init__(self, number: Subquery, bits: bytes) -> None:
        if connection.vendor == "postgresql":
            # Beyond the end is an error there; the least of a number and of nothing is the number.
            number_within = Least(number, Value(len(bits) * 8))
            super().__init__(Value(bits + b"\0", BinaryField()), number_within, template="GET_BIT(%(expressions)s) = 1")
        else:
            # No bit can be told from its neighbours there, but one byte of many can.
            spread = b"".join(f"{byte:08b}"[::-1].encode() for byte in bits)
            template = "SUBSTR(%(expressions)s + 1, 1) = X'31'"
            super().__init__(Value(spread, BinaryField()), number, template=template)


def standing_at(products: ProductQuerySet, category: int, matching: Mapping[Chunk, int]) -> ProductQuerySet:
    """Select the products of a category that stand at these places.

    Nothing else is asked of them, so that the database walks along the order that is wanted, and looks no further at a
    product than for its place.
    """
    rows = {chunk: bits for (own, chunk), bits in matching.items() if own == category}
    places = b"".join(rows.get(chunk, 0).to_bytes(PLACES // 8, "little") for chunk in range(max(rows) + 1))
    # Asked for each product: a join would tempt PostgreSQL to read the places of the whole shop first.
    number = Subquery(FacetPlace.objects.filter(product=OuterRef("pk")).values("number"))
    return products.filter(IsSet(number, places), category=category or None)
