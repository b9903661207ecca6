"""Back from an order that was placed leads to it again; a refusal without scripts leaves an address that opens."""

import re

from playwright.sync_api import Page, expect

from e2e.pages.checkout_page import CheckoutPage
from e2e.pages.order_page import OrderPage


def test_back_from_the_order_leads_to_the_order(page: Page, javascript: bool, checkout: CheckoutPage) -> None:
    checkout.fill_contact()
    checkout.fill_address()
    # The first delivery is chosen already.
    checkout.delivery.proceed.click()
    checkout.place.click()
    order = OrderPage(page)
    expect(order.said).to_have_text("Thank you! We have your order.")
    address = page.url

    page.go_back()

    expect(page).to_have_url(address)
    expect(order.said).to_have_text("Thank you! We have your order.")
    expect(order.badge.count).to_have_text("0")


def test_a_refusal_leaves_an_address_that_can_be_opened_again(
    page: Page, javascript: bool, checkout: CheckoutPage
) -> None:
    page.goto("/cart/")
    quantity = page.get_by_role("main").get_by_label(re.compile("^Quantity of"))
    quantity.fill("many")
    quantity.press("Enter")
    expect(page.get_by_role("main").get_by_text("Please give the quantity as a whole number")).to_be_visible()

    expect(page).to_have_url(re.compile("/cart/$"))
    page.goto(page.url)

    expect(quantity).to_have_value("1")
