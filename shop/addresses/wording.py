"""What the fields of an address are called, and what is said when one is missing, by the country's kind of it."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

Words = tuple[Promise, Promise]

FIXED: Final[dict[str, Words]] = {
    "name": (_("Name"), _("Please give the name of the person who receives it.")),
    "company_name": (_("Company"), _("Please give the company.")),
    "street_address": (_("Street and number"), _("Please give the street and number.")),
    "country_code": (_("Country"), _("Please choose a country.")),
}
KINDS: Final[dict[str, dict[str, Words]]] = {
    "postal_code": {
        "postal": (_("Postcode"), _("Please give the postcode.")),
        "zip": (_("ZIP code"), _("Please give the ZIP code.")),
        "pin": (_("PIN code"), _("Please give the PIN code.")),
        "eircode": (_("Eircode"), _("Please give the Eircode.")),
    },
    "sorting_code": {
        "sorting": (_("Sorting code"), _("Please give the sorting code.")),
        "cedex": (_("CEDEX"), _("Please give the CEDEX.")),
    },
    "city": {
        "city": (_("City"), _("Please give the city.")),
        "district": (_("District"), _("Please give the district.")),
        "post_town": (_("Town"), _("Please give the town.")),
        "suburb": (_("Suburb"), _("Please give the suburb.")),
    },
    "city_area": {
        "suburb": (_("Suburb"), _("Please give the suburb.")),
        "district": (_("District"), _("Please give the district.")),
        "neighborhood": (_("Neighbourhood"), _("Please give the neighbourhood.")),
        "village_township": (_("Village or township"), _("Please give the village or township.")),
        "townland": (_("Townland"), _("Please give the townland.")),
    },
    "country_area": {
        "area": (_("Area"), _("Please choose an area from the list.")),
        "county": (_("County"), _("Please choose a county from the list.")),
        "department": (_("Department"), _("Please choose a department from the list.")),
        "district": (_("District"), _("Please choose a district from the list.")),
        "do_si": (_("Do/Si"), _("Please choose a Do or Si from the list.")),
        "emirate": (_("Emirate"), _("Please choose an emirate from the list.")),
        "island": (_("Island"), _("Please choose an island from the list.")),
        "oblast": (_("Oblast"), _("Please choose an oblast from the list.")),
        "parish": (_("Parish"), _("Please choose a parish from the list.")),
        "prefecture": (_("Prefecture"), _("Please choose a prefecture from the list.")),
        "province": (_("Province"), _("Please choose a province from the list.")),
        "state": (_("State"), _("Please choose a state from the list.")),
    },
}
USUAL: Final = {
    "postal_code": "postal",
    "sorting_code": "sorting",
    "city": "city",
    "city_area": "suburb",
    "country_area": "province",
}


def label(field: str, kind: str = "") -> Promise:
    """Return what a field is called."""
    return _words(field, kind)[0]


def missing(field: str, kind: str = "", *, is_listed: bool = True) -> str:
    """Return the sentence that asks for a field that is empty, or not one of its choices.

    `is_listed` says whether areas are chosen from a list; in some countries they are typed.
    """
    called, sentence = _words(field, kind)
    if field == "country_area" and not is_listed:
        return gettext("%(field)s: please fill this in.") % {"field": called}
    return str(sentence)


def _words(field: str, kind: str) -> Words:
    if field in FIXED:
        return FIXED[field]
    return KINDS[field].get(kind) or KINDS[field][USUAL[field]]
