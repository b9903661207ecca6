"""Which providers the shop offers, and where their pages are."""

import json
import os
import subprocess
import sys
from decimal import Decimal
from typing import Any

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from pytest_django.fixtures import Settings

from shop import payments
from shop import settings as shop_settings
from shop.payments import registry
from shop.payments.currencies import require_currency
from shop.payments.origins import on_loopback, origins_of
from shop.testing.environment import DEFAULTS, ENVIRONMENT


def test_the_shop_offers_what_its_settings_name_in_their_order(settings: Settings) -> None:
    settings.PAYMENT_PROVIDERS = ["sandbox", "offline"]
    assert [provider.name for provider in payments.enabled()] == ["sandbox", "offline"]
    assert [provider.is_online for provider in payments.enabled()] == [True, False]


@pytest.mark.parametrize("name", registry.PROVIDERS)
def test_each_provider_of_the_table_can_be_made(name: str, settings: Settings) -> None:
    for key in (key for key, value in vars(shop_settings).items() if key.startswith(f"{name.upper()}_") and not value):
        setattr(settings, key, "a_key")
    assert payments.get(name).name == name
    assert payments.get(name).label


@pytest.mark.parametrize("name", sorted(registry.PROVIDERS.keys() - {"sandbox"}))
def test_a_form_may_lead_to_the_page_of_each_provider_that_has_one(name: str) -> None:
    assert bool(origins_of([name], sandbox_url="")) == payments.is_online(name)


@pytest.mark.django_db
def test_bank_transfer_and_cash_are_two_ways_each_with_its_own_words(settings: Settings) -> None:
    settings.PAYMENT_PROVIDERS = ["bank_transfer", "cash"]
    settings.BANK_TRANSFER_INSTRUCTIONS, settings.CASH_INSTRUCTIONS = "IBAN DE02", "Have it ready"
    assert [provider.instructions for provider in payments.enabled()] == ["IBAN DE02", "Have it ready"]
    assert len({str(provider.label) for provider in payments.enabled()}) == 2


@pytest.mark.slow
@pytest.mark.parametrize(
    ("environment", "offered", "bank_transfer"),
    [
        ({}, ["bank_transfer", "cash"], ""),
        ({"OFFLINE_INSTRUCTIONS": "IBAN"}, ["offline"], "IBAN"),
        ({"OFFLINE_INSTRUCTIONS": "IBAN", "PAYMENT_PROVIDERS": "bank_transfer"}, ["bank_transfer"], "IBAN"),
        ({"OFFLINE_INSTRUCTIONS": "old", "BANK_TRANSFER_INSTRUCTIONS": "new"}, ["offline"], "new"),
        ({"PAYMENT_PROVIDERS": "offline"}, ["offline"], ""),
    ],
)
def test_what_a_shop_has_set_before_goes_on(
    environment: dict[str, str], offered: list[str], bank_transfer: str
) -> None:
    shop = read_settings(environment)
    assert (shop["PAYMENT_PROVIDERS"], shop["BANK_TRANSFER_INSTRUCTIONS"]) == (offered, bank_transfer)


@pytest.mark.parametrize(
    ("currency", "providers", "why"),
    [
        ("KWD", "stripe", "Stripe takes KWD in steps of 0.01, and prices, discounts and tax have steps of 0.001"),
        ("TND", "cash,stripe", "steps of 0.01"),
        ("IRR", "stripe", "Stripe does not take IRR"),
        ("CLF", "cash", "more than 3 decimal places"),
    ],
)
def test_a_currency_that_a_provider_cannot_take_stops_the_start(currency: str, providers: str, why: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=why):
        require_currency(currency, providers.split(","))


@pytest.mark.parametrize("currency", ["EUR", "JPY", "CLP", "HUF", "ISK", "UGX", "VND", "TWD", "KRW", "XOF"])
def test_a_currency_whose_smallest_amount_stripe_takes_does_not(currency: str) -> None:
    require_currency(currency, ["bank_transfer", "stripe"])


def test_a_currency_of_thousandths_is_paid_in_any_other_way() -> None:
    require_currency("KWD", ["bank_transfer", "cash", "offline", "sandbox"])


def test_a_shop_whose_currency_cannot_be_taken_does_not_start_and_says_why() -> None:
    said = read_settings({"PAYMENT_PROVIDERS": "stripe", "SHOP_CURRENCY": "KWD", "STRIPE_SECRET_KEY": "sk_test_key"})
    assert "SHOP_CURRENCY is 'KWD' and PAYMENT_PROVIDERS has 'stripe', but Stripe takes KWD in steps" in said["error"]


@pytest.mark.django_db
def test_the_check_names_each_way_to_pay_without_words(settings: Settings) -> None:
    settings.PAYMENT_PROVIDERS = ["bank_transfer", "cash", "sandbox"]
    settings.BANK_TRANSFER_INSTRUCTIONS, settings.CASH_INSTRUCTIONS = "IBAN DE02", ""
    (warning,) = [each for each in run_checks() if each.id == "payments.W001"]
    assert "CASH_INSTRUCTIONS" in warning.msg


@pytest.mark.parametrize("page", ["/admin/", "/admin/orders/order/"])
def test_the_admin_warns_while_shoppers_do_not_read_where_to_pay(
    page: str, admin_client: Client, settings: Settings
) -> None:
    settings.PAYMENT_PROVIDERS = ["bank_transfer"]
    assert "BANK_TRANSFER_INSTRUCTIONS" in admin_client.get(page).content.decode()
    settings.BANK_TRANSFER_INSTRUCTIONS = "IBAN DE02"
    assert "BANK_TRANSFER_INSTRUCTIONS" not in admin_client.get(page).content.decode()


def read_settings(environment: dict[str, str]) -> dict[str, Any]:
    """Return what the shop's settings hold in an environment, or the sentence that stops them as "error"."""
    program = """
import json
from django.core.exceptions import ImproperlyConfigured
try:
    from shop import settings
    found = {name: getattr(settings, name) for name in ("PAYMENT_PROVIDERS", "BANK_TRANSFER_INSTRUCTIONS")}
except ImproperlyConfigured as error:
    found = {"error": str(error)}
print(json.dumps(found))
"""
    known = {name: value for name, value in os.environ.items() if name not in DEFAULTS}
    ran = subprocess.run(
        [sys.executable, "-c", program], env=known | ENVIRONMENT | environment, capture_output=True, check=True
    )
    return dict(json.loads(ran.stdout))


@pytest.mark.parametrize("name", ["paypal", "stripe", "", "OFFLINE"])
def test_a_provider_that_is_not_set_up_is_unknown(name: str, settings: Settings) -> None:
    settings.STRIPE_SECRET_KEY = ""
    with pytest.raises(payments.UnknownProvider):
        payments.get(name)


def test_stripe_is_there_once_it_has_its_keys(settings: Settings) -> None:
    settings.STRIPE_SECRET_KEY, settings.STRIPE_WEBHOOK_SECRET = "sk_test_key", "whsec_key"
    assert payments.get("stripe").is_online


def test_forms_may_lead_to_the_pages_of_the_providers_that_are_offered() -> None:
    known = {"sandbox_url": "http://127.0.0.1:8100/"}
    assert origins_of(["offline"], **known) == []
    assert origins_of(["stripe", "sandbox"], **known) == ["https://checkout.stripe.com", "http://127.0.0.1:8100"]


@pytest.mark.parametrize("url", ["http://127.0.0.1:8100", "http://localhost:1/", "http://[::1]:80"])
def test_the_sandbox_may_be_on_this_machine(url: str) -> None:
    assert on_loopback(url) == url.rstrip("/")


@pytest.mark.parametrize("url", ["https://pay.example", "http://10.0.0.1:80", "http://127.0.0.1", "127.0.0.1:80", ""])
def test_the_sandbox_may_be_nowhere_else(url: str) -> None:
    with pytest.raises(ValueError, match=r"127\.0\.0\.1"):
        on_loopback(url)


@pytest.mark.parametrize(
    ("amount", "currency", "minor"), [("20.00", "EUR", 2000), ("20000", "KRW", 20000), ("5.125", "KWD", 5125)]
)
def test_an_amount_is_whole_minor_units_and_back(amount: str, currency: str, minor: int) -> None:
    assert payments.to_minor(Decimal(amount), currency) == minor
    assert payments.from_minor(minor, currency) == Decimal(amount)


@pytest.mark.parametrize(("amount", "currency"), [("20.005", "EUR"), ("0.5", "KRW")])
def test_a_part_of_a_minor_unit_is_no_amount(amount: str, currency: str) -> None:
    with pytest.raises(ValueError, match="no whole number"):
        payments.to_minor(Decimal(amount), currency)
