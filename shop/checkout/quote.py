"""What the shopper is offered: the cart's lines as they can be had now, with delivery, discount, tax and total."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from django.conf import settings

from cart.lines import PricedLine
from cart.pricing import CouponState, PricedCart
from shop.catalog.models import Variant
from shop.checkout.totals import LineSum, Totals, total_up
from shop.delivery.quotes import DeliveryQuote
from shop.money import ZERO, quantize
from shop.taxes.rates import Rate, rates_for

NO_COUPON: Final = CouponState("")


@dataclass(frozen=True)
class QuoteLine:
    """A line that can be bought. Prices as the catalogue shows them, tax in or out as PRICES_INCLUDE_TAX says."""

    variant: Variant
    quantity: int
    wanted: int
    total: Decimal
    rate: Rate | None
    discount: Decimal = ZERO
    tax: Decimal = ZERO

    @property
    def title(self) -> str:
        return str(self.variant)

    @property
    def is_cut(self) -> bool:
        """Whether fewer can be had than the cart asks for."""
        return self.quantity < self.wanted


@dataclass(frozen=True)
class Quote:
    """A purchase to the last coin. `delivery` is None while none is chosen, or where nothing is shipped."""

    lines: tuple[QuoteLine, ...]
    missing: tuple[PricedLine, ...]
    delivery: DeliveryQuote | None
    coupon: CouponState
    totals: Totals

    def delivered_by(self, delivery: DeliveryQuote) -> "Quote":
        """Return the quote with this delivery. Queries nothing."""
        return total_quote(replace(self, delivery=delivery))


def make_quote(cart: PricedCart, *, country: str) -> Quote:
    """Price a cart for a country, without its delivery.

    What lines and coupon come to is what the cart says. Queries once for the rates.
    """
    buyable = [(line.variant, line) for line in cart.lines if line.variant is not None and line.orderable]
    rates = rates_for(country, {variant.tax_code for variant, _ in buyable if variant.taxable})
    lines = [quote_line(variant, line, rates) for variant, line in buyable]
    coupon = cart.coupon or NO_COUPON
    missing = tuple(line for line in cart.lines if not line.orderable)
    return total_quote(Quote(tuple(lines), missing, None, coupon, total_lines(lines, coupon, ZERO)))


def total_quote(quote: Quote) -> Quote:
    """Return the quote with its sums, discounts and taxes as its lines, coupon and delivery make them."""
    price = quote.delivery.price if quote.delivery and not quote.coupon.frees_delivery else ZERO
    totals = total_lines(quote.lines, quote.coupon, quantize(price))
    settled = zip(quote.lines, totals.discounts, totals.taxes_by_line, strict=True)
    lines = tuple(replace(line, discount=discount, tax=tax) for line, discount, tax in settled)
    return replace(quote, lines=lines, totals=totals)


def total_lines(lines: Sequence[QuoteLine], coupon: CouponState, delivery: Decimal) -> Totals:
    return total_up(
        [LineSum(line.total, line.rate) for line in lines],
        discount=coupon.discount,
        delivery=delivery,
        included=settings.PRICES_INCLUDE_TAX,
    )


def quote_line(variant: Variant, line: PricedLine, rates: dict[str, Rate]) -> QuoteLine:
    rate = rates.get(variant.tax_code) if variant.taxable else None
    return QuoteLine(variant, line.orderable, line.quantity, line.total, rate)
