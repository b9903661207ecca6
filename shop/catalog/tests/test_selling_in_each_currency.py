"""Prices of the whole world: read as that amount, written as people there do, paid in the provider's unit."""

from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from shop import payments
from shop.catalog.models import Variant
from shop.catalog.tests.product_files import CASES, bring_in, needs_cases, product_row, write_csv
from shop.payments.currencies import stripe_digits

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it depends on what the database takes as a value")]

# What the file says, what the page says, and what Stripe is asked for.
PRICES = [
    ("JPY", "1200.00", "¥1,200", 1200),
    ("CLP", "29990.00", "CLP29,990", 29990),
    ("HUF", "4990.00", "HUF4,990", 499000),
    ("ISK", "4990.00", "ISK4,990", 499000),
    ("UGX", "50000.00", "UGX50,000", 5000000),
    ("KWD", "1.250", "KWD1.250", 1250),
    ("VND", "250000.00", "₫250,000", 250000),
    ("TWD", "990.00", "NT$990", 99000),
]
Price = tuple[str, str, str, int]


def expect_price(price: Price, client: Client) -> None:
    currency, typed, shown, minor = price
    variant = Variant.objects.get()
    assert variant.price == Decimal(typed)
    page = client.get(variant.product.get_absolute_url()).content.decode().replace("\N{NO-BREAK SPACE}", "")
    assert shown in page
    assert f"{shown}." not in page
    assert payments.to_minor(variant.price, currency, digits=stripe_digits(currency)) == minor


@pytest.mark.parametrize("price", PRICES, ids=lambda price: price[0])
def test_a_price_is_that_amount_everywhere(price: Price, tmp_path: Path, client: Client, settings: Settings) -> None:
    settings.SHOP_CURRENCY = price[0]
    bring_in(write_csv(tmp_path / "prices.csv", [product_row(Variant_Price=price[1])]))
    expect_price(price, client)


@needs_cases
@pytest.mark.parametrize("price", PRICES, ids=lambda price: price[0])
def test_a_merchants_export_is_that_amount_everywhere(price: Price, client: Client, settings: Settings) -> None:
    settings.SHOP_CURRENCY = price[0]
    bring_in(CASES / "17-currencies" / f"{price[0].lower()}.csv")
    expect_price(price, client)
