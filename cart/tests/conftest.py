"""What every test of the cart starts from."""

from http import HTTPStatus
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from shop.catalog.models import Variant
from shop.coupons.models import Coupon
from shop.testing.builders import make_product
from shop.testing.htmx import HtmxClient


@pytest.fixture
def shirt(db: None) -> Variant:
    """A linen shirt at €20.00, of which five are in stock."""
    return make_product(title="Linen shirt", price="20.00", stock=5).variants.get()


@pytest.fixture
def mug(db: None) -> Variant:
    """A tide mug at €12.50 instead of €15.00, of which five are in stock."""
    return make_product(title="Tide mug", price="12.50", compare_at_price="15.00", stock=5).variants.get()


@pytest.fixture
def spring(db: None) -> Coupon:
    """Ten per cent off, from €30.00 on."""
    return Coupon.objects.create(code="SPRING10", kind=Coupon.Kind.PERCENT, value=10, minimum="30.00")


def stored_lines(client: Client) -> dict[str, Any]:
    """Return what the session row holds of the cart's lines."""
    session = Session.objects.get(pk=client.session.session_key)
    return dict(session.get_decoded()["cart"]["lines"])


def add(client: Client, variant: Variant, quantity: int = 1) -> None:
    """Put a variant into the cart, without a message that would wait for the next page."""
    answer = HtmxClient(client).post(reverse("cart:add-line"), {"variant": variant.pk, "quantity": quantity})
    assert answer.status_code == 200, answer.content


def line_address(variant: Variant) -> str:
    return reverse("cart:set-line", args=[variant.pk])


def told_by(client: Client, answer: Any) -> str:
    """Return what tells of a refusal: the answer to htmx, or the cart's page, where a browser without it is led."""
    if answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY:
        return str(answer.content.decode())
    assert (answer.status_code, answer["Location"]) == (HTTPStatus.SEE_OTHER, reverse("cart:cart"))
    return client.get(answer["Location"]).content.decode()
