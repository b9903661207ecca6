"""The fields of a country's addresses, with their names and choices in the active language."""

import re
from dataclasses import dataclass
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from shop.addresses import wording
from shop.addresses.countries import sort_key
from shop.addresses.formats import Format, format_of

AUTOCOMPLETE: Final = {
    "name": "name",
    "company_name": "organization",
    "street_address": "street-address",
    "city": "address-level2",
    "city_area": "address-level3",
    "country_area": "address-level1",
    "postal_code": "postal-code",
    "country_code": "country",
}
"""What tells a browser which part of a stored address a field asks for. (A sorting code has no token.)"""


@dataclass(frozen=True)
class AddressFields:
    """What to ask for an address: fields in `order`, the `required` ones among them, their labels and choices.

    `choices` has an entry for a field that is chosen from a list; the values are what is stored. `postal_examples` are
    postcodes as the country writes them, none for a country that has no postcodes.
    """

    order: list[str]
    required: set[str]
    choices: dict[str, list[tuple[str, str]]]
    labels: dict[str, str]
    postal_examples: list[str]


def fields_for(country: str) -> AddressFields:
    """Return the fields of a country's addresses. Raises KeyError where there is no such country."""
    written = format_of(country)
    labels = {field: str(wording.label(field, written.kinds.get(field, ""))) for field in written.fields}
    return AddressFields(
        order=list(written.fields),
        required=set(written.required),
        choices={"country_area": _area_choices(written)} if has_areas(written) else {},
        labels=labels | {"country_code": _("Country")},
        postal_examples=list(dict.fromkeys(map(shape_of, written.postcode_examples))),
    )


def has_areas(written: Format) -> bool:
    """Whether the area is chosen from a list. Cities and districts never are: lists of them are never complete."""
    return bool(written.areas) and "country_area" in written.fields


def shape_of(postcode: str) -> str:
    """Return what a postcode looks like: 12345 for any of five digits, and one with letters as it is."""
    if re.search("[^0-9 -]", postcode):
        return postcode
    digits = iter("1234567890" * 2)
    return re.sub("[0-9]", lambda _digit: next(digits), postcode)


def _area_choices(written: Format) -> list[tuple[str, str]]:
    language = get_language() or "en"
    return sorted(((area.key, area.name(language)) for area in written.areas), key=lambda choice: sort_key(choice[1]))
