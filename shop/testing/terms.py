"""Zones, delivery methods and tax rates with everything defaulted: a test states only what matters to it."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from shop.catalog.models import Category
from shop.delivery.models import DeliveryMethod, DeliveryZone
from shop.taxes.models import TaxRate


def make_zone(*countries: str, name: str = "") -> DeliveryZone:
    """Create a zone of these countries."""
    return DeliveryZone.objects.create(name=name or " and ".join(countries), countries=list(countries))


def make_method(
    *,
    name: str = "Standard delivery",
    price: str | Decimal = "4.90",
    free_from: str | Decimal | None = None,
    categories: Sequence[Category] = (),
    **fields: Any,
) -> DeliveryMethod:
    """Create a method that is offered everywhere, for everything."""
    for bound in ("least_total", "most_total"):
        if fields.get(bound) is not None:
            fields[bound] = Decimal(fields[bound])
    made = DeliveryMethod.objects.create(
        name=name, price=Decimal(price), free_from=None if free_from is None else Decimal(free_from), **fields
    )
    made.categories.set(categories)
    return made


def make_rate(percent: str = "19", *, country: str = "DE", tax_class: str = "", name: str = "VAT") -> TaxRate:
    """Create a tax rate, in per cent."""
    return TaxRate.objects.create(country=country, tax_class=tax_class, name=name, percent=Decimal(percent))
