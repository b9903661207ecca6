"""The products that an address asks for, as the database selects them."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.db import connection
from django.db.models import BinaryField, BooleanField, Exists, Func, OuterRef, Q, Subquery, Value
from django.db.models.functions import Least

from shop.catalog.filters.asked import PRICE, Asked
from shop.catalog.filters.counting import Chunk
from shop.catalog.filters.facets import OPTION
from shop.catalog.filters.spellings import Spellings
from shop.catalog.models import Variant
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


def narrow(products: ProductQuerySet, asked: Asked, spellings: Spellings) -> ProductQuerySet:
    """Select the products that have one of the values asked of each facet, however they are spelled."""
    for name, wanted in asked.values.items():
        facets = {facet for value in wanted for facet in spellings.all_of((name, value))}
        values = tuple(sorted(value for _, value in facets))
        if name == "available":
            products = products.filter(is_available=True)
        elif name == "sale":
            products = products.on_sale()
        elif name == "vendor":
            products = products.filter(vendor__in=values)
        elif name == "type":
            products = products.filter(product_type__in=values)
        elif name == PRICE:
            products = products.filter(_in_bands(values))
        else:
            names = {name.removeprefix(OPTION) for name, _ in facets}
            products = products.filter(_with_option(names, values))
    if asked.price_min is not None:
        products = products.filter(price_from__gte=asked.price_min)
    if asked.price_max is not None:
        products = products.filter(price_from__lte=asked.price_max)
    return products


def _in_bands(bands: tuple[str, ...]) -> Q:
    wanted = Q()
    for band in bands:
        low, _dash, high = band.partition("-")
        wanted |= Q(price_from__gte=Decimal(low), price_from__lt=Decimal(high))
    return wanted


def _with_option(names: Iterable[str], values: tuple[str, ...]) -> Q:
    wanted = Q()
    for option in ("option1", "option2", "option3"):
        made = Variant.objects.filter(product=OuterRef("pk"), **{f"{option}__in": values})
        wanted |= Q(Exists(made.order_by()), **{f"{option}_name__in": names})
    return wanted
