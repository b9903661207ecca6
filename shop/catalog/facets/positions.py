"""Where products stand in the bits of their categories."""

from collections.abc import Sequence

from shop.catalog.models.facets import FacetPlace, Position
from shop.database.compiled_query import QueryByIds

ROWS = QueryByIds(FacetPlace.objects.all, ["product", "category", "number"])


def positions_of(keys: Sequence[int]) -> dict[int, Position]:
    """Return the places of those of these products that have one: of the published. Queries once, past the ORM."""
    return {product: (category, number) for product, category, number in ROWS.read(keys)}
