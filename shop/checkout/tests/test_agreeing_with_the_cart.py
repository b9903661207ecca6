"""Drawer, cart and checkout say the same sums, and promise the same delivery, whatever has become of the goods."""

from decimal import Decimal
from typing import Any

import hypothesis
import pytest
from django.db import transaction
from django.test import Client
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from cart import pricing
from cart.cart import Cart
from cart.shopper import shopper_of
from cart.view_models import CartView
from shop.catalog.models import Product, Variant
from shop.checkout.purchase import Purchase
from shop.checkout.tests.shopping import Shopper
from shop.coupons.models import Coupon
from shop.delivery.models import DeliveryMethod
from shop.money import ZERO, format_money, quantize
from shop.testing.builders import make_product
from shop.testing.terms import make_method, make_rate, make_zone

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

CARTS = 60
GOODS = 4
TAX_CLASSES = ["", "food", "free"]
CODE = "SPRING"


def amounts(most: int) -> st.SearchStrategy[Decimal]:
    return st.integers(0, most).map(lambda cents: Decimal(cents).scaleb(-2))


def goods() -> st.SearchStrategy[dict[str, Any]]:
    """What the merchant may have made of a variant since it was put into the cart."""
    return st.fixed_dictionaries(
        {
            "wanted": st.integers(1, 9),
            "seen": amounts(10_000),
            "price": amounts(10_000),
            "stock": st.integers(0, 9),
            "track_stock": st.booleans(),
            "is_sold": st.booleans(),
            "requires_shipping": st.booleans(),
            "taxable": st.booleans(),
            "tax_code": st.sampled_from(TAX_CLASSES),
            "weight_grams": st.integers(0, 2_000),
        }
    )


def coupons() -> st.SearchStrategy[dict[str, Any] | None]:
    kinds = st.sampled_from([("percent", Decimal("12.5")), ("fixed", Decimal("7.77")), ("free_delivery", ZERO)])
    return st.none() | st.fixed_dictionaries({"kind": kinds, "minimum": amounts(20_000)})


def methods() -> st.SearchStrategy[list[dict[str, Any]]]:
    bound = st.none() | amounts(30_000)
    fields = {"free_from": bound, "least_total": bound, "zone": st.sampled_from(["DE", "FR", None])}
    return st.lists(st.fixed_dictionaries(fields), max_size=3)


def lay_out(things: list[dict[str, Any]], coupon: dict[str, Any] | None, ways: list[dict[str, Any]]) -> dict[str, Any]:
    """Make the shop so, and return the session's cart."""
    lines = {}
    for variant, thing in zip(Variant.objects.select_related("product").order_by("pk"), things, strict=False):
        status = Product.Status.ACTIVE if thing["is_sold"] else Product.Status.ARCHIVED
        Product.objects.filter(pk=variant.product_id).update(status=status)
        fields = {name: value for name, value in thing.items() if name not in ("wanted", "seen", "is_sold")}
        Variant.objects.filter(pk=variant.pk).update(**fields)
        lines[str(variant.pk)] = {"quantity": thing["wanted"], "seen": str(thing["seen"])}
    Coupon.objects.all().delete()
    if coupon:
        kind, value = coupon["kind"]
        Coupon.objects.create(code=CODE, kind=kind, value=value, minimum=coupon["minimum"])
    DeliveryMethod.objects.all().delete()
    zones = {zone.name: zone for zone in (make_zone("DE"), make_zone("FR"))} if ways else {}
    for number, way in enumerate(ways):
        make_method(name=f"Way {number}", **way | {"zone": zones.get(way["zone"])})
    return {"v": 1, "lines": lines} | ({"coupon": CODE} if coupon else {})


@pytest.mark.parametrize("included", [True, False], ids=["tax-in", "tax-out"])
def test_a_cart_and_its_checkout_come_to_the_same(included: bool, settings: Settings) -> None:
    settings.PRICES_INCLUDE_TAX = included
    for number in range(GOODS):
        make_product(title=f"Thing {number}")
    for country in ("DE", "FR"):
        make_rate("19", country=country)
        make_rate("7", country=country, tax_class="food")

    @hypothesis.settings(max_examples=CARTS // 2, deadline=None)
    @hypothesis.given(
        st.lists(goods(), min_size=1, max_size=GOODS), coupons(), methods(), st.sampled_from(["", "DE", "FR"])
    )
    def check(things: list[Any], coupon: Any, ways: list[Any], country: str) -> None:
        with transaction.atomic():
            agree(things, coupon, ways, country)
            transaction.set_rollback(True)

    check()


def agree(things: list[Any], coupon: Any, ways: list[Any], country: str) -> None:
    session: Any = {"cart": lay_out(things, coupon, ways)}
    if country:
        given = {"contact": {"email": "ada@example.org"}, "address": {"shipping_country_code": country}}
        session["checkout"] = {"v": 1, "token": "t", "given": given, "typed": {}}
    cart = pricing.price(Cart.of(session), shopper_of(session))
    purchase = Purchase.of(session)
    totals, shown = purchase.quote.totals, CartView.of(cart)

    assert cart.subtotal == totals.subtotal == sum(map(worth, things), ZERO)
    assert shown.subtotal == format_money(totals.subtotal)
    assert cart.discount == totals.discount
    assert cart.total == totals.subtotal - totals.discount
    assert shown.total == format_money(totals.subtotal - totals.discount)
    assert (cart.coupon.refusal if cart.coupon else "") == purchase.quote.coupon.refusal
    if coupon:
        assert purchase.quote.coupon.used_code == (CODE if totals.subtotal >= coupon["minimum"] else "")
    if cart.free_delivery and cart.free_delivery.is_reached:
        assert any(not offer.price for offer in purchase.deliveries)
    elif cart.free_delivery:
        free = {way["free_from"] for way in ways if way["free_from"] is not None}
        sent = [line for line in purchase.goods.lines if line.variant.requires_shipping]
        assert cart.free_delivery.threshold in free
        assert cart.toward_free_delivery == sum((line.total - line.discount for line in sent), ZERO)


def worth(thing: dict[str, Any]) -> Decimal:
    """What the cart's line comes to, worked out by hand."""
    limit = thing["stock"] if thing["track_stock"] else 9
    return quantize(thing["price"] * min(thing["wanted"], limit)) if thing["is_sold"] else ZERO


def test_a_short_line_counts_for_what_can_be_had(client: Client) -> None:
    shirt = make_product(title="Linen shirt", price="20.00", compare_at_price="25.00", stock=5)
    Shopper(client).add(shirt, 4)
    Variant.objects.update(stock=2)

    page = client.get("/cart/").content.decode()

    assert "Only 2 can be ordered now." in page
    assert "€40.00</dd>" in page
    assert "€80.00" not in page
    assert "€10.00</dd>" in page


def test_a_coupon_asks_for_its_minimum_of_what_can_be_ordered(client: Client) -> None:
    Shopper(client).add(make_product(price="20.00", stock=5), 4)
    Variant.objects.update(stock=2)
    Coupon.objects.create(code=CODE, kind="fixed", value=5, minimum=60)

    answer = client.post("/cart/coupon/", {"code": CODE}, headers={"Sec-Fetch-Site": "same-origin"}, follow=True)

    assert "needs €20.00 more" in answer.content.decode()


def test_free_delivery_is_promised_for_the_country_that_the_shopper_has_told(client: Client) -> None:
    make_method(zone=make_zone("DE"), free_from="60")
    make_method(zone=make_zone("AT"), free_from="100")
    shopper = Shopper(client)
    shopper.add(make_product(price="20.00"))
    assert "Free delivery in €40.00" in client.get("/cart/").content.decode()
    shopper.fill("contact", {"email": "ada@example.org"})

    answer = shopper.fill("address", {"go": "country", "shipping_country_code": "AT"})
    assert "cart:moved" in answer["HX-Trigger"]
    assert "Free delivery in €80.00" in client.get("/cart/").content.decode()
    assert "Free delivery in €80.00" in client.get("/").content.decode()

    shopper.fill("address", {"go": "country", "shipping_country_code": "DE"})
    assert "Free delivery in €40.00" in client.get("/cart/").content.decode()


def test_a_customer_who_has_used_a_coupon_is_told_so_in_the_cart_too(client: Client) -> None:
    coupon = Coupon.objects.create(code=CODE, kind="fixed", value=5, max_uses_per_customer=1)
    coupon.coupon_uses.create(holder="before", email="ada@example.org")
    shopper = Shopper(client)
    shopper.add(make_product(price="20.00"))
    client.post("/cart/coupon/", {"code": CODE}, headers={"Sec-Fetch-Site": "same-origin"})
    assert "€15.00</dd>" in client.get("/cart/").content.decode()

    shopper.fill("contact", {"email": "ada@example.org"})

    page = client.get("/cart/").content.decode()
    assert "was used with this e-mail address already" in page
    assert "€15.00</dd>" not in page


def test_bounds_of_a_method_see_the_tax_that_is_added(client: Client, settings: Settings) -> None:
    settings.PRICES_INCLUDE_TAX = False
    make_rate("19")
    make_method(name="Insured", least_total="110")
    make_method(name="Letter", most_total="110")
    shopper = Shopper(client)
    shopper.add(make_product(price="100.00"))
    shopper.fill_all()

    assert "Insured" in shopper.review().content.decode()
    assert "Letter" not in shopper.review().content.decode()
