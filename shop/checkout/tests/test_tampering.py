"""Whatever is sent that no form of the shop has offered is refused or ignored: never a lower total, never a failure."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.core import signing
from django.http import Http404
from django.test import Client, RequestFactory

from shop.catalog.models import Product, Variant
from shop.checkout import views as checkout_views
from shop.checkout.terms import read_signed
from shop.checkout.tests.shopping import ADDRESS, CONTACT, OWN, Shopper
from shop.coupons.models import Coupon
from shop.delivery.models import DeliveryMethod
from shop.orders import views as order_views
from shop.orders.models import Order
from shop.testing.builders import make_product, make_variant
from shop.testing.linting import LintingClient
from shop.testing.orders import make_order
from shop.testing.terms import make_method, make_zone

pytestmark = pytest.mark.postgresql("it depends on what the database takes as a value")

# What an honest shopper pays here for one linen shirt: 20.00, and 4.90 for its delivery.
HONEST = Decimal("24.90")
LIES = {
    "price": "0.01",
    "seen": "0.01",
    "unit_price": "0.01",
    "subtotal": "0.01",
    "total": "0.01",
    "tax": "0",
    "discount": "24.89",
    "coupon": "ALL",
    "coupon_code": "ALL",
    "delivery": "0",
    "delivery_price": "0",
    "currency": "KRW",
    "state": "paid",
    "paid_at": "2026-01-01",
    "is_held": "1",
    "payment_provider": "",
    "session_key": "x",
    "product": "1",
    "holder": "x",
    "given": "{}",
}


@pytest.fixture
def other(shopper: Shopper) -> Shopper:
    """Somebody else, who buys something cheap with a coupon."""
    other = Shopper(LintingClient())
    other.add(make_product(title="Button", price="0.10"))
    Coupon.objects.create(code="ALL", kind="percent", value=Decimal(90))
    other.client.post("/cart/coupon/", {"code": "all"}, headers=OWN)
    other.fill("contact", {"email": "eve@example.org"})
    other.fill("address", ADDRESS)
    return other


def test_lies_in_every_form_change_nothing(choosy: Shopper, shirt: Product) -> None:
    client, variant = choosy.client, shirt.variants.get()
    standard = DeliveryMethod.objects.get(name="Standard")

    client.post(f"/cart/lines/{variant.pk}/", LIES | {"quantity": "1"}, headers=OWN)
    choosy.fill("contact", LIES | CONTACT)
    choosy.fill("address", LIES | ADDRESS)
    choosy.fill("delivery", LIES | {"method": standard.pk})
    response = choosy.confirm(LIES | choosy.agreed())

    order = choosy.order()
    assert response.url == order.get_absolute_url()
    assert (order.total, order.currency, order.state, order.discount) == (HONEST, "EUR", "placed", 0)
    assert (order.payment_provider, order.paid_at, order.coupon_code) == ("offline", None, "")
    assert order.lines.get().unit_price == Decimal("20.00")


def test_lies_in_the_address_change_nothing(choosy: Shopper) -> None:
    choosy.client.post("/checkout/review/?total=0&discount=20&price=0", choosy.agreed(), headers=OWN)

    assert choosy.order().total == HONEST


def test_what_another_shopper_has_seen_is_no_agreement(choosy: Shopper, other: Shopper) -> None:
    method = str(DeliveryMethod.objects.get(name="Standard").pk)
    other.fill("delivery", {"method": method})
    cheap = other.agreed()["shown"]
    assert (read_signed(cheap) or {})["total"] == "4.91"

    response = choosy.confirm(choosy.agreed() | {"shown": cheap})

    assert response.status_code == 422
    assert not Order.objects.exists()


@pytest.mark.parametrize("salt", ["django.core.signing", "shop", "django.contrib.messages"])
def test_what_the_shop_signed_for_something_else_is_no_agreement(choosy: Shopper, salt: str) -> None:
    terms = read_signed(choosy.agreed()["shown"])

    response = choosy.confirm(choosy.agreed() | {"shown": signing.dumps(terms, salt=salt)})

    assert response.status_code == 422
    assert not Order.objects.exists()


def test_another_shoppers_intent_places_nothing_for_either(choosy: Shopper, other: Shopper) -> None:
    other.fill("delivery", {"method": str(DeliveryMethod.objects.get(name="Standard").pk)})

    response = choosy.confirm(choosy.agreed() | {"token": other.agreed()["token"]})

    assert response.url == "/checkout/"
    assert not Order.objects.exists()


def hidden_methods() -> Iterator[tuple[str, DeliveryMethod]]:
    yield "switched off", make_method(name="Off", price="0", is_active=False)
    yield "to another country", make_method(name="Abroad", price="0", zone=make_zone("FR"))
    yield "for more", make_method(name="Bulk", price="0", least_total="1000")


def test_a_way_of_delivery_that_is_not_for_this_cannot_be_had(choosy: Shopper) -> None:
    for why, method in hidden_methods():
        response = choosy.fill("delivery", {"method": method.pk})

        assert (response.status_code, why) == (422, why)
    choosy.confirm()
    assert choosy.order().total == HONEST


@pytest.mark.parametrize("provider", ["stripe", "sandbox", "", "offline,sandbox", "Offline"])
def test_a_provider_that_is_not_offered_cannot_be_had(choosy: Shopper, provider: str) -> None:
    response = choosy.fill("payment", {"provider": provider})

    # There is one way to pay, and so nothing to choose.
    assert (response.status_code, response.url) == (303, "/checkout/review/")
    choosy.confirm()
    assert (choosy.order().payment_provider, choosy.order().state) == ("offline", "placed")


def test_a_variant_is_sold_at_its_own_price_whatever_product_is_named_with_it(
    client: LintingClient, shirt: Product
) -> None:
    button = make_product(title="Button", price="0.10")
    shopper = Shopper(client)
    sent = {"variant": shirt.variants.get().pk, "product": button.pk, "slug": button.slug, "price": "0.10"}

    client.post("/cart/lines/", sent, headers=OWN)
    shopper.fill_all()
    shopper.confirm()

    assert [line.product_title for line in shopper.order().lines.all()] == ["Linen shirt"]
    assert shopper.order().total == Decimal("20.00")


@pytest.mark.django_db
def test_a_product_page_shows_no_variant_of_another(client: LintingClient, shirt: Product) -> None:
    button = make_product(title="Button", price="0.10", status=Product.Status.DRAFT)

    page = client.get(f"{shirt.get_absolute_url()}?variant={button.variants.get().pk}")

    assert page.status_code == 200
    assert "€0.10" not in page.content.decode()
    assert f'name="variant" value="{shirt.variants.get().pk}"' in page.content.decode()


@pytest.mark.parametrize("status", [Product.Status.DRAFT, Product.Status.ARCHIVED])
def test_a_hidden_product_can_be_neither_added_nor_ordered(choosy: Shopper, status: str) -> None:
    secret = make_product(title="Secret lamp", price="1.00", status=status)
    variant = secret.variants.get()

    answers = [
        choosy.client.post("/cart/lines/", {"variant": variant.pk}, headers=OWN),
        choosy.client.post(f"/cart/lines/{variant.pk}/", {"quantity": "1"}, headers=OWN),
    ]

    assert [(answer.status_code, answer.headers["Location"]) for answer in answers] == [(303, "/cart/")] * 2
    assert "Secret lamp" not in choosy.review().content.decode()
    choosy.confirm()
    assert [line.product_title for line in choosy.order().lines.all()] == ["Linen shirt"]
    assert variant.stock == 5


def test_more_than_there_are_cannot_be_had(choosy: Shopper, shirt: Product) -> None:
    variant = shirt.variants.get()

    choosy.client.post(f"/cart/lines/{variant.pk}/", {"quantity": "500"}, headers=OWN)
    choosy.confirm()

    assert choosy.order().lines.get().quantity <= 5
    variant.refresh_from_db()
    assert variant.stock >= 0


def test_a_variant_that_was_deleted_is_no_part_of_the_order(choosy: Shopper) -> None:
    gone = make_variant(price="1.00")
    choosy.client.post("/cart/lines/", {"variant": gone.pk}, headers=OWN)
    agreed = choosy.agreed()
    Variant.objects.filter(pk=gone.pk).delete()

    response = choosy.confirm(agreed)

    assert response.status_code == 422
    assert not Order.objects.exists()


@pytest.mark.parametrize("skipped", ["contact", "address", "delivery"])
def test_a_skipped_section_places_nothing(choosy: Shopper, skipped: str) -> None:
    agreed = choosy.agreed()
    session = choosy.client.session
    session["checkout"]["given"].pop(skipped)
    session.save()

    assert choosy.confirm(agreed).url == "/checkout/"
    assert not Order.objects.exists()


def test_an_order_that_is_not_to_be_paid_online_cannot_be_sent_to_a_provider(client: LintingClient, db: None) -> None:
    for order in (make_order(), make_order(state=Order.State.CANCELLED)):
        response: Any = client.post(
            f"/checkout/payments/{order.token}/", {"provider": "sandbox", "amount": "0"}, headers=OWN
        )

        assert response.url == order.get_absolute_url()
        assert not order.payments.exists()


@pytest.mark.django_db
def test_a_stranger_with_a_number_and_those_around_it_sees_nothing(rf: RequestFactory) -> None:
    order = [make_order(email="ada@example.com") for _ in range(5)][2]
    request: Any = rf.get("/")

    for number in range(max(order.number - 1000, 0), order.number + 1001):
        for view in (order_views.order_detail, checkout_views.returned):
            with pytest.raises(Http404):
                view(request, token=str(number))
    assert Client().get(f"/orders/{order.pk}/").status_code == 404
    assert str(order.number) not in order.token
    assert len(set(Order.objects.values_list("token", flat=True))) == 5
