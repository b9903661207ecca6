"""What a purchase comes to: pure arithmetic, in major units of the shop's currency.

Whatever is printed adds up: lines - discount + delivery + added tax = total, to the smallest coin. The rounding is
that of `shop.taxes`: per line, half up. Where prices include tax nothing is added: the tax is a part of the total.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from shop.money import ZERO, allocate, quantize
from shop.taxes.rates import Rate, TaxSum, tax_of


@dataclass(frozen=True)
class LineSum:
    """What one line comes to before discount, and the rate at which it is taxed, if it is."""

    total: Decimal
    rate: Rate | None = None


@dataclass(frozen=True)
class Totals:
    """`discounts` and `taxes_by_line` stand in the order of the lines. A rate of 0 is no entry of `taxes`."""

    subtotal: Decimal
    discounts: tuple[Decimal, ...]
    taxes_by_line: tuple[Decimal, ...]
    delivery: Decimal
    delivery_tax: Decimal
    taxes: tuple[TaxSum, ...]
    tax_included: bool

    @property
    def discount(self) -> Decimal:
        return sum(self.discounts, ZERO)

    @property
    def tax_total(self) -> Decimal:
        return sum((tax.amount for tax in self.taxes), ZERO)

    @property
    def tax_added(self) -> Decimal:
        """What tax adds to the printed prices: nothing where they include it."""
        return ZERO if self.tax_included else self.tax_total

    @property
    def total(self) -> Decimal:
        return self.subtotal - self.discount + self.delivery + self.tax_added


def total_up(lines: Sequence[LineSum], *, discount: Decimal, delivery: Decimal, included: bool) -> Totals:
    """Sum a purchase. The discount is shared among the lines in proportion, and is never more than they come to.

    The tax of the delivery follows the goods: its price is shared among the rates in proportion to the lines.
    """
    subtotal = sum((line.total for line in lines), ZERO)
    discounts = allocate(min(discount, subtotal), [line.total for line in lines])
    rest = [line.total - less for line, less in zip(lines, discounts, strict=True)]
    taxes_by_line = [tax_on(amount, line.rate, included=included) for line, amount in zip(lines, rest, strict=True)]
    # Goods that cost nothing still say how their delivery is taxed.
    weights = rest if any(rest) else [line.total or Decimal(1) for line in lines]
    shares = allocate(delivery, weights) if lines else []
    by_rate = sorted(zip([line.rate for line in lines], taxes_by_line, shares, strict=True), key=rate_order)
    taxes, delivery_tax = [], ZERO
    for rate, group in groupby(by_rate, key=lambda entry: entry[0]):
        _, line_taxes, delivery_shares = zip(*group, strict=True)
        if rate is None:
            continue
        on_delivery = tax_on(sum(delivery_shares, ZERO), rate, included=included)
        delivery_tax += on_delivery
        if rate.percent:
            taxes.append(TaxSum(rate.name, rate.percent, sum(line_taxes, ZERO) + on_delivery))
    return Totals(
        quantize(subtotal), tuple(discounts), tuple(taxes_by_line), delivery, delivery_tax, tuple(taxes), included
    )


def tax_on(amount: Decimal, rate: Rate | None, *, included: bool) -> Decimal:
    return tax_of(amount, rate.percent, included=included) if rate else ZERO


def rate_order(entry: tuple[Rate | None, Decimal, Decimal]) -> tuple[bool, Decimal, str]:
    """Sort the highest rate first, and what is not taxed last."""
    rate = entry[0]
    return (rate is None, -rate.percent, rate.name) if rate else (True, ZERO, "")
