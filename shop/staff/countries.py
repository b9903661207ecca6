"""What a shop of a country usually begins with: its value added tax, and where parcels go. Nothing is overwritten."""

from decimal import Decimal
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from shop.addresses import country_name
from shop.delivery.models import DeliveryZone
from shop.taxes.models import TaxRate

EUROPEAN_UNION = {
    "AT": "20",
    "BE": "21",
    "BG": "20",
    "CY": "19",
    "CZ": "21",
    "DE": "19",
    "DK": "25",
    "EE": "24",
    "ES": "21",
    "FI": "25.5",
    "FR": "20",
    "GR": "24",
    "HR": "25",
    "HU": "27",
    "IE": "23",
    "IT": "22",
    "LT": "21",
    "LU": "17",
    "LV": "21",
    "MT": "18",
    "NL": "21",
    "PL": "23",
    "PT": "23",
    "RO": "21",
    "SE": "25",
    "SI": "22",
    "SK": "23",
}
"""Standard rates, in per cent, as the Commission's Taxes in Europe Database has them for September 2026.

https://ec.europa.eu/taxation_customs/tedb/: Finland has another one since September 2024, Slovakia since January 2025,
Estonia since July 2025 and Romania since August 2025.
"""
STANDARD_RATES = {**EUROPEAN_UNION, "CH": "8.1", "GB": "20", "IS": "24", "KR": "10", "LI": "8.1", "NO": "25"}
"""Outside of the Union as their laws have them: Switzerland and Liechtenstein since January 2024."""


class Added(NamedTuple):
    """How many rates and zones were added."""

    rates: int
    zones: int


@transaction.atomic
def add_presets(country: str, *, taxes_by_destination: bool = False) -> Added:
    """Add the rates and zones that a shop of this country lacks. Writes nothing over what is there.

    Within the European Union, parcels to the other countries are taxed as at home, or each at its own standard rate.
    """
    return Added(
        sum(add_rate(each, percent) for each, percent in rates_of(country, taxes_by_destination).items()),
        sum(add_zone(name, countries) for name, countries in zones_of(country).items()),
    )


def rates_of(country: str, taxes_by_destination: bool) -> dict[str, str]:  # noqa: FBT001 said by name where it counts
    """Return the standard rates by their countries; none where no country-wide rate is known."""
    if country in EUROPEAN_UNION:
        own = EUROPEAN_UNION[country]
        return {each: percent if taxes_by_destination else own for each, percent in EUROPEAN_UNION.items()}
    return {country: STANDARD_RATES[country]} if country in STANDARD_RATES else {}


def zones_of(country: str) -> dict[str, list[str]]:
    """Return the zones by their names: the country itself, and within the European Union the rest of that."""
    zones = {country_name(country): [country]}
    if country in EUROPEAN_UNION:
        zones[_("European Union")] = [each for each in EUROPEAN_UNION if each != country]
    return zones


def add_rate(country: str, percent: str) -> bool:
    """Add a country's standard rate where it has none, and say whether it had none."""
    _rate, is_new = TaxRate.objects.get_or_create(
        country=country, tax_class="", defaults={"name": _("VAT"), "percent": Decimal(percent)}
    )
    return is_new


def add_zone(name: str, countries: list[str]) -> bool:
    """Add a zone where none has its name, and none its first country; say whether it was added."""
    is_reached = any(countries[0] in zone.countries for zone in DeliveryZone.objects.all())
    if is_reached or DeliveryZone.objects.filter(name=name).exists():
        return False
    DeliveryZone.objects.create(name=name, countries=countries)
    return True
