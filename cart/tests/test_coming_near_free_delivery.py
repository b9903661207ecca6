"""The bar that says how far delivery is from being free."""

import pytest
from django.test import Client
from django.urls import reverse

from cart.tests.conftest import add
from shop.catalog.models import Variant
from shop.coupons.models import Coupon
from shop.delivery.models import DeliveryMethod
from shop.testing.builders import make_product
from shop.testing.htmx import HtmxClient

CART = reverse("cart:cart")
COUPON = reverse("cart:set-coupon")


@pytest.fixture(autouse=True)
def delivery(db: None) -> None:
    DeliveryMethod.objects.create(name="Parcel", price="4.90", free_from="50.00")


def test_it_says_what_is_missing(client: Client, shirt: Variant) -> None:
    add(client, shirt, 2)

    html = client.get(CART).content.decode()

    assert "Free delivery in €10.00" in html
    assert '<progress class="cart-delivery__bar" max="50.00" value="40.00"' in html


def test_it_counts_what_is_paid_for_the_goods(client: Client, hx: HtmxClient, shirt: Variant, spring: Coupon) -> None:
    add(client, shirt, 2)
    hx.post(COUPON, {"code": "SPRING10"})

    assert "Free delivery in €14.00" in client.get(CART).content.decode()


def test_it_says_when_it_is_reached(client: Client, shirt: Variant) -> None:
    add(client, shirt, 3)

    assert "Delivery is free." in client.get(CART).content.decode()


def test_a_code_may_free_it(client: Client, hx: HtmxClient, shirt: Variant) -> None:
    Coupon.objects.create(code="POST", kind=Coupon.Kind.FREE_DELIVERY)
    add(client, shirt)

    answer = hx.post(COUPON, {"code": "post"})

    html = answer.content.decode()
    assert "Delivery is free with the code POST. 1 item, subtotal €20.00." in html
    assert "<progress" not in html


def test_there_is_none_where_nothing_is_shipped(client: Client) -> None:
    voucher = make_product(title="Voucher", variant={"requires_shipping": False}).variants.get()
    add(client, voucher)

    assert "cart-delivery" not in client.get(CART).content.decode()
