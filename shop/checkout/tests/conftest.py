"""Fixtures of the checkout's tests."""

from decimal import Decimal

import pytest
from django.test import Client

from shop.catalog.models import Product
from shop.checkout.tests.shopping import ADDRESS, CONTACT, Shopper
from shop.delivery.models import DeliveryMethod
from shop.taxes.models import TaxRate
from shop.testing.builders import make_product
from shop.testing.linting import LintingClient
from shop.testing.sandbox import Sandbox
from shop.testing.terms import make_method, make_rate


@pytest.fixture
def shirt(db: None) -> Product:
    return make_product(title="Linen shirt", price="20.00", stock=5)


@pytest.fixture
def shopper(client: Client, shirt: Product) -> Shopper:
    """A shopper with one linen shirt in the cart."""
    shopper = Shopper(client)
    shopper.add(shirt)
    return shopper


@pytest.fixture
def ready(shopper: Shopper) -> Shopper:
    """A shopper who has filled in everything."""
    TaxRate.objects.create(country="DE", name="VAT", percent=Decimal(19))
    shopper.fill_all()
    return shopper


@pytest.fixture
def choosy(shopper: Shopper) -> Shopper:
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
def payer(sandbox: Sandbox, transactional_db: None) -> Shopper:
    """A shopper who is about to pay for the last linen shirt at the sandbox."""
    shopper = Shopper(LintingClient())
    shopper.add(make_product(title="Linen shirt", price="20.00", stock=1))
    shopper.fill("contact", {"email": "ada@example.org"})
    shopper.fill_address()
    assert shopper.fill("payment", {"provider": "sandbox"}).url == "/checkout/review/"
    return shopper
