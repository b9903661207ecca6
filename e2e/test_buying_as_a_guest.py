"""A guest buys: from the shelf to the thank-you page, with the keyboard alone, without scripts, paid for or not yet."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from e2e.keyboard import Keyboard
from e2e.pages.cart_page import CartPage
from e2e.pages.checkout_page import ADDRESS, CheckoutPage
from e2e.pages.home_page import HomePage
from e2e.pages.order_page import OrderPage
from e2e.pages.payment_page import PaymentPage
from shop.testing.sandbox import Sandbox
from shop.testing.server import Shop

THREE_THINGS = {"rib tumbler": "Rib tumbler", "whistle kettle": "Whistle kettle", "halm napkin": "Halm linen napkin"}


@pytest.fixture(scope="session")
def base_url(paying_shop: Shop) -> str:
    return paying_shop.url


@pytest.fixture
def email() -> str:
    """An address that no other order has."""
    return f"ada+{uuid4().hex[:8]}@example.org"


def test_a_guest_buys_three_things_by_keyboard_alone(page: Page, javascript: bool, email: str) -> None:
    keyboard = Keyboard(page)
    shop, cart, checkout = HomePage(page), CartPage(page), CheckoutPage(page)
    shop.open()
    for number, (words, title) in enumerate(THREE_THINGS.items(), start=1):
        keyboard.type(page.get_by_role("banner").get_by_label("Search the shop"), words)
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile("search"))
        keyboard.press(shop.card(title).choose)
        if javascript:
            expect(shop.choice).to_be_visible()
            keyboard.press(shop.choice.get_by_role("button", name="Add to cart"))
            expect(shop.drawer).to_be_visible()
        else:
            keyboard.press(shop.offer.add)
        expect(shop.badge.count).to_have_text(str(number))
        if javascript and number < len(THREE_THINGS):
            page.keyboard.press("Escape")
            expect(shop.drawer).to_be_hidden()
    if not javascript:
        keyboard.press(cart.badge.root)
    keyboard.press(cart.cart.check_out)

    keyboard.type(checkout.contact.field("E-mail"), email)
    page.keyboard.press("Enter")
    for label, text in ADDRESS.items():
        keyboard.type(checkout.address.field(label), text)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/checkout/delivery/"))
    keyboard.go_to(checkout.delivery.way("Standard delivery"))
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(checkout.delivery.way("Express delivery")).to_be_checked()
    keyboard.press(checkout.delivery.proceed)
    keyboard.go_to(checkout.payment.way("Bank transfer"))
    page.keyboard.press("Space")
    keyboard.press(checkout.payment.proceed)
    total = checkout.summary.sum("Total")
    expect(total).to_be_visible()
    agreed = total.inner_text()
    keyboard.press(checkout.place)

    order = OrderPage(page)
    expect(order.said).to_have_text("Thank you! We have your order.")
    expect(order.lines).to_have_text(list(THREE_THINGS.values()))
    expect(order.total).to_have_text(agreed)
    expect(order.badge.count).to_have_text("0")


def test_what_was_declined_cancelled_and_left_is_paid_once(
    page: Page, javascript: bool, checkout: CheckoutPage, email: str, sandbox: Sandbox
) -> None:
    payment, order = PaymentPage(page), OrderPage(page)
    checkout.fill_all("Test payment", email=email)

    checkout.place.click()
    payment.cancel.click()
    expect(order.said).to_have_text("The payment was not completed, and nothing was charged.")
    expect(order.badge.count).to_have_text("1")

    order.try_again.click()
    payment.decline.click()
    expect(order.said).to_have_text("The payment was not completed, and nothing was charged.")
    order.give_back.click()
    expect(checkout.message).to_have_text(re.compile("The goods are not set aside any more"))

    # The tab is closed, and the shop opened again.
    checkout.place.click()
    expect(payment.pay).to_be_visible()
    page = page.context.new_page()
    page.goto("/checkout/")
    checkout, payment, order = CheckoutPage(page), PaymentPage(page), OrderPage(page)
    expect(checkout.place).to_be_visible()
    expect(checkout.badge.count).to_have_text("1")

    checkout.place.click()
    payment.pay.click()
    expect(order.said).to_have_text("Thank you! We have your order.")
    expect(order.step).to_contain_text("Paid")
    expect(order.badge.count).to_have_text("0")
    assert len([paid for paid in sandbox.captured() if paid["email"] == email]) == 1


def test_who_has_only_the_link_pays_the_order_on_its_page(
    page: Page, javascript: bool, checkout: CheckoutPage, email: str
) -> None:
    checkout.fill_all("Test payment", email=email)
    checkout.place.click()
    with page.expect_request(re.compile("/checkout/return/")) as back:
        PaymentPage(page).cancel.click()
    token = back.value.url.split("/return/")[1].split("/", 1)[0]
    page.context.clear_cookies()

    page.goto(f"/orders/{token}/")
    order = OrderPage(page)
    expect(order.said).to_have_text("This order is waiting for your payment.")
    order.pay.click()
    PaymentPage(page).pay.click()

    expect(order.step).to_contain_text("Paid")
    expect(page).to_have_url(re.compile(f"/orders/{token}/"))
