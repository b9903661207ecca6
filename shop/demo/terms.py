"""The demo shop's terms: how it delivers, and the tax that it shows. A German shop whose prices include tax.

The taxes are value added tax by country as it stood at the end of 2025: a sample, and no advice.
"""

from decimal import Decimal

from shop.delivery.models import DeliveryMethod, DeliveryZone
from shop.demo.data import load
from shop.demo.euro import from_euro
from shop.taxes.models import TaxRate


def write_terms() -> None:
    """Give a shop delivery methods where it has none, and tax rates where it has none. What is there stays."""
    if not DeliveryMethod.objects.exists() and not DeliveryZone.objects.exists():
        _write_delivery()
    if not TaxRate.objects.exists():
        TaxRate.objects.bulk_create(
            TaxRate(country=country, tax_class=tax_class, name="VAT", percent=Decimal(percent))
            for tax_class, rates in load("terms.json")["vat"].items()
            for country, percent in rates.items()
        )


def _write_delivery() -> None:
    """Write zones and methods; a method's position counts over all zones."""
    position = 0
    for said in load("terms.json")["delivery"]:
        zone = DeliveryZone.objects.create(name=said["name"], countries=said["countries"])
        for method in said["methods"]:
            position += 1
            amounts = {name: from_euro(Decimal(method[name])) for name in ("price", "free_from") if name in method}
            DeliveryMethod.objects.create(zone=zone, position=position, **(method | amounts))
