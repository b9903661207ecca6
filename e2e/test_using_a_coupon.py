"""Shoppers use a code, in the drawer or on the cart's page, and learn why one is refused."""

import pytest
from playwright.sync_api import Page, expect

from e2e.accessibility import violations
from e2e.console import Console
from e2e.pages.cart_page import CartPage
from e2e.pages.product_page import ProductPage


@pytest.fixture
def cart(page: Page, javascript: bool) -> CartPage:
    """The cart, holding a two-tone cup at €15.00: open, in the drawer where scripts run."""
    product = ProductPage(page, "two-tone-cup")
    product.open()
    product.offer.add.click()
    cart = CartPage(page)
    expect(cart.badge.count).to_have_text("1")
    if not javascript:
        cart.open()
    return cart


def test_a_code_is_refused_with_a_reason_and_taken_when_it_holds(cart: CartPage, javascript: bool) -> None:
    coupon = cart.cart.coupon
    expect(cart.cart.delivery).to_have_text("Free delivery in €45.00")

    coupon.use("welcome10")
    expect(coupon.refusal).to_have_text("The code WELCOME10 needs €15.00 more: it holds from €30.00 on.")
    expect(coupon.field).to_have_value("welcome10")
    if javascript:
        expect(coupon.field).to_be_focused()

    cart.cart.line("Two-tone cup").set_quantity("4")
    expect(cart.cart.subtotal).to_have_text("€60.00")
    expect(cart.cart.delivery).to_have_text("Delivery is free.")

    coupon.use("welcome10")
    expect(cart.cart.discount).to_have_text("−€6.00")  # noqa: RUF001
    expect(cart.cart.total).to_have_text("€54.00")
    expect(cart.cart.delivery).to_have_text("Free delivery in €6.00")
    if javascript:
        expect(coupon.remove).to_be_focused()

    cart.cart.line("Two-tone cup").set_quantity("1")
    expect(coupon.notice).to_have_text("The code WELCOME10 needs €15.00 more: it holds from €30.00 on.")
    expect(cart.cart.discount).to_have_count(0)

    coupon.remove.click()
    expect(coupon.field).to_have_value("")
    if javascript:
        expect(coupon.field).to_be_focused()

    coupon.use("POSTFREE")
    expect(cart.cart.delivery).to_have_text("Delivery is free with the code POSTFREE.")
    cart.open()
    expect(coupon.remove).to_be_visible()


def test_the_way_to_the_checkout_is_in_the_cart(cart: CartPage) -> None:
    expect(cart.cart.check_out).to_have_attribute("href", "/checkout/")


@pytest.mark.needs_javascript
def test_another_tab_shows_the_code(cart: CartPage, page: Page) -> None:
    other = CartPage(page.context.new_page())
    other.open()

    cart.cart.coupon.use("POSTFREE")

    expect(other.cart.coupon.remove).to_be_visible()


@pytest.mark.needs_javascript
def test_axe_finds_no_fault_in_any_state_of_the_code(cart: CartPage, page: Page, console: Console) -> None:
    coupon = cart.cart.coupon
    coupon.use("welcome10")
    expect(coupon.refusal).to_be_visible()
    assert violations(page, console) == []

    cart.cart.line("Two-tone cup").set_quantity("3")
    expect(cart.cart.subtotal).to_have_text("€45.00")
    coupon.use("welcome10")
    expect(coupon.remove).to_be_visible()
    assert violations(page, console) == []

    cart.open()
    assert violations(page, console) == []
    cart.cart.line("Two-tone cup").set_quantity("1")
    expect(coupon.notice).to_be_visible()
    assert violations(page, console) == []
