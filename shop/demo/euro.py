"""The demo's prices are in euro; here they become plausible prices of the shop's currency."""

from decimal import ROUND_HALF_UP, Decimal

from django.conf import settings

from shop.demo.data import load
from shop.money import ZERO, digits, quantize


def from_euro(amount: Decimal) -> Decimal:
    """Return an amount of euro as a round amount of the shop's currency, and never as nothing where it is something."""
    return plausible(amount * _one_euro()) if amount else ZERO


def plausible(amount: Decimal) -> Decimal:
    """Return a round amount near to this one of the shop's currency."""
    rate = _one_euro()
    if rate == 1:
        return quantize(amount)
    step = Decimal(5).scaleb(max(rate.adjusted() - 1, -1))
    return quantize(max((amount / step).quantize(Decimal(1), rounding=ROUND_HALF_UP), Decimal(1)) * step)


def _one_euro() -> Decimal:
    """Return about how much of the shop's currency is one euro; 1 where the number itself looks well."""
    unknown = 1 if digits(settings.SHOP_CURRENCY) else 150
    return Decimal(load("terms.json")["one_euro"].get(settings.SHOP_CURRENCY, unknown))
