"""Whatever is printed adds up to what is charged, in every currency and with any mixture of rates."""

from decimal import Decimal

import hypothesis
import pytest
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from shop.checkout.totals import LineSum, total_up
from shop.coupons.models import Coupon
from shop.money import ZERO, digits, quantize
from shop.taxes.rates import Rate

CARTS = 500
Purchase = tuple[list[LineSum], Decimal, Decimal, bool]
RATES = [None, Rate("VAT", Decimal(19)), Rate("VAT", Decimal(7)), Rate("Sales tax", Decimal("8.875"))]


@st.composite
def purchases(draw: st.DrawFn, places: int) -> Purchase:
    def amount(most: int) -> Decimal:
        return Decimal(draw(st.integers(0, most))).scaleb(-places)

    lines = [LineSum(amount(10_000_000), draw(st.sampled_from(RATES))) for _ in range(draw(st.integers(1, 8)))]
    discount = amount(20_000_000) if draw(st.booleans()) else ZERO
    return lines, discount, amount(10_000) if draw(st.booleans()) else ZERO, draw(st.booleans())


@pytest.mark.slow
@pytest.mark.parametrize("currency", ["KRW", "EUR", "KWD"])
def test_what_is_printed_adds_up_to_the_total(currency: str, settings: Settings) -> None:
    settings.SHOP_CURRENCY = currency

    @hypothesis.settings(max_examples=CARTS, deadline=None)
    @hypothesis.given(purchases(digits(currency)))
    def check(purchase: Purchase) -> None:
        assert_it_adds_up(*purchase)

    check()


def assert_it_adds_up(lines: list[LineSum], discount: Decimal, delivery: Decimal, included: bool) -> None:
    totals = total_up(lines, discount=discount, delivery=delivery, included=included)

    taxes = sum((tax.amount for tax in totals.taxes), ZERO)
    added = ZERO if included else taxes
    assert sum((line.total for line in lines), ZERO) - totals.discount + totals.delivery + added == totals.total
    assert taxes == totals.tax_total == sum(totals.taxes_by_line, ZERO) + totals.delivery_tax
    assert totals.discount == min(discount, totals.subtotal)
    assert totals.total >= 0
    assert all(0 <= less <= line.total for less, line in zip(totals.discounts, lines, strict=True))
    printed = [totals.subtotal, totals.total, totals.delivery, *totals.discounts, *totals.taxes_by_line]
    assert [quantize(amount) for amount in printed] == printed
    if all(line.rate is None for line in lines):
        assert taxes == 0


def test_the_tax_of_the_delivery_follows_the_goods() -> None:
    shirts, books = RATES[1], RATES[2]
    lines = [LineSum(Decimal("75.00"), shirts), LineSum(Decimal("25.00"), books)]

    totals = total_up(lines, discount=ZERO, delivery=Decimal("8.00"), included=True)

    # 6.00 of the delivery at 19 %, 2.00 at 7 %.
    assert [(tax.percent, tax.amount) for tax in totals.taxes] == [
        (Decimal(19), Decimal("11.97") + Decimal("0.96")),
        (Decimal(7), Decimal("1.64") + Decimal("0.13")),
    ]
    assert totals.delivery_tax == Decimal("1.09")
    assert totals.total == Decimal("108.00")


def test_tax_comes_on_top_where_prices_are_without_it() -> None:
    lines = [LineSum(Decimal("100.00"), RATES[1])]

    totals = total_up(lines, discount=Decimal("10.00"), delivery=Decimal("5.00"), included=False)

    assert totals.tax_total == Decimal("18.05")
    assert totals.total == Decimal("113.05")


def test_a_discount_is_never_more_than_the_goods() -> None:
    lines = [LineSum(Decimal("3.00")), LineSum(Decimal("1.00"))]

    totals = total_up(lines, discount=Decimal("50.00"), delivery=Decimal("4.90"), included=True)

    assert totals.discount == Decimal("4.00")
    assert totals.total == Decimal("4.90")


PERCENT, FIXED = Coupon.Kind.PERCENT, Coupon.Kind.FIXED
# Goods, coupon, delivery, per cent of tax; then whether prices include it, the tax of each part and the total.
SUMS = [
    ("51.86", (PERCENT, "40"), "0", "8.25", False, ["2.57", "0.00"], "33.69"),
    ("100", (FIXED, "15"), "8.95", "9.5", False, ["8.08", "0.85"], "102.88"),
    ("164.02", None, "0", "2.6", False, ["4.26", "0.00"], "168.28"),
    ("1234.36", (PERCENT, "10"), "0", "0", True, ["0.00", "0.00"], "1110.92"),
    ("8.50", None, "1.65", "7", True, ["0.56", "0.11"], "10.15"),
]


@pytest.mark.parametrize(("goods", "coupon", "delivery", "percent", "included", "taxes", "total"), SUMS)
def test_a_purchase_comes_to_what_a_bookkeeper_finds(  # noqa: PLR0913, PLR0917 a table
    goods: str,
    coupon: tuple[Coupon.Kind, str] | None,
    delivery: str,
    percent: str,
    included: bool,
    taxes: list[str],
    total: str,
) -> None:
    subtotal = Decimal(goods)
    less = Coupon(kind=coupon[0], value=Decimal(coupon[1])).discount(subtotal) if coupon else ZERO
    totals = total_up(
        [LineSum(subtotal, Rate("Tax", Decimal(percent)))],
        discount=less,
        delivery=Decimal(delivery),
        included=included,
    )

    assert [*totals.taxes_by_line, totals.delivery_tax] == [Decimal(tax) for tax in taxes]
    assert totals.tax_total == sum(map(Decimal, taxes))
    assert totals.total == Decimal(total)
