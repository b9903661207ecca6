"""Prices as people type them: a number, and perhaps the shop's own currency beside it."""

import re
from decimal import Decimal
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.languages import get_official_languages
from django.conf import settings

from shop import identity, money
from shop.catalog.shopify_csv import typed_numbers
from shop.text_identity import number_text

SIGN = r"[^\d\s.,'+-]+(?:\.[^\d\s.,'+-]+)*\.?"
# How people write a currency, where Unicode's tables have another sign or none.
TYPED_SIGNS = {
    "AED": ("Dh", "Dhs", "DH"),
    "AUD": ("A$", "AU$"),
    "BGN": ("лв", "lv"),
    "BHD": ("BD",),
    "BRL": ("R$",),
    "CAD": ("C$", "CA$", "Can$"),
    "CHF": ("Fr", "SFr", "sFr"),
    "CNY": ("元", "圆", "RMB", "¥"),
    "CZK": ("Kc",),
    "DKK": ("kr", "dkr"),
    "EGP": ("LE", "E£"),
    "EUR": ("€", "euro", "euros", "eur"),
    "HKD": ("HK$",),
    "INR": ("Rs", "Re", "₹"),
    "ISK": ("kr", "ISK"),
    "JOD": ("JD",),
    "JPY": ("円", "圓", "yen", "¥"),
    "KES": ("KSh", "Ksh"),
    "KRW": ("원", "₩"),
    "KWD": ("KD",),
    "LKR": ("Rs",),
    "MAD": ("DH", "Dh"),
    "MUR": ("Rs",),
    "MXN": ("Mex$", "MX$"),
    "NOK": ("kr", "nkr"),
    "NPR": ("Rs", "रू"),
    "NZD": ("NZ$",),
    "OMR": ("RO",),
    "PHP": ("P", "₱"),
    "PKR": ("Rs",),
    "PLN": ("zl",),
    "QAR": ("QR",),
    "RON": ("lei", "leu"),
    "RSD": ("din", "дин"),
    "RUB": ("р", "руб"),  # noqa: RUF001
    "SAR": ("SR",),
    "SEK": ("kr", "skr"),
    "SGD": ("S$",),
    "THB": ("฿", "บาท", "baht"),
    "TND": ("DT",),
    "TRY": ("TL", "₺"),
    "TWD": ("NT$", "元"),
    "UAH": ("грн", "₴"),
    "USD": ("$", "US$"),
    "VND": ("đ", "₫", "VNĐ"),
    "ZAR": ("R",),
}
# A price by how many decimal places its currency has.
EXAMPLES = {0: "1250", 2: "12.50", 3: "12.500"}
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
    signs = {bare(sign) for sign in (typed["before"], typed["after"]) if sign} if typed else set()
    example = EXAMPLES.get(money.digits(currency), "12.50")
    if signs and signs - own_signs(currency, identity.current().country):
        raise NotAPrice(f"is “{text[:50]}”, but prices are in {currency}: it may be a number like {example}")
    try:
        number = typed_numbers.read(
            f"{typed['minus']}{typed['number']}" if typed else "", decimal=decimal, places=money.digits(currency)
        )
    except typed_numbers.TwoMeanings as error:
        if not money.digits(currency) and decimal not in text:
            return error.whole
        raise NotAPrice(f"is “{text[:50]}”, which {error}: write it without a mark between thousands") from error
    if number is None:
        raise NotAPrice(f"is “{text[:50]}”, but may be a number like {example}")
    return number


@cache
def own_signs(currency: str, country: str) -> set[str]:
    """Return how the currency is written: by its code, by its signs where it is at home and where the shop is, and as
    people type it."""
    languages = {"en", f"en_{currency[:2]}", f"en_{country}"}
    for home in {country, *homes(currency)}:
        official = get_official_languages(home, regional=True, de_facto=True)
        languages.update(name for language in official for name in (language, f"{language}_{home}"))
    signs = {currency, *TYPED_SIGNS.get(currency, ())}
    for name in languages:
        try:
            signs.add(Locale.parse(name).currency_symbols.get(currency, currency))
        except (UnknownLocaleError, ValueError):
            continue
    return {bare(sign) for sign in signs}


def homes(currency: str) -> list[str]:
    """Return the countries in which it is the money of today."""
    return [
        country
        for country, currencies in get_global("territory_currencies").items()
        if any(code == currency and until is None and is_tender for code, _since, until, is_tender in currencies)
    ]


def bare(sign: str) -> str:
    return number_text(sign).rstrip(".").casefold()
