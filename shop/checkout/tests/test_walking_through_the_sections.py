"""The checkout is one page of sections: a shopper can skip none, and those that are decided already are skipped."""

import re
from decimal import Decimal

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from shop.catalog.models import Product
from shop.checkout.tests.shopping import ADDRESS, CONTACT, Shopper
from shop.delivery.models import DeliveryMethod
from shop.testing.builders import make_product
from shop.testing.htmx import HtmxClient
from shop.testing.linting import LintingClient
from shop.testing.swaps import assert_swap_equals_reload


@pytest.mark.django_db
def test_an_empty_cart_leads_to_the_cart(client: LintingClient) -> None:
    for path in ("/checkout/", "/checkout/contact/", "/checkout/review/"):
        assert client.get(path).headers["Location"] == "/cart/"


@pytest.mark.django_db
def test_looking_at_the_checkout_stores_nothing(shopper: Shopper) -> None:
    before = dict(shopper.client.session.items())

    for path in ("/checkout/", "/checkout/contact/", "/checkout/review/"):
        shopper.client.get(path)

    assert dict(shopper.client.session.items()) == before


def test_it_begins_with_the_contact(shopper: Shopper) -> None:
    assert shopper.client.get("/checkout/").headers["Location"] == "/checkout/contact/"


@pytest.mark.parametrize("later", ["address", "delivery", "payment", "review"])
def test_a_later_address_leads_to_the_first_unfinished_section(shopper: Shopper, later: str) -> None:
    response = shopper.client.get(f"/checkout/{later}/")

    assert (response.status_code, response.headers["Location"]) == (303, "/checkout/contact/")


@pytest.mark.parametrize("later", ["address", "delivery", "payment", "review"])
def test_a_section_cannot_be_skipped_by_sending_a_later_one(shopper: Shopper, later: str) -> None:
    response = shopper.fill(later, ADDRESS | {"token": "x", "shown": "y"})

    assert response.status_code == 303
    assert "checkout" not in shopper.client.session


def test_each_section_leads_to_the_next_and_the_last_to_the_review(shopper: Shopper) -> None:
    two_ways()

    assert shopper.fill("contact", CONTACT).url == "/checkout/address/"
    assert shopper.fill("address", ADDRESS).url == "/checkout/delivery/"
    express = DeliveryMethod.objects.get(name="Express")
    assert shopper.fill("delivery", {"method": express.pk}).url == "/checkout/review/"
    assert "Express" in shopper.review().content.decode()


def test_a_finished_section_can_be_opened_again_with_what_was_given(shopper: Shopper) -> None:
    shopper.fill_all()

    page = shopper.client.get("/checkout/contact/").content.decode()

    assert 'value="ada@example.org"' in page


def test_what_opens_a_section_again_cannot_order(shopper: Shopper) -> None:
    shopper.fill_all()

    page = shopper.review().content.decode()

    assert re.search(r'<a id="change-contact"[^>]* href="/checkout/contact/"', page)
    assert 'name="go"' not in page


def test_enter_in_a_field_sends_its_section(shopper: Shopper) -> None:
    shopper.fill("contact", CONTACT)

    page = shopper.client.get("/checkout/address/").content.decode()

    # A browser presses the first button of the form, wherever that stands.
    first = re.findall(r"<button[^>]* form=\"checkout-form\"[^>]*>", page)[0]
    assert "name=" not in first
    assert page.index(first) < page.index('name="go"')


def test_one_way_of_delivery_needs_no_choice(shopper: Shopper) -> None:
    shopper.fill_all()

    assert shopper.client.get("/checkout/delivery/").headers["Location"] == "/checkout/review/"
    assert shopper.client.get("/checkout/payment/").headers["Location"] == "/checkout/review/"


@pytest.mark.django_db
def test_what_is_not_shipped_needs_no_delivery_and_no_delivery_address(client: LintingClient) -> None:
    shopper = Shopper(client)
    shopper.add(make_product(title="Pattern", variant={"requires_shipping": False}))
    two_ways()
    shopper.fill("contact", CONTACT)

    page = client.get("/checkout/address/").content.decode()

    assert "shipping_name" not in page
    billing = {name.replace("shipping_", "billing_"): value for name, value in ADDRESS.items()}
    assert shopper.fill("address", billing).url == "/checkout/review/"


def test_what_is_put_into_the_cart_later_may_need_what_was_moot(client: LintingClient, shirt: Product) -> None:
    shopper = Shopper(client)
    shopper.add(make_product(title="Pattern", variant={"requires_shipping": False}))
    shopper.fill("contact", CONTACT)
    shopper.fill("address", {name.replace("shipping_", "billing_"): value for name, value in ADDRESS.items()})

    shopper.add(shirt)

    assert shopper.client.get("/checkout/review/").headers["Location"] == "/checkout/address/"


def test_a_country_that_nobody_delivers_to_is_said(shopper: Shopper) -> None:
    method = two_ways()[0]
    DeliveryMethod.objects.exclude(pk=method.pk).delete()
    DeliveryMethod.objects.update(most_total=Decimal("1.00"))
    shopper.fill("contact", CONTACT)

    assert shopper.fill("address", ADDRESS).url == "/checkout/delivery/"
    page = shopper.client.get("/checkout/delivery/").content.decode()
    assert "cannot be delivered to Germany" in page
    assert shopper.client.get("/checkout/review/").headers["Location"] == "/checkout/delivery/"


def test_a_way_of_delivery_that_is_not_offered_is_refused(shopper: Shopper) -> None:
    two_ways()
    shopper.fill("contact", CONTACT)
    shopper.fill("address", ADDRESS)

    response = shopper.fill("delivery", {"method": "999"})

    assert response.status_code == 422
    assert "not offered any more" in response.content.decode()


def test_htmx_gets_the_next_section_and_its_address(shopper: Shopper, hx: HtmxClient) -> None:
    page = shopper.client.get("/checkout/contact/")

    answer = hx.post("/checkout/contact/", CONTACT, page="/checkout/contact/", target="checkout")

    assert answer.headers["HX-Push-Url"] == "/checkout/address/"
    assert b'id="section-address" class="checkout__title" tabindex="-1" autofocus' in answer.content
    answer.content = answer.content.replace(b" autofocus", b"")
    assert_swap_equals_reload(shopper.client, page, answer, target="#checkout")


def test_the_checkout_follows_the_cart(shopper: Shopper, hx: HtmxClient, shirt: Product) -> None:
    page = shopper.client.get("/checkout/contact/")
    shopper.add(shirt)

    answer = hx.get("/checkout/contact/", page="/checkout/contact/", target="checkout")

    assert "€40.00" not in page.content.decode()
    assert "€40.00" in answer.content.decode()
    assert "HX-Request" in answer.headers["Vary"]


def test_an_emptied_cart_takes_htmx_to_the_cart(shopper: Shopper, hx: HtmxClient, shirt: Product) -> None:
    shopper.client.post("/cart/clear/", headers={"Sec-Fetch-Site": "same-origin"})

    answer = hx.get("/checkout/contact/", page="/checkout/contact/", target="checkout")

    assert answer.headers["HX-Redirect"] == "/cart/"


def test_no_one_may_keep_a_page_of_the_checkout(shopper: Shopper) -> None:
    shopper.fill_all()

    for path in ("/checkout/contact/", "/checkout/address/", "/checkout/review/"):
        assert "no-store" in shopper.client.get(path).headers["Cache-Control"]


def test_each_section_has_a_price_in_queries(
    shopper: Shopper, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    two_ways()
    shopper.fill("contact", CONTACT)
    shopper.fill("address", ADDRESS)
    shopper.fill("delivery", {"method": DeliveryMethod.objects.get(name="Standard").pk})
    # The categories are read once for a version of the catalogue.
    shopper.client.get("/checkout/contact/")

    for path, queries in QUERIES.items():
        with django_assert_num_queries(queries):
            assert shopper.client.get(path).status_code == 200


QUERIES = {"/checkout/contact/": 9, "/checkout/address/": 9, "/checkout/delivery/": 9, "/checkout/review/": 9}


def two_ways() -> list[DeliveryMethod]:
    return [
        DeliveryMethod.objects.create(name="Standard", price=Decimal("4.90"), position=1),
        DeliveryMethod.objects.create(name="Express", price=Decimal("9.90"), position=2),
    ]
