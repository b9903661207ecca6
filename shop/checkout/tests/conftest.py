"""Fixtures of the checkout's tests."""

import pytest
from django.test import Client

from shop.catalog.models import Product
from shop.checkout.tests.shopping import Shopper
from shop.testing.builders import make_product


@pytest.fixture
def shirt(db: None) -> Product:
    return make_product(title="Linen shirt", price="20.00", stock=5)


@pytest.fixture
def shopper(client: Client, shirt: Product) -> Shopper:
    """A shopper with one linen shirt in the cart."""
    shopper = Shopper(client)
    shopper.add(shirt)
    return shopper
