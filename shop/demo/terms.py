"""The demo shop's terms: how it delivers, and the tax that it shows. A German shop whose prices include tax."""

from decimal import Decimal
from typing import Final

from shop.delivery.models import DeliveryMethod, DeliveryZone
from shop.demo.euro import from_euro
from shop.taxes.models import TaxRate

GERMANY: Final = ["DE"]
EU: Final = [
    "AT", "BE", "BG", "CY", "CZ", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT",
    "NL", "PL", "PT", "RO", "SE", "SI", "SK",
]  # fmt: skip
EUROPE: Final = ["CH", "GB", "IS", "LI", "NO"]

REDUCED: Final = "reduced"
STANDARD_RATES: Final = {
    "AT": "20", "BE": "21", "BG": "20", "CY": "19", "CZ": "21", "DE": "19", "DK": "25", "EE": "24", "ES": "21",
    "FI": "25.5", "FR": "20", "GR": "24", "HR": "25", "HU": "27", "IE": "23", "IT": "22", "LT": "21", "LU": "17",
    "LV": "21", "MT": "18", "NL": "21", "PL": "23", "PT": "23", "RO": "21", "SE": "25", "SI": "22", "SK": "23",
}  # fmt: skip
REDUCED_RATES: Final = {
    "AT": "10", "BE": "6", "DE": "7", "ES": "10", "FR": "5.5", "IT": "10", "LU": "8", "NL": "9", "PL": "8",
}  # fmt: skip
"""Value added tax by country, as it stood at the end of 2025: a sample, and no advice."""

REDUCED_TYPES: Final = {"Print"}
"""Types of product that the demo taxes at the reduced rate, so that an order can show two rates."""

HEAVY: Final = 31_500
"""Grams that a parcel may weigh."""


def write_terms() -> None:
    """Give a shop delivery methods where it has none, and tax rates where it has none. What is there stays."""
    if not DeliveryMethod.objects.exists() and not DeliveryZone.objects.exists():
        _write_delivery()
    if not TaxRate.objects.exists():
        TaxRate.objects.bulk_create(
            TaxRate(country=country, tax_class=tax_class, name="VAT", percent=Decimal(percent))
            for tax_class, rates in (("", STANDARD_RATES), (REDUCED, REDUCED_RATES))
            for country, percent in rates.items()
        )


def _write_delivery() -> None:
    germany, union, europe = (
        DeliveryZone.objects.create(name=name, countries=countries)
        for name, countries in (("Germany", GERMANY), ("European Union", EU), ("Rest of Europe", EUROPE))
    )
    parcel = {"most_weight_grams": HEAVY, "cutoff_hour": 14}
    freight = {"least_weight_grams": HEAVY + 1, "cutoff_hour": 10}
    for position, (zone, name, description, price, free, days, further) in enumerate(
        (
            (germany, "Standard delivery", "By parcel, with tracking", "4.90", "60", (1, 3), parcel),
            (germany, "Express delivery", "Ordered before 14:00, there on the next working day", "11.90", "", (1, 1),
             parcel),
            (germany, "Freight delivery", "By two people, to the room of your choice", "39", "", (3, 6), freight),
            (germany, "Pick-up at the studio", "Free, in Berlin, as soon as it is packed", "0", "", (1, 1), {}),
            (union, "Standard delivery", "By parcel, with tracking", "9.90", "120", (3, 5), parcel),
            (europe, "Standard delivery", "By parcel; duties are paid on arrival", "19.90", "", (5, 8), parcel),
        ),
        1,
    ):  # fmt: skip
        DeliveryMethod.objects.create(
            zone=zone,
            name=name,
            description=description,
            position=position,
            price=from_euro(Decimal(price)) if Decimal(price) else Decimal(0),
            free_from=from_euro(Decimal(free)) if free else None,
            least_days=days[0],
            most_days=days[1],
            **further,
        )
