"""The printed lines, delivery, tax and discount are the printed total, the order's and the amount that is charged.

`make soak` does it for more carts: SOAK_CARTS says for how many.
"""

import re
from datetime import date
from decimal import Decimal

import hypothesis
import pytest
from babel.numbers import parse_decimal
from django.template.loader import render_to_string
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from cart.pricing import CouponState, PricedCart
from shop import environment, payments
from shop.catalog.models import Product, Variant
from shop.checkout.order_draft import draft_of
from shop.checkout.purchase import Purchase
from shop.checkout.quote import NO_COUPON, Quote, QuoteLine, total_lines
from shop.checkout.session import CheckoutSession
from shop.coupons.models import Coupon
from shop.delivery.quotes import DeliveryQuote
from shop.money import ZERO, digits
from shop.orders.drafts import OrderDraft
from shop.orders.sources import Source
from shop.taxes.rates import Rate

pytestmark = pytest.mark.slow

# For each of three currencies: so many carts, and so many whose page is rendered and read.
CARTS, PAGES = environment.number("SOAK_CARTS", 600, least=2, most=100_000), 60
CURRENCIES = ["KRW", "EUR", "KWD"]
RATES = [None, Rate("VAT", Decimal(19)), Rate("VAT", Decimal(7)), Rate("Sales tax", Decimal("8.875"))]
TODAY = date(2026, 5, 4)
ROW = re.compile(r"<dt>(?P<name>[^<]*)</dt><dd>(?P<amount>[^<]*)</dd>")
LINE = re.compile(r'summary__amount">(?P<amount>[^<]*)<')


@st.composite
def purchases(draw: st.DrawFn, currency: str) -> Purchase:
    places = digits(currency)

    def amount(most: int) -> Decimal:
        return Decimal(draw(st.integers(0, most))).scaleb(-places)

    lines = []
    for pk in range(1, draw(st.integers(1, 8)) + 1):
        variant = Variant(pk=pk, product=Product(title=f"Thing {pk}"), price=amount(1_000_000))
        quantity = draw(st.integers(1, 99))
        lines.append(QuoteLine(variant, quantity, quantity, variant.price * quantity, draw(st.sampled_from(RATES))))
    coupon = draw_coupon(draw, sum((line.total for line in lines), ZERO), places)
    quote = Quote(tuple(lines), (), None, coupon, total_lines(lines, coupon, ZERO))
    offer = DeliveryQuote(1, "Parcel", "", amount(10_000), TODAY, TODAY)
    purchase = Purchase(PricedCart("", ()), CheckoutSession(token="t"))
    known = {"needs_delivery": True, "deliveries": [offer], "delivery": offer, "providers": [], "provider": None}
    vars(purchase).update(known, quote=quote.delivered_by(offer))
    return purchase


def draw_coupon(draw: st.DrawFn, subtotal: Decimal, places: int) -> CouponState:
    kind = draw(st.sampled_from(["", *Coupon.Kind.values]))
    if not kind:
        return NO_COUPON
    most = 100_000 if kind == Coupon.Kind.PERCENT else 10_000_000
    value = Decimal(draw(st.integers(1, most))).scaleb(-3 if kind == Coupon.Kind.PERCENT else -places)
    coupon = Coupon(code="SPRING", kind=kind, value=value)
    return CouponState(coupon.code, coupon.discount(subtotal), coupon.frees_delivery)


@pytest.mark.parametrize("included", [True, False], ids=["tax-in", "tax-out"])
@pytest.mark.parametrize("currency", CURRENCIES)
def test_the_order_adds_up_to_the_amount_that_is_charged(currency: str, included: bool, settings: Settings) -> None:
    settings.SHOP_CURRENCY, settings.PRICES_INCLUDE_TAX = currency, included

    @hypothesis.settings(max_examples=CARTS // 2, deadline=None)
    @hypothesis.given(purchases(currency))
    def check(purchase: Purchase) -> None:
        draft = draft_of(purchase, token="t", session_key="", source=Source())
        assert_it_adds_up(draft)
        charged = payments.to_minor(draft.total, currency)
        assert payments.from_minor(charged, currency) == draft.total == purchase.quote.totals.total

    check()


def assert_it_adds_up(draft: OrderDraft) -> None:
    taxes = sum((Decimal(tax["amount"]) for tax in draft.taxes), ZERO)
    lines = sum((line.total for line in draft.lines), ZERO)
    added = ZERO if draft.tax_included else taxes
    assert lines - draft.discount + draft.delivery_price + added == draft.total
    assert lines == draft.subtotal
    assert sum((line.discount for line in draft.lines), ZERO) == draft.discount
    assert taxes == draft.tax_total == sum((line.tax for line in draft.lines), ZERO) + draft.delivery_tax
    assert draft.total >= 0


@pytest.mark.django_db
@pytest.mark.parametrize("included", [True, False], ids=["tax-in", "tax-out"])
@pytest.mark.parametrize("currency", CURRENCIES)
def test_the_page_adds_up_to_the_same(currency: str, included: bool, settings: Settings) -> None:
    settings.SHOP_CURRENCY, settings.PRICES_INCLUDE_TAX = currency, included

    @hypothesis.settings(max_examples=PAGES // 2, deadline=None)
    @hypothesis.given(purchases(currency))
    def check(purchase: Purchase) -> None:
        page = render_to_string("checkout/_summary.html", {"purchase": purchase})
        rows = [(row["name"], read(row["amount"])) for row in ROW.finditer(page)]
        named = dict(rows)
        taxes = sum((amount for name, amount in rows if "VAT" in name or "tax" in name), ZERO)
        discount = sum((amount for name, amount in rows if name.startswith("Discount")), ZERO)
        lines = sum((read(line["amount"]) for line in LINE.finditer(page)), ZERO)
        assert lines == named["Subtotal"]
        assert lines + discount + named["Delivery"] + (ZERO if included else taxes) == named["Total"]
        assert named["Total"] == purchase.quote.totals.total

    check()


def read(printed: str) -> Decimal:
    """Read an amount as a shopper does: whatever its currency sign is, and whether or not it is taken off."""
    if printed == "Free":
        return ZERO
    amount = parse_decimal(re.sub(r"[^0-9.,]", "", printed), locale="en")
    return -amount if printed.startswith("\N{MINUS SIGN}") else amount
