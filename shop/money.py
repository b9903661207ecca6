"""Money is Decimal in major units of the shop's one currency, and is rounded and formatted here alone."""

from collections.abc import Callable, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from functools import cache, lru_cache, partial
from typing import Any

from babel import Locale
from babel.core import get_global
from babel.numbers import format_currency, get_currency_precision
from django import template
from django.conf import settings
from django.db import models
from django.utils.translation import get_language, to_locale

ZERO = Decimal(0)
STORED_PLACES = 3
"""Decimal places of every column of money: enough for every currency in use."""

Write = Callable[[Decimal], str]
"""Writes an amount as text."""

register = template.Library()


@cache
def digits(currency: str) -> int:
    """Return the number of decimal places of the currency in use (CLDR): KRW 0, EUR 2, KWD 3."""
    return get_currency_precision(currency)


@cache
def unit(currency: str) -> Decimal:
    """Return the smallest amount of the currency: KRW 1, EUR 0.01, KWD 0.001."""
    return Decimal(1).scaleb(-digits(currency))


@cache
def has_coins(currency: str) -> bool:
    """Whether parts of the currency's unit are still paid with (CLDR): people write 4 990 Ft, and banks 4 990,00 Ft."""
    fractions = get_global("currency_fractions")
    _digits, _rounding, digits_in_cash, _rounding_in_cash = fractions.get(currency, fractions["DEFAULT"])
    return bool(digits_in_cash)


def quantize(amount: Decimal) -> Decimal:
    """Round an amount half up to the currency's own digits."""
    return amount.quantize(unit(settings.SHOP_CURRENCY), rounding=ROUND_HALF_UP)


def allocate(amount: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """Share an amount in proportion to the weights, in the currency's own digits, so that the shares sum to it exactly.

    What rounding down leaves over goes, one smallest unit each, to the largest remainders, the first where they are
    equal (Hare's method). Where all weights are 0 nobody gets anything, so the amount must be 0 too.
    """
    whole = sum(weights, ZERO)
    if not whole:
        if amount:
            raise ValueError(f"There is nothing to share {amount} by.")
        return [ZERO for _ in weights]
    least = unit(settings.SHOP_CURRENCY)
    exact = [amount * weight / whole for weight in weights]
    shares = [share.quantize(least, rounding=ROUND_DOWN) for share in exact]
    by_remainder = sorted(range(len(weights)), key=lambda place: shares[place] - exact[place])
    for place in by_remainder[: int((amount - sum(shares, ZERO)) / least)]:
        shares[place] += least
    return shares


def read_money(stored: Decimal | float | None) -> Decimal | None:
    """Return what a column of money holds, as a statement past the ORM reads it: SQLite gives it as a float."""
    return None if stored is None else quantize(Decimal(str(stored)))


@register.filter("money")
def format_money(amount: Decimal) -> str:
    """Write an amount with its currency as the active language writes it."""
    return money_writer()(amount)


def money_writer(*, is_brief: bool = False) -> Write:
    """Return what writes many amounts as `money` does one, or `format_briefly`: the language is asked for once."""
    return partial(written, settings.SHOP_CURRENCY, get_language() or settings.LANGUAGE_CODE, is_brief=is_brief)


@lru_cache(maxsize=4_096)
def written(currency: str, language: str, amount: Decimal, *, is_brief: bool = False) -> str:
    """Write an amount. Kept, for a list has the same few again and again, and Babel takes its time."""
    locale = Locale.parse(to_locale(language))
    if (is_brief or not has_coins(currency)) and amount == amount.to_integral_value():
        pattern = locale.currency_formats["standard"].pattern.replace(".00", "")
        return format_currency(amount, currency, pattern, locale=locale, currency_digits=False)
    return format_currency(amount, currency, locale=locale)


@register.filter
def in_currency(amount: Decimal, currency: str) -> str:
    """Write an amount of an order in the currency that it was placed in, whatever the shop's is now."""
    return written(currency, get_language() or settings.LANGUAGE_CODE, amount)


def format_briefly(amount: Decimal) -> str:
    """Write an amount as `money` does, but without decimal places that are zeros: the ends of a range of prices."""
    return money_writer(is_brief=True)(amount)


class MoneyField(models.DecimalField):  # type: ignore[type-arg]  # not subscriptable at run time
    """An amount of the shop's currency in major units.

    A change of currency needs no migration, for the column has places enough; what is read from it is quantized to the
    currency's own digits.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_digits", 14)
        kwargs.setdefault("decimal_places", STORED_PLACES)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: Decimal | None, expression: object, connection: object) -> Decimal | None:
        return None if value is None else quantize(Decimal(value))

    def formfield(self, *args: Any, **kwargs: Any) -> Any:
        places = digits(settings.SHOP_CURRENCY)
        return super().formfield(*args, **{"decimal_places": places, **kwargs})
