"""The demo's prices are thought of in euro; here they become plausible prices of the shop's currency."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from django.conf import settings

from shop.money import digits, quantize

RATES: Final[dict[str, int | Decimal]] = {
    "AED": 4, "ARS": 1500, "AUD": Decimal("1.6"), "BDT": 140, "BHD": Decimal("0.4"), "BRL": 6, "CAD": Decimal("1.5"),
    "CLP": 1000, "CNY": 8, "COP": 4500, "CZK": 25, "DKK": Decimal("7.5"), "EGP": 55, "HKD": 9, "HUF": 400, "IDR": 18000,
    "ILS": 4, "INR": 95, "ISK": 150, "JOD": Decimal("0.8"), "JPY": 160, "KRW": 1500, "KWD": Decimal("0.35"), "MXN": 21,
    "MYR": 5, "NGN": 1700, "NOK": Decimal("11.5"), "OMR": Decimal("0.4"), "PHP": 65, "PKR": 320, "PLN": Decimal("4.3"),
    "PYG": 8500, "RON": 5, "RUB": 95, "SAR": Decimal("4.2"), "SEK": 11, "THB": 38, "TND": Decimal("3.4"), "TRY": 45,
    "TWD": 35, "UAH": 48, "UGX": 4200, "VND": 29000, "ZAR": 20,
}  # fmt: skip
"""How much of a currency is about one euro, for those where the number itself would look odd."""


def from_euro(amount: Decimal) -> Decimal:
    """Return an amount of euro as a round amount of the shop's currency."""
    unknown = 1 if digits(settings.SHOP_CURRENCY) else 150
    rate = Decimal(RATES.get(settings.SHOP_CURRENCY, unknown))
    if rate == 1:
        return quantize(amount)
    step = Decimal(5).scaleb(max(rate.adjusted() - 1, -1))
    return quantize(max((amount * rate / step).quantize(Decimal(1), rounding=ROUND_HALF_UP), Decimal(1)) * step)
