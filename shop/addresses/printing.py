"""An address as it stands on a letter."""

import re
from collections.abc import Mapping

from shop.addresses.characters import is_latin
from shop.addresses.countries import COUNTRIES, country_name
from shop.addresses.formats import CODES, FIELDS, Format, format_of


def address_lines(address: Mapping[str, str]) -> list[str]:
    """Return the lines of a stored address by its country's format, the country's name last.

    An address in Latin letters is printed in the format and with the area that its country has for them. Never raises:
    of an address of no known country everything there is is printed.
    """
    country = address.get("country_code", "")
    if country not in COUNTRIES:
        return [line for field in FIELDS for line in address.get(field, "").splitlines() if line]
    written = format_of(country)
    parts = {field: address.get(field, "") for field in FIELDS}
    latin = all(is_latin(text) for field, text in parts.items() if field != "country_area")
    area = written.find_area(parts["country_area"])
    if latin and area and not is_latin(area.key):
        parts["country_area"] = area.latin
    patterns = written.latin_lines if latin else written.lines
    lines = [line for pattern in (*_unprinted(written), *patterns) for line in _line(pattern, parts).splitlines()]
    return [*(line for line in lines if line), country_name(country)]


def _unprinted(written: Format) -> list[str]:
    """Return patterns of the fields that the shop asks for and the country's format forgets."""
    codes = {field: code for code, field in CODES.items()}
    printed = "".join((*written.lines, *written.latin_lines))
    return [f"%{codes[field]}" for field in written.fields if f"%{codes[field]}" not in printed]


def _line(pattern: str, parts: Mapping[str, str]) -> str:
    """Fill a pattern in. What stands between two fields is printed where both are there."""
    printed, between, is_gap = "", "", False
    for token in re.findall("%.|[^%]+", pattern):
        if not token.startswith("%"):
            between = token
            continue
        text = parts[CODES[token[1]]]
        if not text:
            is_gap = True
            continue
        if is_gap:
            between = " " if printed else ""
        printed += between + text
        between, is_gap = "", False
    return printed
