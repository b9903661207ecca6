"""Which rate is taken, and the one rule by which the shop rounds tax.

**The rule.** Tax is worked out for each line from what the line costs after its share of the discount, and rounded half
up to the currency's own digits, once. The tax of an order is the sum of what its lines show: nothing is rounded again.
Where prices include tax, it is the part of the amount that is tax; where they do not, it is added to the amount.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from shop.money import quantize
from shop.taxes.models import TaxRate

STANDARD = ""
HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Rate:
    """A tax as an order shows it: "VAT", 19."""

    name: str
    percent: Decimal


@dataclass(frozen=True)
class TaxSum:
    """The tax of one rate in a whole purchase, in the shop's currency: what is due, or contained."""

    name: str
    percent: Decimal
    amount: Decimal


def rates_for(country: str, classes: Iterable[str]) -> dict[str, Rate]:
    """Return the rate of each tax class (a variant's `tax_code`) in a country. Queries once.

    A class without a rate of its own there is taxed at the country's standard rate; where there is none either, it is
    left out: it bears no tax.
    """
    wanted = set(classes)
    rows = TaxRate.objects.filter(country=country, tax_class__in={*wanted, STANDARD})
    found = {row.tax_class: Rate(row.name, row.percent.normalize()) for row in rows}
    chosen = {tax_class: found.get(tax_class, found.get(STANDARD)) for tax_class in wanted}
    return {tax_class: rate for tax_class, rate in chosen.items() if rate is not None}


def tax_of(amount: Decimal, percent: Decimal, *, included: bool) -> Decimal:
    """Return the tax of an amount in the shop's currency, rounded half up to its digits.

    `included` says whether the amount has the tax in it; else the tax comes on top.
    """
    return quantize(amount * percent / (HUNDRED + percent if included else HUNDRED))
