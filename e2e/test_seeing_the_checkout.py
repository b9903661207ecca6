"""In every state of the checkout and of an order, axe finds no fault, and nothing is lost on a narrow screen."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from e2e.accessibility import violations
from e2e.console import Console
from e2e.pages.checkout_page import CheckoutPage
from e2e.pages.order_page import LookUpPage, OrderPage
from e2e.pages.payment_page import PaymentPage
from e2e.pages.product_page import ProductPage
from e2e.test_fitting_small_screens import FAULTS
from shop.testing.server import Shop

pytestmark = pytest.mark.needs_javascript

# Width, and the size of the text.
SCREENS = [(320, "100%"), (360, "100%"), (320, "200%"), (360, "200%"), (640, "200%"), (1280, "100%")]
SHIP = """
import sys
import django
django.setup()
from shop.orders import services
from shop.orders.models import Order
order = Order.objects.get(token=sys.argv[1])
services.pack(order=order)
services.ship(order=order, carrier="Post", tracking_number="JJD0001", tracking_url="https://track.example/JJD0001")
"""


@pytest.fixture(scope="session")
def base_url(paying_shop: Shop) -> str:
    return paying_shop.url


def test_every_state_can_be_used_by_everybody(
    page: Page, checkout: CheckoutPage, paying_shop: Shop, console: Console, javascript: bool
) -> None:
    console.expect("404|429")
    found = {}
    for walk in (filling_in(checkout), agreeing(checkout), paying(checkout, paying_shop), coming_back(page)):
        for state in walk:
            found[state] = violations(page, console)
            for width, size in SCREENS:
                page.set_viewport_size({"width": width, "height": 800})
                page.evaluate("size => document.documentElement.style.fontSize = size", size)
                found[state] += [f"{width} px, {size}: {fault}" for fault in page.evaluate(FAULTS)]

    assert not any(found.values()), {state: faults for state, faults in found.items() if faults}


def filling_in(checkout: CheckoutPage) -> Iterator[str]:
    yield "contact"
    checkout.contact.proceed.click()
    expect(checkout.errors).to_be_visible()
    yield "contact with errors"
    checkout.fill_contact()
    expect(checkout.address.heading).to_be_focused()
    yield "address"
    checkout.page.get_by_label("The bill goes to another address").check()
    checkout.address.proceed.click()
    expect(checkout.errors).to_be_visible()
    yield "two addresses with errors"
    checkout.address.billing("Country").select_option("KR")
    expect(checkout.address.billing("Do/Si")).to_be_visible()
    yield "address of another country"
    checkout.page.get_by_label("The bill goes to another address").uncheck()
    checkout.fill_address()
    expect(checkout.delivery.heading).to_be_focused()
    yield "delivery"
    checkout.choose(checkout.delivery, "Standard delivery")
    expect(checkout.payment.heading).to_be_focused()
    yield "payment"
    checkout.payment.proceed.click()
    expect(checkout.errors).to_be_visible()
    yield "payment with errors"
    checkout.choose(checkout.payment, "Test payment")


def agreeing(checkout: CheckoutPage) -> Iterator[str]:
    expect(checkout.review.heading).to_be_focused()
    yield "review"
    checkout.summary.use("nothing")
    expect(checkout.summary.refusal).not_to_be_empty()
    yield "a code that is refused"
    checkout.summary.use("welcome10")
    expect(checkout.summary.remove).to_be_visible()
    yield "a code that is taken"
    set_quantity_elsewhere(checkout, 2)
    checkout.place.click()
    expect(checkout.changes).to_be_focused()
    yield "changed since the shopper looked"


def paying(checkout: CheckoutPage, shop: Shop) -> Iterator[str]:
    page, order = checkout.page, OrderPage(checkout.page)
    checkout.place.click()
    with page.expect_request(re.compile("/checkout/return/")) as back:
        PaymentPage(page).cancel.click()
    token = back.value.url.split("/return/")[1].split("/", 1)[0]
    expect(order.said).to_be_visible()
    yield "not paid"
    order.give_back.click()
    expect(checkout.message).to_be_visible()
    yield "given back"
    page.goto(f"/orders/{token}/")
    expect(order.try_again).to_be_visible()
    yield "order whose payment failed"
    order.try_again.click()
    PaymentPage(page).pay.wait_for()
    page.goto(f"/orders/{token}/")
    expect(order.pay).to_be_visible()
    yield "order that waits for its payment"
    order.pay.click()
    PaymentPage(page).pay.click()
    expect(order.step).to_contain_text("Paid")
    yield "order that is paid"
    shop.run("-c", SHIP, token)
    page.reload()
    expect(order.said).to_have_text("Your order is on its way.")
    yield "order that is on its way"


def coming_back(page: Page) -> Iterator[str]:
    product, checkout, order = ProductPage(page, "storm-lantern"), CheckoutPage(page), OrderPage(page)
    product.open()
    product.offer.add.click()
    expect(product.badge.count).to_have_text("1")
    checkout.open()
    # What was typed for the order before has left the session with it.
    checkout.fill_contact()
    checkout.fill_address()
    checkout.choose(checkout.delivery, "Pick-up at the studio")
    checkout.choose(checkout.payment, "Bank transfer")
    checkout.place.click()
    expect(order.step).to_contain_text("Ordered")
    yield "order that is placed"
    look_up = LookUpPage(page)
    look_up.open()
    yield "look-up"
    look_up.number.fill("999999")
    look_up.email.fill("ada@example.org")
    look_up.find.click()
    expect(look_up.refusal).to_be_visible()
    yield "look-up that finds nothing"


def set_quantity_elsewhere(checkout: CheckoutPage, quantity: int) -> None:
    """Change the cart where this page does not hear of it."""
    line = checkout.cart.line("Storm lantern").root.locator("form[data-number]")
    answer = checkout.page.context.request.post(
        line.get_attribute("action") or "",
        form={"quantity": str(quantity)},
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    assert answer.ok
