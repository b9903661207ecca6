"""What changed between the review and its button is told by name, and ordered when it is confirmed once more."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from shop.catalog.models import Product, Variant
from shop.checkout import terms
from shop.checkout.session import CheckoutSession
from shop.checkout.tests.shopping import ADDRESS, Shopper
from shop.coupons.models import Coupon
from shop.delivery.models import DeliveryMethod
from shop.orders.models import Order
from shop.taxes.models import TaxRate
from shop.testing.builders import make_product

pytestmark = pytest.mark.postgresql("it depends on what the database locks")


def raise_the_price() -> None:
    Variant.objects.update(price=Decimal("25.00"))


def sell_most() -> None:
    Variant.objects.update(stock=1)


def raise_the_delivery() -> None:
    DeliveryMethod.objects.create(name="Courier", price=Decimal("6.50"))


def raise_the_tax() -> None:
    TaxRate.objects.update(percent=Decimal(21))


def withdraw() -> None:
    Product.objects.filter(title="Tea towel").update(status=Product.Status.ARCHIVED)


def end_the_coupon() -> None:
    Coupon.objects.update(is_active=False)


def rename() -> None:
    Product.objects.filter(title="Linen shirt").update(title="Hemp shirt")


def call_the_tax_otherwise() -> None:
    TaxRate.objects.update(name="Sales tax")


CHANGES = [
    (rename, "“Linen shirt” is called “Hemp shirt” now."),
    (call_the_tax_otherwise, "Tax: Sales tax 19 % instead of VAT 19 %."),
    (raise_the_price, "Linen shirt costs €25.00 instead of €20.00."),
    (sell_most, "Linen shirt: 1 instead of 2."),
    (raise_the_delivery, "Delivery is “Courier” for €6.50 now."),
    (raise_the_tax, "The tax is"),
    (withdraw, "Tea towel cannot be had any more and is not part of the order."),
    (end_the_coupon, "The coupon SPRING cannot be used any more."),
]


@pytest.mark.parametrize(("change", "said"), CHANGES, ids=[change.__name__ for change, _ in CHANGES])
def test_what_changed_meanwhile_is_told_by_name_and_confirmed_once(
    ready: Shopper, shirt: Product, change: Callable[[], None], said: str
) -> None:
    ready.add(shirt)
    ready.add(make_product(title="Tea towel", price="8.00", stock=5))
    Coupon.objects.create(code="SPRING", kind="percent", value=Decimal(10))
    ready.client.post("/cart/coupon/", {"code": "spring"}, headers={"Sec-Fetch-Site": "same-origin"})
    agreed = ready.agreed()

    change()
    response = ready.confirm(agreed)

    assert response.status_code == 422
    assert said in response.content.decode()
    assert not Order.objects.exists()

    agreed_again = ready.agreed(response)
    assert ready.confirm(agreed_again).status_code == 303
    assert ready.order().total == sum(line.total - line.discount for line in ready.order().lines.all()) + (
        ready.order().delivery_price
    )


def test_what_was_added_in_another_tab_is_told_too(ready: Shopper) -> None:
    agreed = ready.agreed()
    ready.add(make_product(title="Tea towel", price="8.00"))

    response = ready.confirm(agreed)

    assert response.status_code == 422
    assert "Tea towel is part of the order now." in response.content.decode()


def move(shopper: Shopper) -> None:
    shopper.fill("address", ADDRESS | {"shipping_street_address": "Elsewhere 9"})


def write_otherwise(shopper: Shopper) -> None:
    shopper.fill("contact", {"email": "grace@example.org"})


def note(shopper: Shopper) -> None:
    shopper.fill("address", ADDRESS | {"note": "Ring twice"})


def bill_elsewhere(shopper: Shopper) -> None:
    billing = {name.replace("shipping_", "billing_"): value for name, value in ADDRESS.items()}
    shopper.fill("address", ADDRESS | billing | {"different": "on", "billing_name": "Grace Hopper"})


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (move, "Ship to: Ada Lovelace, Elsewhere 9, 10117 Berlin, Germany."),
        (write_otherwise, "Your contact is grace@example.org now."),
        (note, "Your note to the shop is another one now."),
        (bill_elsewhere, "Bill to: Grace Hopper"),
    ],
)
def test_what_was_told_otherwise_in_another_tab_is_told_too(
    ready: Shopper, change: Callable[[Shopper], None], said: str
) -> None:
    agreed = ready.agreed()
    change(ready)

    response = ready.confirm(agreed)

    assert response.status_code == 422
    assert said in response.content.decode()
    assert not Order.objects.exists()


def test_other_days_of_arrival_are_told(ready: Shopper) -> None:
    method = DeliveryMethod.objects.create(name="Standard", least_days=1, most_days=2)
    agreed = ready.agreed()
    DeliveryMethod.objects.filter(pk=method.pk).update(least_days=30, most_days=40)

    response = ready.confirm(agreed)

    assert response.status_code == 422
    assert "It arrives on other days than before: between" in response.content.decode()


def test_the_last_one_sold_meanwhile_ends_the_checkout(ready: Shopper) -> None:
    agreed = ready.agreed()
    Variant.objects.update(stock=0)

    response = ready.confirm(agreed)

    assert response.url == "/checkout/"
    assert ready.client.get(response.url).headers["Location"] == "/cart/"
    assert not Order.objects.exists()


def test_an_address_that_no_longer_fits_is_asked_for_again(ready: Shopper) -> None:
    agreed = ready.agreed()
    session = ready.client.session
    session["checkout"]["given"]["address"].pop("shipping_city")
    session.save()

    assert ready.confirm(agreed).url == "/checkout/"
    assert ADDRESS["shipping_street_address"] in ready.client.get("/checkout/address/").content.decode()


def test_terms_that_an_earlier_version_has_signed_keep_holding(ready: Shopper) -> None:
    agreed = ready.agreed()
    signed = terms.read_signed(agreed["shown"])
    assert signed is not None
    signed.pop("rates")
    # What was signed before named no rates, and the token was made of what it named.
    assert CheckoutSession(token="t").token_for(signed) == CheckoutSession(token="t").token_for(signed | {"rates": []})

    answer = ready.confirm(agreed | {"shown": terms.sign(signed)})

    assert answer["Location"] == ready.order().get_absolute_url()
