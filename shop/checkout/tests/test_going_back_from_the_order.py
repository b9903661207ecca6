"""Back from the page of an order that was just placed leads to the order again, not to a checkout without goods."""

import pytest
from django.test import Client

from shop.checkout.tests.shopping import Shopper
from shop.orders.models import Order
from shop.testing.builders import make_product
from shop.testing.htmx import HtmxClient

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PAGES = ["/checkout/", "/checkout/contact/", "/checkout/address/", "/checkout/review/"]


@pytest.fixture
def shopper(client: Client) -> Shopper:
    """A shopper who has just placed an order."""
    shopper = Shopper(client)
    shopper.add(make_product(title="Linen shirt"))
    shopper.fill_all()
    assert shopper.confirm()["Location"] == shopper.order().get_absolute_url()
    return shopper


@pytest.mark.parametrize("page", PAGES)
def test_back_leads_to_the_order(shopper: Shopper, page: str) -> None:
    answer = shopper.client.get(page)

    assert answer["Location"] == shopper.order().get_absolute_url()


def test_a_section_that_htmx_asks_for_leads_to_the_order_too(shopper: Shopper) -> None:
    answer = HtmxClient(shopper.client).get("/checkout/contact/")

    assert answer["HX-Redirect"] == shopper.order().get_absolute_url()


def test_the_next_purchase_is_another_one(shopper: Shopper) -> None:
    first = shopper.order()
    shopper.add(make_product(title="Tea towel"))
    shopper.fill("contact", {"email": "ada@example.org"})
    shopper.fill_address()

    assert "Tea towel" in shopper.review().content.decode()
    shopper.confirm()

    assert (
        shopper.client.get("/checkout/review/")["Location"]
        == Order.objects.exclude(pk=first.pk).get().get_absolute_url()
    )


def test_who_has_ordered_nothing_is_led_to_the_cart(client: Client) -> None:
    assert client.get("/checkout/review/")["Location"] == "/cart/"


def test_what_is_left_in_the_cart_and_cannot_be_had_is_shown_in_the_cart(shopper: Shopper) -> None:
    towel = make_product(title="Tea towel")
    shopper.add(towel)
    towel.variants.update(stock=0)

    assert shopper.client.get("/checkout/review/")["Location"] == "/cart/"


def test_a_checkout_that_an_earlier_version_has_stored_is_read(shopper: Shopper) -> None:
    session = shopper.client.session
    stored = session["checkout"]
    del stored["ordered"]
    session["checkout"] = stored
    session.save()

    assert shopper.client.get("/checkout/review/")["Location"] == "/cart/"
