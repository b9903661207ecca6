"""Which providers the shop offers, and where their pages are."""

from decimal import Decimal

import pytest
from pytest_django.fixtures import Settings

from shop import payments
from shop.payments.origins import on_loopback, origins_of


def test_the_shop_offers_what_its_settings_name_in_their_order(settings: Settings) -> None:
    settings.PAYMENT_PROVIDERS = ["sandbox", "offline"]
    assert [provider.name for provider in payments.enabled()] == ["sandbox", "offline"]
    assert [provider.is_online for provider in payments.enabled()] == [True, False]


@pytest.mark.parametrize("name", ["paypal", "stripe", "", "OFFLINE"])
def test_a_provider_that_is_not_set_up_is_unknown(name: str, settings: Settings) -> None:
    settings.STRIPE_SECRET_KEY = ""
    with pytest.raises(payments.UnknownProvider):
        payments.get(name)


def test_stripe_is_there_once_it_has_its_keys(settings: Settings) -> None:
    settings.STRIPE_SECRET_KEY, settings.STRIPE_WEBHOOK_SECRET = "sk_test_key", "whsec_key"
    assert payments.get("stripe").is_online
    assert payments.get("stripe").origins == ("https://checkout.stripe.com",)


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
