"""The shopper confirms what was shown, and gets one order for it, however often the form is sent."""

import re
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks
from pytest_django.fixtures import Settings

from cart.tests.shown_cart import read_cart
from shop.catalog.models import Product, Variant
from shop.checkout.tests.shopping import CONTACT, Shopper
from shop.coupons.models import Coupon
from shop.orders.models import Order
from shop.testing.htmx import HtmxClient

pytestmark = pytest.mark.postgresql("it depends on what the database locks")


def test_an_order_has_all_that_was_shown(ready: Shopper, shirt: Product) -> None:
    response = ready.confirm()

    order = ready.order()
    line = order.lines.get()
    assert (response.status_code, response.url) == (303, order.get_absolute_url())
    assert (order.state, order.total, order.tax_total) == ("placed", Decimal("20.00"), Decimal("3.19"))
    assert (order.email, order.currency) == ("ada@example.org", "EUR")
    assert order.shipping_address is not None
    assert order.shipping_address["city"] == "Berlin"
    assert order.billing_address == order.shipping_address
    assert (line.product_title, line.quantity, line.unit_price) == ("Linen shirt", 1, Decimal("20.00"))
    assert (line.tax_name, line.tax_percent, line.tax) == ("VAT", Decimal(19), Decimal("3.19"))
    assert shirt.variants.get().stock == 4


def test_placing_it_takes_the_sessions_lock_once_and_has_a_price_in_queries(
    ready: Shopper, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    agreed = ready.agreed()

    with django_assert_num_queries(45) as captured:
        ready.confirm(agreed)

    assert len([query for query in captured if query["sql"].startswith("SELECT session_data")]) == 1


def last_button(shopper: Shopper) -> str:
    (words,) = re.findall(r'<button id="checkout-place"[^>]*>([^<]*)</button>', shopper.review().content.decode())
    return str(words)


@pytest.mark.parametrize("provider", ["offline", "bank_transfer", "cash", "sandbox"])
def test_the_button_says_in_the_laws_words_that_it_obliges_to_pay(
    provider: str, ready: Shopper, settings: Settings
) -> None:
    settings.PAYMENT_PROVIDERS = [provider]
    assert last_button(ready) == "Order with obligation to pay"
    assert "To pay: €20.00" in ready.review().content.decode()


def test_the_button_of_an_order_without_a_price_obliges_to_nothing(ready: Shopper, shirt: Product) -> None:
    shirt.variants.update(price=0)
    assert last_button(ready) == "Order free of charge"
    assert "There is nothing to pay." in ready.review().content.decode()


@pytest.mark.parametrize("chosen", ["bank_transfer", "cash"])
def test_bank_transfer_and_cash_are_chosen_between(chosen: str, ready: Shopper, settings: Settings) -> None:
    settings.PAYMENT_PROVIDERS = ["bank_transfer", "cash"]
    assert ready.fill("payment", {"provider": chosen}).status_code == 303
    ready.confirm()
    assert (ready.order().payment_provider, ready.order().state) == (chosen, "placed")


def test_who_chose_a_way_that_is_two_ways_now_is_asked_again(ready: Shopper, settings: Settings) -> None:
    settings.PAYMENT_PROVIDERS = ["offline", "sandbox"]
    assert ready.fill("payment", {"provider": "offline"}).status_code == 303
    settings.PAYMENT_PROVIDERS = ["bank_transfer", "cash"]
    assert ready.review().url == "/checkout/payment/"
    page = ready.client.get("/checkout/payment/").content.decode()
    assert "Bank transfer" in page
    assert "Cash at the door or on pickup" in page


def test_the_cart_is_empty_afterwards(ready: Shopper) -> None:
    page = ready.client.get(ready.confirm().url).content.decode()

    assert read_cart(page).badge == 0


def test_the_same_form_sent_again_leads_to_the_same_order(ready: Shopper) -> None:
    agreed = ready.agreed()

    first, second = ready.confirm(agreed), ready.confirm(agreed)

    assert first.url == second.url == ready.order().get_absolute_url()


def test_what_is_bought_next_is_another_order(ready: Shopper, shirt: Product) -> None:
    ready.confirm()
    ready.add(shirt)
    ready.fill("contact", {"email": "ada@example.org"})
    ready.fill_address()

    ready.confirm()

    assert Order.objects.count() == 2


def test_htmx_is_led_to_the_order(ready: Shopper, hx: HtmxClient) -> None:
    answer = hx.post("/checkout/review/", ready.agreed(), page="/checkout/review/", target="checkout")

    assert answer.headers["HX-Redirect"] == ready.order().get_absolute_url()


@pytest.mark.parametrize("forged", ["", "nonsense", "eyJ0b3RhbCI6ICIwIn0:1abc:def"])
def test_a_forged_agreement_is_none(ready: Shopper, forged: str) -> None:
    response = ready.confirm(ready.agreed() | {"shown": forged})

    assert response.status_code == 422
    assert not Order.objects.exists()


def test_somebody_elses_token_places_nothing(ready: Shopper) -> None:
    response = ready.confirm(ready.agreed() | {"token": "x" * 32})

    assert response.url == "/checkout/"
    assert not Order.objects.exists()


def test_prices_totals_and_states_that_are_sent_are_ignored(ready: Shopper) -> None:
    sent = {"total": "0", "price": "0", "subtotal": "0", "discount": "20", "currency": "KRW", "state": "paid"}

    ready.confirm(ready.agreed() | sent | {"variant": "1", "quantity": "0", "payment_provider": "", "order": "1"})

    order = ready.order()
    assert (order.total, order.currency, order.state) == (Decimal("20.00"), "EUR", "placed")


def test_nothing_is_ordered_before_every_section_is_done(shopper: Shopper) -> None:
    shopper.fill("contact", CONTACT)
    token = shopper.client.session["checkout"]["token"]

    response = shopper.confirm({"token": token, "shown": ""})

    assert response.url == "/checkout/"
    assert not Order.objects.exists()


def test_nothing_to_pay_is_paid_at_once(
    shopper: Shopper, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    Coupon.objects.create(code="GIFT", kind="percent", value=Decimal(100))
    shopper.client.post("/cart/coupon/", {"code": "gift"}, headers={"Sec-Fetch-Site": "same-origin"})
    shopper.fill_all()

    with django_capture_on_commit_callbacks(execute=True):
        shopper.confirm()

    assert (shopper.order().state, shopper.order().total) == ("paid", Decimal("0.00"))
    assert read_cart(shopper.client.get("/cart/").content.decode()).badge == 0


@pytest.mark.parametrize(("currency", "price", "shown"), [("KRW", "25000", "₩25,000"), ("KWD", "7.125", "KWD")])
def test_it_sells_in_currencies_of_other_digits(
    shopper: Shopper, settings: Settings, currency: str, price: str, shown: str
) -> None:
    settings.SHOP_CURRENCY = currency
    Variant.objects.update(price=Decimal(price))
    shopper.fill_all()

    assert shown in shopper.review().content.decode()
    shopper.confirm()

    assert shopper.order().total == Decimal(price)
