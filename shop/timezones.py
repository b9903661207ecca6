"""The time zone of each country, for a shop that names none."""

from typing import Final

from babel.core import get_global

MOST_PEOPLE: Final = {
    "AR": "America/Argentina/Buenos_Aires", "AU": "Australia/Sydney", "BR": "America/Sao_Paulo",
    "CA": "America/Toronto", "CD": "Africa/Kinshasa", "CL": "America/Santiago", "CN": "Asia/Shanghai",
    "CY": "Asia/Nicosia", "DE": "Europe/Berlin", "EC": "America/Guayaquil", "ES": "Europe/Madrid",
    "FM": "Pacific/Chuuk", "GL": "America/Nuuk", "ID": "Asia/Jakarta", "KI": "Pacific/Tarawa", "KZ": "Asia/Almaty",
    "MH": "Pacific/Majuro", "MN": "Asia/Ulaanbaatar", "MX": "America/Mexico_City", "MY": "Asia/Kuala_Lumpur",
    "NZ": "Pacific/Auckland", "PF": "Pacific/Tahiti", "PG": "Pacific/Port_Moresby", "PS": "Asia/Gaza",
    "PT": "Europe/Lisbon", "RU": "Europe/Moscow", "UA": "Europe/Kyiv", "UM": "Pacific/Wake", "US": "America/New_York",
    "UZ": "Asia/Tashkent",
}  # fmt: skip
"""The rule for a country with several zones: the one in which most of its people live. Other countries have one."""

NEIGHBOURS: Final = {
    "AC": "Atlantic/St_Helena",
    "AQ": "Antarctica/McMurdo",
    "BV": "Europe/Oslo",
    "HM": "Indian/Maldives",
    "TA": "Atlantic/St_Helena",
    "XK": "Europe/Belgrade",
}
"""Countries and territories of which CLDR knows no zone, or where nobody lives for long: the clock they go by."""


def zone_of(country: str) -> str:
    """Return the name of a country's time zone in the IANA database; UTC where the country is not known."""
    if chosen := MOST_PEOPLE.get(country) or NEIGHBOURS.get(country):
        return chosen
    zones: list[str] = get_global("territory_zones").get(country, [])
    return zones[0] if zones else "UTC"
