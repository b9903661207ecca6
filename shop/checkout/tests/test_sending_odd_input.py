"""Texts of every odd kind, sent where a form of the checkout has offered none such, are refused."""

from decimal import Decimal
from typing import Any
from urllib.parse import quote

import pytest
from pytest_django.fixtures import Settings

from shop.catalog.models import Product
from shop.checkout.tests.shopping import OWN, Shopper
from shop.orders.models import Order

pytestmark = pytest.mark.postgresql("it depends on what the database takes as a value")

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


@pytest.mark.parametrize("field", ["token", "shown"])
def test_odd_tokens_and_agreements_are_refused(choosy: Shopper, field: str) -> None:
    agreed = choosy.agreed()

    for text in ODD_TEXTS:
        assert choosy.confirm(agreed | {field: text}).status_code in (303, 422)

    assert not Order.objects.exists()


@pytest.mark.parametrize("field", ["method", "provider"])
def test_odd_choices_are_refused(choosy: Shopper, settings: Settings, field: str) -> None:
    settings.PAYMENT_PROVIDERS = ["offline", "sandbox"]
    section = {"method": "delivery", "provider": "payment"}[field]

    for text in ODD_TEXTS:
        assert choosy.fill(section, {field: text}).status_code == 422

    assert choosy.client.get(f"/checkout/{section}/").status_code == 200
    assert not Order.objects.exists()


def test_odd_variants_and_quantities_are_refused(choosy: Shopper, shirt: Product) -> None:
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
        assert choosy.client.post(path, sent, headers=OWN).status_code in (303, 422)

    choosy.confirm()
    assert choosy.order().total == Decimal("24.90")


@pytest.mark.parametrize("path", ["/checkout/payments/{}/", "/checkout/return/{}/", "/orders/{}/", "/checkout/{}/"])
def test_odd_addresses_lead_nowhere(choosy: Shopper, path: str) -> None:
    for text in filter(None, ODD_TEXTS):
        address = path.format(quote(text))
        for answer in (choosy.client.get(address), choosy.client.post(address, {}, headers=OWN)):
            is_led_on = answer.status_code == 302 and path.startswith("/checkout/payments/")
            found = choosy.client.get(answer.headers["Location"]) if is_led_on else answer
            assert found.status_code in (303, 404, 405)
