"""Which currencies a provider takes, and in which steps: a shop that it cannot serve does not start."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from django.core.exceptions import ImproperlyConfigured

from shop import money

# https://docs.stripe.com/currencies: not always the digits in daily use, so not those of `shop.money`.
WITHOUT_DIGITS: Final = frozenset(
    ["BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF"]
)
# A third digit is sent and must be 0.
THREE_DIGITS: Final = frozenset(["BHD", "JOD", "KWD", "OMR", "TND"])
# ISK and UGX have no digits in daily use, HUF and TWD mostly none; Stripe counts all four in hundredths.
_TWO_DIGITS: Final = """
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BWP BYN BZD CAD CDF CHF CNY COP CRC
    CVE CZK DKK DOP DZD EGP ETB EUR FJD FKP GBP GEL GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR ISK JMD KES KGS KHR
    KYD KZT LAK LBP LKR LRD LSL MAD MDL MKD MMK MNT MOP MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK
    PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SEK SGD SHP SLE SOS SRD STD SZL THB TJS TOP TRY TTD TWD TZS UAH UGX USD
    UYU UZS WST XCD XCG YER ZAR ZMW
"""
TWO_DIGITS: Final = frozenset(_TWO_DIGITS.split())


def stripe_digits(currency: str) -> int:
    """Return how many decimal places Stripe's smallest unit has."""
    if currency in WITHOUT_DIGITS:
        return 0
    return 3 if currency in THREE_DIGITS else 2


def stripe_step(currency: str) -> Decimal:
    """Return the amount, in major units, of which Stripe takes whole multiples alone."""
    return Decimal("0.01") if currency in THREE_DIGITS else Decimal(1).scaleb(-stripe_digits(currency))


def objection(provider: str, currency: str) -> str:
    """Say why a shop of this currency cannot be paid through the provider, or nothing where it can."""
    if provider != "stripe":
        return ""
    if currency not in WITHOUT_DIGITS | THREE_DIGITS | TWO_DIGITS:
        return f"Stripe does not take {currency}"
    step, unit = stripe_step(currency), money.unit(currency)
    if unit % step:
        return f"Stripe takes {currency} in steps of {step}, and prices, discounts and tax have steps of {unit}"
    return ""


def require_currency(currency: str, providers: Iterable[str]) -> None:
    """Raise ImproperlyConfigured where the shop's currency cannot be stored, or is none that each provider takes."""
    if money.digits(currency) > money.STORED_PLACES:
        raise ImproperlyConfigured(
            f"SHOP_CURRENCY is {currency!r}, which has more than {money.STORED_PLACES} decimal places."
        )
    for provider in providers:
        if why := objection(provider, currency):
            raise ImproperlyConfigured(
                f"SHOP_CURRENCY is {currency!r} and PAYMENT_PROVIDERS has {provider!r}, but {why}. "
                f"Take another currency, or leave {provider!r} out."
            )
