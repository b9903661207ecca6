"""The products that an address asks for, as the database selects them."""

from decimal import Decimal

from django.db.models import Exists, OuterRef, Q

from shop.catalog.filters.asked import PRICE, Asked
from shop.catalog.filters.facets import OPTION
from shop.catalog.models import Variant
from shop.catalog.models.products import ProductQuerySet


def narrow(products: ProductQuerySet, asked: Asked) -> ProductQuerySet:
    """Select the products that have one of the values asked of each facet."""
    for name, values in asked.values.items():
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
            products = products.filter(_with_option(name.removeprefix(OPTION), values))
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


def _with_option(name: str, values: tuple[str, ...]) -> Q:
    wanted = Q()
    for option in ("option1", "option2", "option3"):
        made = Variant.objects.filter(product=OuterRef("pk"), **{f"{option}__in": values})
        wanted |= Q(Exists(made.order_by()), **{f"{option}_name": name})
    return wanted
