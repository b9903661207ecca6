"""The summary of the checkout follows the cart, wherever it is changed, and takes codes."""

import re

import pytest
from playwright.sync_api import Page, expect

from e2e.pages.cart_page import CartPage
from e2e.pages.checkout_page import CheckoutPage
from shop.testing.server import Shop


@pytest.fixture(scope="session")
def base_url(paying_shop: Shop) -> str:
    return paying_shop.url


@pytest.mark.needs_javascript
def test_the_drawer_and_another_tab_change_the_summary_and_nothing_that_is_typed(
    page: Page, checkout: CheckoutPage, javascript: bool
) -> None:
    email = checkout.contact.field("E-mail")
    email.fill("ada@")
    checkout.badge.open()
    checkout.cart.line("Storm lantern").increase.click()
    expect(checkout.summary.sum("Subtotal")).to_have_text("€136.00")
    expect(checkout.drawer).to_be_visible()
    page.keyboard.press("Escape")
    expect(email).to_have_value("ada@")

    other = CartPage(page.context.new_page())
    other.open()
    email.fill("ada@example")
    other.cart.line("Storm lantern").set_quantity("1")
    expect(checkout.summary.sum("Subtotal")).to_have_text("€68.00")
    expect(email).to_have_value("ada@example")

    checkout.badge.open()
    checkout.cart.line("Storm lantern").remove.click()
    expect(page).to_have_url(re.compile("/cart/$"))
    expect(checkout.message).to_have_text("There is nothing in your cart that can be ordered.")


@pytest.mark.needs_javascript
def test_a_code_is_refused_taken_and_removed_where_the_total_stands(
    page: Page, checkout: CheckoutPage, javascript: bool
) -> None:
    summary = checkout.summary
    checkout.contact.field("Phone").fill("+49 30 1")

    summary.use("nothing")
    expect(summary.refusal).to_have_text("There is no code NOTHING.")
    expect(summary.code).to_be_focused()
    expect(summary.code).to_have_attribute("aria-invalid", "true")
    expect(summary.sum("Total")).to_have_text("€68.00")

    summary.use("welcome10")
    expect(summary.sum("Discount (WELCOME10)")).to_have_text("−€6.80")  # noqa: RUF001
    expect(summary.sum("Total")).to_have_text("€61.20")
    expect(summary.remove).to_be_focused()

    page.keyboard.press("Enter")
    expect(summary.sum("Total")).to_have_text("€68.00")
    expect(summary.code).to_be_visible()
    assert page.evaluate("document.activeElement.form?.id") == "checkout-coupon"
    expect(checkout.contact.field("Phone")).to_have_value("+49 30 1")


def test_a_code_may_be_used_in_any_section(page: Page, checkout: CheckoutPage, javascript: bool) -> None:
    checkout.fill_contact()
    expect(checkout.address.field("City")).to_be_visible()

    checkout.summary.use("postfree")
    expect(checkout.summary.remove).to_be_visible()
    expect(page).to_have_url(re.compile("/checkout/address/$"))
    checkout.fill_address()
    expect(checkout.delivery.way("Express delivery").locator("xpath=..")).to_contain_text("Free")
