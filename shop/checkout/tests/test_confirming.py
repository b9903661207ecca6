"""The shopper confirms what was shown, and gets one order for it, however often the form is sent."""

import re
from collections.abc import Callable
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks
from pytest_django.fixtures import Settings

from cart.tests.shown_cart import read_cart
from shop.catalog.models import Product, Variant
from shop.checkout import terms
from shop.checkout.session import CheckoutSession
from shop.checkout.tests.shopping import ADDRESS, CONTACT, Shopper
from shop.coupons.models import Coupon
from shop.delivery.models import DeliveryMethod
from shop.orders.models import Order
from shop.taxes.models import TaxRate
from shop.testing.builders import make_product
from shop.testing.htmx import HtmxClient

pytestmark = pytest.mark.postgresql("it depends on what the database locks")


@pytest.fixture
def ready(shopper: Shopper) -> Shopper:
    """A shopper who has filled in everything."""
    TaxRate.objects.create(country="DE", name="VAT", percent=Decimal(19))
    shopper.fill_all()
    return shopper


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

    with django_assert_num_queries(44) as captured:
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


def raise_the_price() -> None:
    Variant.objects.update(price=Decimal("25.00"))


def sell_most() -> None:
    Variant.objects.update(stock=1)


def raise_the_delivery() -> None:
    DeliveryMethod.objects.create(name="Courier", price=Decimal("6.50"))


def raise_the_tax() -> None:
    TaxRate.objects.update(percent=Decimal(21))


def withdraw() -> None:
    Product.objects.filter(title="Tea towel").update(status=Product.Status.ARCHIVED)


def end_the_coupon() -> None:
    Coupon.objects.update(is_active=False)


def rename() -> None:
    Product.objects.filter(title="Linen shirt").update(title="Hemp shirt")


def call_the_tax_otherwise() -> None:
    TaxRate.objects.update(name="Sales tax")


CHANGES = [
    (rename, "“Linen shirt” is called “Hemp shirt” now."),
    (call_the_tax_otherwise, "Tax: Sales tax 19 % instead of VAT 19 %."),
    (raise_the_price, "Linen shirt costs €25.00 instead of €20.00."),
    (sell_most, "Linen shirt: 1 instead of 2."),
    (raise_the_delivery, "Delivery is “Courier” for €6.50 now."),
    (raise_the_tax, "The tax is"),
    (withdraw, "Tea towel cannot be had any more and is not part of the order."),
    (end_the_coupon, "The coupon SPRING cannot be used any more."),
]


@pytest.mark.parametrize(("change", "said"), CHANGES, ids=[change.__name__ for change, _ in CHANGES])
def test_what_changed_meanwhile_is_told_by_name_and_confirmed_once(
    ready: Shopper, shirt: Product, change: Callable[[], None], said: str
) -> None:
    ready.add(shirt)
    ready.add(make_product(title="Tea towel", price="8.00", stock=5))
    Coupon.objects.create(code="SPRING", kind="percent", value=Decimal(10))
    ready.client.post("/cart/coupon/", {"code": "spring"}, headers={"Sec-Fetch-Site": "same-origin"})
    agreed = ready.agreed()

    change()
    response = ready.confirm(agreed)

    assert response.status_code == 422
    assert said in response.content.decode()
    assert not Order.objects.exists()

    agreed_again = ready.agreed(response)
    assert ready.confirm(agreed_again).status_code == 303
    assert ready.order().total == sum(line.total - line.discount for line in ready.order().lines.all()) + (
        ready.order().delivery_price
    )


def test_what_was_added_in_another_tab_is_told_too(ready: Shopper) -> None:
    agreed = ready.agreed()
    ready.add(make_product(title="Tea towel", price="8.00"))

    response = ready.confirm(agreed)

    assert response.status_code == 422
    assert "Tea towel is part of the order now." in response.content.decode()


def move(shopper: Shopper) -> None:
    shopper.fill("address", ADDRESS | {"shipping_street_address": "Elsewhere 9"})


def write_otherwise(shopper: Shopper) -> None:
    shopper.fill("contact", {"email": "grace@example.org"})


def note(shopper: Shopper) -> None:
    shopper.fill("address", ADDRESS | {"note": "Ring twice"})


def bill_elsewhere(shopper: Shopper) -> None:
    billing = {name.replace("shipping_", "billing_"): value for name, value in ADDRESS.items()}
    shopper.fill("address", ADDRESS | billing | {"different": "on", "billing_name": "Grace Hopper"})


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (move, "Where it goes: Ada Lovelace, Elsewhere 9, 10117 Berlin, Germany."),
        (write_otherwise, "Your contact is grace@example.org now."),
        (note, "Your note to the shop is another one now."),
        (bill_elsewhere, "Where the bill goes: Grace Hopper"),
    ],
)
def test_what_was_told_otherwise_in_another_tab_is_told_too(
    ready: Shopper, change: Callable[[Shopper], None], said: str
) -> None:
    agreed = ready.agreed()
    change(ready)

    response = ready.confirm(agreed)

    assert response.status_code == 422
    assert said in response.content.decode()
    assert not Order.objects.exists()


def test_other_days_of_arrival_are_told(ready: Shopper) -> None:
    method = DeliveryMethod.objects.create(name="Standard", least_days=1, most_days=2)
    agreed = ready.agreed()
    DeliveryMethod.objects.filter(pk=method.pk).update(least_days=30, most_days=40)

    response = ready.confirm(agreed)

    assert response.status_code == 422
    assert "It arrives on other days than before: between" in response.content.decode()


def test_the_last_one_sold_meanwhile_ends_the_checkout(ready: Shopper) -> None:
    agreed = ready.agreed()
    Variant.objects.update(stock=0)

    response = ready.confirm(agreed)

    assert response.url == "/checkout/"
    assert ready.client.get(response.url).headers["Location"] == "/cart/"
    assert not Order.objects.exists()


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


def test_an_address_that_no_longer_fits_is_asked_for_again(ready: Shopper) -> None:
    agreed = ready.agreed()
    session = ready.client.session
    session["checkout"]["given"]["address"].pop("shipping_city")
    session.save()

    assert ready.confirm(agreed).url == "/checkout/"
    assert ADDRESS["shipping_street_address"] in ready.client.get("/checkout/address/").content.decode()


def test_terms_that_an_earlier_version_has_signed_keep_holding(ready: Shopper) -> None:
    agreed = ready.agreed()
    signed = terms.read_signed(agreed["shown"])
    assert signed is not None
    signed.pop("rates")
    # What was signed before named no rates, and the token was made of what it named.
    assert CheckoutSession(token="t").token_for(signed) == CheckoutSession(token="t").token_for(signed | {"rates": []})

    answer = ready.confirm(agreed | {"shown": terms.sign(signed)})

    assert answer["Location"] == ready.order().get_absolute_url()
