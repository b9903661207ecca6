"""Whatever is sent that no form of the shop has offered is refused or ignored: never a lower total, never a failure."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from urllib.parse import quote

import pytest
from django.core import signing
from django.http import Http404
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

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
from shop.testing.terms import make_method, make_rate, make_zone

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
ODD_TEXTS = [
    "",
    "0",
    "-1",
    "1.5",
    "1e3",
    "9" * 40,
    "²",
    "x" * 5000,
    "\x00",
    "%00",
    "../..",
    "' OR 1=1 --",
    "null",
    "[]",
]


@pytest.fixture
def ready(shopper: Shopper) -> Shopper:
    """A shopper who has filled in everything, delivered in one of two ways."""
    make_rate()
    make_method(name="Standard", price="4.90")
    make_method(name="Express", price="9.90")
    shopper.fill("contact", CONTACT)
    shopper.fill("address", ADDRESS)
    standard = DeliveryMethod.objects.get(name="Standard")
    assert shopper.fill("delivery", {"method": standard.pk}).url == "/checkout/review/"
    return shopper


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


def test_lies_in_every_form_change_nothing(ready: Shopper, shirt: Product) -> None:
    client, variant = ready.client, shirt.variants.get()
    standard = DeliveryMethod.objects.get(name="Standard")

    client.post(f"/cart/lines/{variant.pk}/", LIES | {"quantity": "1"}, headers=OWN)
    ready.fill("contact", LIES | CONTACT)
    ready.fill("address", LIES | ADDRESS)
    ready.fill("delivery", LIES | {"method": standard.pk})
    response = ready.confirm(LIES | ready.agreed())

    order = ready.order()
    assert response.url == order.get_absolute_url()
    assert (order.total, order.currency, order.state, order.discount) == (HONEST, "EUR", "placed", 0)
    assert (order.payment_provider, order.paid_at, order.coupon_code) == ("offline", None, "")
    assert order.lines.get().unit_price == Decimal("20.00")


def test_lies_in_the_address_change_nothing(ready: Shopper) -> None:
    ready.client.post("/checkout/review/?total=0&discount=20&price=0", ready.agreed(), headers=OWN)

    assert ready.order().total == HONEST


def test_what_another_shopper_has_seen_is_no_agreement(ready: Shopper, other: Shopper) -> None:
    method = str(DeliveryMethod.objects.get(name="Standard").pk)
    other.fill("delivery", {"method": method})
    cheap = other.agreed()["shown"]
    assert (read_signed(cheap) or {})["total"] == "4.91"

    response = ready.confirm(ready.agreed() | {"shown": cheap})

    assert response.status_code == 422
    assert not Order.objects.exists()


@pytest.mark.parametrize("salt", ["django.core.signing", "shop", "django.contrib.messages"])
def test_what_the_shop_signed_for_something_else_is_no_agreement(ready: Shopper, salt: str) -> None:
    terms = read_signed(ready.agreed()["shown"])

    response = ready.confirm(ready.agreed() | {"shown": signing.dumps(terms, salt=salt)})

    assert response.status_code == 422
    assert not Order.objects.exists()


def test_another_shoppers_intent_places_nothing_for_either(ready: Shopper, other: Shopper) -> None:
    other.fill("delivery", {"method": str(DeliveryMethod.objects.get(name="Standard").pk)})

    response = ready.confirm(ready.agreed() | {"token": other.agreed()["token"]})

    assert response.url == "/checkout/"
    assert not Order.objects.exists()


@pytest.mark.parametrize("field", ["token", "shown"])
def test_odd_tokens_and_agreements_are_refused(ready: Shopper, field: str) -> None:
    agreed = ready.agreed()

    for text in ODD_TEXTS:
        assert ready.confirm(agreed | {field: text}).status_code in (303, 422)

    assert not Order.objects.exists()


@pytest.mark.parametrize("field", ["method", "provider"])
def test_odd_choices_are_refused(ready: Shopper, settings: Settings, field: str) -> None:
    settings.PAYMENT_PROVIDERS = ["offline", "sandbox"]
    section = {"method": "delivery", "provider": "payment"}[field]

    for text in ODD_TEXTS:
        assert ready.fill(section, {field: text}).status_code == 422

    assert ready.client.get(f"/checkout/{section}/").status_code == 200
    assert not Order.objects.exists()


def hidden_methods() -> Iterator[tuple[str, DeliveryMethod]]:
    yield "switched off", make_method(name="Off", price="0", is_active=False)
    yield "to another country", make_method(name="Abroad", price="0", zone=make_zone("FR"))
    yield "for more", make_method(name="Bulk", price="0", least_total="1000")


def test_a_way_of_delivery_that_is_not_for_this_cannot_be_had(ready: Shopper) -> None:
    for why, method in hidden_methods():
        response = ready.fill("delivery", {"method": method.pk})

        assert (response.status_code, why) == (422, why)
    ready.confirm()
    assert ready.order().total == HONEST


@pytest.mark.parametrize("provider", ["stripe", "sandbox", "", "offline,sandbox", "Offline"])
def test_a_provider_that_is_not_offered_cannot_be_had(ready: Shopper, provider: str) -> None:
    response = ready.fill("payment", {"provider": provider})

    # There is one way to pay, and so nothing to choose.
    assert (response.status_code, response.url) == (303, "/checkout/review/")
    ready.confirm()
    assert (ready.order().payment_provider, ready.order().state) == ("offline", "placed")


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
def test_a_hidden_product_can_be_neither_added_nor_ordered(ready: Shopper, status: str) -> None:
    secret = make_product(title="Secret lamp", price="1.00", status=status)
    variant = secret.variants.get()

    answers = [
        ready.client.post("/cart/lines/", {"variant": variant.pk}, headers=OWN),
        ready.client.post(f"/cart/lines/{variant.pk}/", {"quantity": "1"}, headers=OWN),
    ]

    assert [(answer.status_code, answer.headers["Location"]) for answer in answers] == [(303, "/cart/")] * 2
    assert "Secret lamp" not in ready.review().content.decode()
    ready.confirm()
    assert [line.product_title for line in ready.order().lines.all()] == ["Linen shirt"]
    assert variant.stock == 5


def test_odd_variants_and_quantities_are_refused(ready: Shopper, shirt: Product) -> None:
    variant = shirt.variants.get()
    sendings: list[tuple[str, dict[str, Any]]] = [
        sending
        for text in ODD_TEXTS
        for sending in (
            ("/cart/lines/", {"variant": text}),
            ("/cart/lines/", {"variant": variant.pk, "quantity": text}),
            # 0 removes.
            (f"/cart/lines/{variant.pk}/", {"quantity": text if text != "0" else "-0"}),
            (f"/cart/lines/{variant.pk}/", {"quantity": "1", "price": text}),
            ("/cart/coupon/", {"code": text}),
        )
    ]

    for path, sent in sendings:
        assert ready.client.post(path, sent, headers=OWN).status_code in (303, 422)

    ready.confirm()
    assert ready.order().total == HONEST


def test_more_than_there_are_cannot_be_had(ready: Shopper, shirt: Product) -> None:
    variant = shirt.variants.get()

    ready.client.post(f"/cart/lines/{variant.pk}/", {"quantity": "500"}, headers=OWN)
    ready.confirm()

    assert ready.order().lines.get().quantity <= 5
    variant.refresh_from_db()
    assert variant.stock >= 0


def test_a_variant_that_was_deleted_is_no_part_of_the_order(ready: Shopper) -> None:
    gone = make_variant(price="1.00")
    ready.client.post("/cart/lines/", {"variant": gone.pk}, headers=OWN)
    agreed = ready.agreed()
    Variant.objects.filter(pk=gone.pk).delete()

    response = ready.confirm(agreed)

    assert response.status_code == 422
    assert not Order.objects.exists()


@pytest.mark.parametrize("skipped", ["contact", "address", "delivery"])
def test_a_skipped_section_places_nothing(ready: Shopper, skipped: str) -> None:
    agreed = ready.agreed()
    session = ready.client.session
    session["checkout"]["given"].pop(skipped)
    session.save()

    assert ready.confirm(agreed).url == "/checkout/"
    assert not Order.objects.exists()


@pytest.mark.parametrize("path", ["/checkout/payments/{}/", "/checkout/return/{}/", "/orders/{}/", "/checkout/{}/"])
def test_odd_addresses_lead_nowhere(ready: Shopper, path: str) -> None:
    for text in filter(None, ODD_TEXTS):
        address = path.format(quote(text))
        for answer in (ready.client.get(address), ready.client.post(address, {}, headers=OWN)):
            is_led_on = answer.status_code == 302 and path.startswith("/checkout/payments/")
            found = ready.client.get(answer.headers["Location"]) if is_led_on else answer
            assert found.status_code in (303, 404, 405)


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
