"""Prices as people type them: a number, and perhaps the shop's own currency beside it."""

import re
from decimal import Decimal
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.languages import get_official_languages
from babel.numbers import get_currency_symbol
from django.conf import settings

from shop import money
from shop.catalog.exchange import typed_numbers
from shop.text_identity import number_text

SIGN = r"[^\d\s.,'+-]+\.?"
PRICE = re.compile(
    rf"(?P<minus>-?)\s*(?P<before>{SIGN})?\s*(?P<number>[+-]?[\d.,' ]*\d[.,]?(-{{1,2}})?)\s*(?P<after>{SIGN})?"
)


class NotAPrice(Exception):
    """A text that is no price; its own text completes "Variant Price …"."""


def read(text: str, *, decimal: str = ".") -> Decimal:
    """Return the amount in the shop's currency. Raises NotAPrice, also for what is in another currency."""
    if typed_numbers.USUAL.fullmatch(text):
        return Decimal(text)
    currency = settings.SHOP_CURRENCY
    typed = PRICE.fullmatch(number_text(text))
    signs = {sign.rstrip(".").casefold() for sign in (typed["before"], typed["after"]) if sign} if typed else set()
    if signs - own_signs(currency, settings.SHOP_COUNTRY):
        raise NotAPrice(f"is “{text[:50]}”, but prices are in {currency}: it may be a number like 12.50")
    try:
        number = typed_numbers.read(
            f"{typed['minus']}{typed['number']}" if typed else "", decimal=decimal, places=money.digits(currency)
        )
    except typed_numbers.TwoMeanings as error:
        raise NotAPrice(f"is “{text[:50]}”, which {error}: write it without a mark between thousands") from error
    if number is None:
        raise NotAPrice(f"is “{text[:50]}”, but may be a number like 12.50")
    return number


@cache
def own_signs(currency: str, country: str) -> set[str]:
    """Return how the currency is written: by its code, and by its signs where it is at home and where the shop is."""
    languages = [f"{language}_{country}" for language in get_official_languages(country, de_facto=True)]
    signs = {currency}
    for name in ("en", f"en_{currency[:2]}", f"en_{country}", *languages):
        try:
            signs.add(get_currency_symbol(currency, locale=Locale.parse(name)))
        except (UnknownLocaleError, ValueError):
            continue
    return {sign.rstrip(".").casefold() for sign in signs}
