"""The merchant's first delivery is chosen beforehand, and one that no longer fits is named with its reason."""

import re
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from shop.catalog.models import Product, Variant
from shop.checkout.purchase import Purchase
from shop.checkout.tests.shopping import OWN, Shopper
from shop.coupons.models import Coupon
from shop.delivery.models import DeliveryMethod
from shop.testing.builders import make_category, make_product
from shop.testing.terms import make_method, make_rate, make_zone

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
CHECKED = re.compile(r'name="method" value="(\d+)"[^>]* checked')


@pytest.fixture
def shopper(client: Client) -> Shopper:
    """A shopper with a shirt for €20.00, to whom a parcel for €4.90, a letter for €3.90 and Express are offered."""
    make_method(name="Parcel", price="4.90")
    make_method(name="Letter", price="3.90")
    make_method(name="Express", price="12.00")
    shopper = Shopper(client)
    shopper.add(make_product(price="20.00", variant={"weight_grams": 400}))
    shopper.fill_all()
    return shopper


def method(name: str) -> DeliveryMethod:
    return DeliveryMethod.objects.get(name=name)


def test_the_merchants_first_is_chosen_beforehand_and_needs_no_click(shopper: Shopper) -> None:
    page = shopper.client.get("/checkout/delivery/").content.decode()

    assert CHECKED.findall(page) == [str(method("Parcel").pk)]


def test_a_pick_up_that_costs_nothing_is_not_chosen_for_who_gave_an_address(shopper: Shopper) -> None:
    make_method(name="Pick-up", price="0")
    DeliveryMethod.objects.filter(name="Letter").update(position=1)

    page = shopper.client.get("/checkout/delivery/").content.decode()

    assert CHECKED.findall(page) == [str(method("Parcel").pk)]


def test_what_the_shopper_has_chosen_stays_chosen(shopper: Shopper) -> None:
    shopper.fill("delivery", {"method": method("Parcel").pk})

    page = shopper.client.get("/checkout/delivery/").content.decode()

    assert CHECKED.findall(page) == [str(method("Parcel").pk)]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"most_weight_grams": 300}, "Express no longer fits: it takes up to 300 g."),
        ({"least_weight_grams": 500}, "Express no longer fits: it is for 500 g and more."),
        ({"most_total": "19.99"}, "Express no longer fits: it is for orders up to €19.99."),
        ({"least_total": "20.01"}, "Express no longer fits: it is for orders from €20.01 on."),
        ({"is_active": False}, "Express is not offered any more."),
    ],
)
def test_one_that_no_longer_fits_is_named(shopper: Shopper, fields: dict[str, object], reason: str) -> None:
    shopper.fill("delivery", {"method": method("Express").pk})
    agreed = shopper.agreed()
    DeliveryMethod.objects.filter(name="Express").update(**fields)

    answer = shopper.confirm(agreed)

    page = shopper.client.get(answer["Location"], follow=True).content.decode()
    assert reason in page
    assert CHECKED.findall(page) == [str(method("Parcel").pk)]


def test_one_that_does_not_go_there_is_named(shopper: Shopper) -> None:
    shopper.fill("delivery", {"method": method("Express").pk})
    DeliveryMethod.objects.filter(name="Express").update(zone=make_zone("FR"))

    page = shopper.client.get("/checkout/", follow=True).content.decode()

    assert "Express no longer fits: it does not go to Germany." in page


def test_one_that_is_not_for_these_goods_is_named(shopper: Shopper) -> None:
    shopper.fill("delivery", {"method": method("Express").pk})
    method("Express").categories.add(make_category(name="Books"))

    page = shopper.client.get("/checkout/", follow=True).content.decode()

    assert "Express no longer fits: it is not for everything in your cart." in page


def test_one_that_no_longer_fits_is_named_where_one_other_is_left(shopper: Shopper) -> None:
    shopper.fill("delivery", {"method": method("Express").pk})
    DeliveryMethod.objects.filter(name="Letter").delete()
    DeliveryMethod.objects.filter(name="Express").update(most_weight_grams=300)

    assert "Express no longer fits: it takes up to 300 g." in shopper.review().content.decode()


@pytest.mark.parametrize(("free_from", "price"), [("18.00", "0.00"), ("18.01", "4.90")])
def test_it_is_free_from_what_the_goods_cost_after_the_discount(shopper: Shopper, free_from: str, price: str) -> None:
    DeliveryMethod.objects.filter(name="Parcel").update(free_from=free_from)
    Coupon.objects.create(code="LESS", value=10)
    shopper.client.post("/cart/coupon/", {"code": "LESS"}, headers=OWN)

    session: Any = shopper.client.session
    prices = {offer.name: offer.price for offer in Purchase.of(session).deliveries}

    assert prices["Parcel"] == Decimal(price)


@pytest.mark.parametrize("included", [True, False], ids=["tax-in", "tax-out"])
def test_a_rate_of_zero_prints_no_line(client: Client, settings: object, included: bool) -> None:
    settings.PRICES_INCLUDE_TAX = included  # type: ignore[attr-defined]
    make_rate("0")
    make_rate("7", tax_class="food", name="Food tax")
    shopper = Shopper(client)
    shopper.add(make_product(price="20.00"))
    shopper.add(make_product(title="Honey", price="10.00"))
    Variant.objects.filter(product=Product.objects.get(title="Honey")).update(tax_code="food")
    shopper.fill_all()

    page = shopper.review().content.decode()
    shopper.confirm()
    order = client.get(shopper.order().get_absolute_url()).content.decode()

    for shown in (page, order):
        assert "Food tax" in shown
        assert "VAT" not in shown
