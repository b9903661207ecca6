"""Checking an address, and writing it as its country does."""

import re
from collections.abc import Mapping
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from shop.addresses import wording
from shop.addresses.characters import UnprintableText, tidy
from shop.addresses.countries import COUNTRIES
from shop.addresses.fields import has_areas, shape_of
from shop.addresses.formats import FIELDS, Format, format_of
from shop.text_identity import western_digits

MAX_LENGTHS: Final = {
    "name": 100,
    "company_name": 100,
    "street_address": 200,
    "city": 100,
    "city_area": 100,
    "country_area": 100,
    "postal_code": 20,
    "sorting_code": 20,
    "country_code": 2,
}
STREET_LINES: Final = 3
LONGEST_RAW: Final = 1_000
"""More than this of one field is refused before anybody looks at it."""


class InvalidAddress(ValueError):
    """The address cannot be used. `errors` has for each field at fault a sentence that says what to do."""

    def __init__(self, errors: dict[str, str]) -> None:
        self.errors = errors
        super().__init__("; ".join(errors.values()))


def clean_address(data: Mapping[str, str]) -> dict[str, str]:
    """Return the address as it is stored: all keys, text tidied, the area as its key, the postcode in its usual shape.

    What the country's addresses do not have is left empty, whatever was sent. A city is kept as it was typed: no list
    of cities is complete. Raises InvalidAddress.
    """
    country = data.get("country_code", "").strip().upper()
    if country not in COUNTRIES:
        raise InvalidAddress({"country_code": wording.missing("country_code")})
    written = format_of(country)
    cleaned, errors = dict.fromkeys(FIELDS, ""), {}
    for field in written.fields:
        if field == "city" and not data.get(field, "").strip() and _names_municipality(data, written):
            continue
        try:
            cleaned[field] = _clean(field, data.get(field, ""), written)
        except InvalidField as refusal:
            errors[field] = str(refusal)
    cleaned["country_code"] = country
    if not errors and (contradiction := _contradiction(cleaned, written)):
        errors["postal_code"] = contradiction
    if errors:
        raise InvalidAddress(errors)
    return cleaned


MUNICIPALITY: Final = re.compile(r"[市区町村]|-(?:shi|ku|cho|machi|mura|son)\b", re.IGNORECASE)


def _names_municipality(data: Mapping[str, str], written: Format) -> bool:
    """Whether a Japanese street says the municipality, as it is written in one line, and as older addresses have it."""
    return written.country == "JP" and MUNICIPALITY.search(data.get("street_address", "")) is not None


class InvalidField(ValueError):
    """A field's text cannot be used; the message says what to do."""


def _clean(field: str, raw: str, written: Format) -> str:
    kind = written.kinds.get(field, "")
    text = _tidy(field, raw, kind)
    if not text:
        if field in written.required:
            raise InvalidField(wording.missing(field, kind, is_listed=has_areas(written)))
        return ""
    if field == "country_area" and has_areas(written):
        area = written.find_area(text)
        if area is None:
            raise InvalidField(wording.missing(field, kind))
        return area.key
    return _postcode(text, written) if field == "postal_code" else text


def _tidy(field: str, raw: str, kind: str) -> str:
    label, most = wording.label(field, kind), MAX_LENGTHS[field]
    too_long = _("%(field)s: please use at most %(most)d characters.") % {"field": label, "most": most}
    if len(raw) > LONGEST_RAW:
        raise InvalidField(too_long)
    try:
        text = tidy(raw, lines=STREET_LINES if field == "street_address" else 1)
    except UnprintableText as refusal:
        raise InvalidField(
            _("%(field)s: please remove the character %(code)s, which cannot be printed.")
            % {"field": label, "code": refusal.code}
        ) from refusal
    if len(text) > most:
        raise InvalidField(too_long)
    return text


def _postcode(text: str, written: Format) -> str:
    """Return the postcode as the country writes it, however it was spaced. Raises InvalidField."""
    typed = western_digits(text).upper()
    if written.postcode is None:
        return typed
    bare = _bare(typed)
    # In front stands, for some, the country: CH-8001, D-10969.
    prefixes = (_bare(written.postcode_prefix), written.country, written.country[0])
    cores = [bare, *(bare.removeprefix(prefix) for prefix in prefixes if prefix)]
    shaped = [
        _in_shape(core, example)
        for core in cores
        for example in written.postcode_examples
        if len(core) == len(_bare(example))
    ]
    for candidate in (*shaped, typed, *cores, f"{written.country}-{bare}", f"{written.country}{bare}"):
        if written.postcode.fullmatch(candidate):
            return candidate
    example = shape_of(next(iter(written.postcode_examples), ""))
    sentence = {
        "zip": _("Please give the ZIP code as %(example)s."),
        "pin": _("Please give the PIN code as %(example)s."),
        "eircode": _("Please give the Eircode as %(example)s."),
    }.get(written.kinds["postal_code"], _("Please give the postcode as %(example)s."))
    raise InvalidField(sentence % {"example": example} if example else _("Please check the postcode."))


def _bare(postcode: str) -> str:
    return re.sub("[^0-9A-Z]", "", postcode)


def _in_shape(core: str, example: str) -> str:
    """Put the separators of the example between the characters of `core`."""
    letters = iter(core)
    return "".join(next(letters) if character.isalnum() else character for character in example)


def _contradiction(cleaned: dict[str, str], written: Format) -> str:
    """Return a sentence where the postcode is one of another area, or nothing.

    A postcode of no known area is let through: no list of them stays complete.
    """
    chosen, postcode = cleaned["country_area"], cleaned["postal_code"]
    found = [area for area in written.areas if area.postcodes and area.postcodes.match(postcode)]
    given = written.find_area(chosen)
    if not given or not given.postcodes or not found or given in found:
        return ""
    language = get_language() or "en"
    return _("%(postcode)s is in %(found)s, not in %(given)s. Please check both.") % {
        "postcode": postcode,
        "found": found[0].name(language),
        "given": given.name(language),
    }
