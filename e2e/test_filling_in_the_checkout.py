"""What was typed into the checkout stays, whatever the shopper does; and the focus is where the shopper is."""

import re

import pytest
from playwright.sync_api import Page, expect

from e2e.network import slow_down
from e2e.pages.checkout_page import ADDRESS, CheckoutPage
from e2e.regions.section import Section
from shop.testing.server import Shop


@pytest.fixture(scope="session")
def base_url(paying_shop: Shop) -> str:
    return paying_shop.url


def expect_open(checkout: CheckoutPage, section: Section, slug: str, *, focused: bool = True) -> None:
    """Expect this section to be where the shopper is: in address, title and focus."""
    expect(checkout.page).to_have_url(re.compile(f"/checkout/{slug}/$"))
    expect(checkout.page).to_have_title(re.compile(f"^{slug.capitalize()} · Check out · "))
    expect(section.root).to_have_attribute("aria-current", "step")
    if focused:
        expect(section.heading).to_be_focused()


def test_each_section_has_its_address_title_and_focus(checkout: CheckoutPage, javascript: bool) -> None:
    expect_open(checkout, checkout.contact, "contact", focused=False)
    checkout.fill_contact()
    expect_open(checkout, checkout.address, "address", focused=javascript)
    checkout.fill_address()
    expect_open(checkout, checkout.delivery, "delivery", focused=javascript)
    checkout.choose(checkout.delivery, "Pick-up")
    expect_open(checkout, checkout.payment, "payment", focused=javascript)
    checkout.choose(checkout.payment, "Bank transfer")
    expect_open(checkout, checkout.review, "review", focused=javascript)
    checkout.contact.change.click()
    expect_open(checkout, checkout.contact, "contact", focused=javascript)
    expect(checkout.contact.field("E-mail")).to_have_value("ada@example.org")


def test_back_and_forward_lead_through_the_sections_without_loss(
    page: Page, checkout: CheckoutPage, javascript: bool
) -> None:
    checkout.fill_contact()
    checkout.fill_address()
    expect(checkout.delivery.way("Express")).to_be_visible()

    page.go_back()
    expect_open(checkout, checkout.address, "address", focused=False)
    for label, text in ADDRESS.items():
        expect(checkout.address.field(label)).to_have_value(text)
    page.go_back()
    expect_open(checkout, checkout.contact, "contact", focused=False)
    expect(checkout.contact.field("E-mail")).to_have_value("ada@example.org")
    if javascript:
        # Nobody has pressed anything yet.
        checkout.contact.field("Phone").fill("+49 30 123456")

    page.go_forward()
    expect_open(checkout, checkout.address, "address", focused=False)
    page.go_forward()
    expect_open(checkout, checkout.delivery, "delivery", focused=False)
    if javascript:
        page.goto("/checkout/contact/")
        expect(checkout.contact.field("Phone")).to_have_value("+49 30 123456")


@pytest.mark.needs_javascript
def test_what_is_half_typed_is_there_after_a_reload_in_another_window_and_later(
    page: Page, checkout: CheckoutPage, javascript: bool
) -> None:
    checkout.fill_contact()
    checkout.address.field("Name").fill("Ada")
    with page.expect_response("**/checkout/address/"):
        checkout.address.field("City").press_sequentially("Berl")
    page.reload()
    expect(checkout.address.field("Name")).to_have_value("Ada")
    expect(checkout.address.field("City")).to_have_value("Berl")

    checkout.address.field("City").press("End")
    with page.expect_response("**/checkout/address/"):
        checkout.address.field("City").press_sequentially("in")
    context = page.context
    page.close()
    window = CheckoutPage(context.new_page())
    window.open()
    expect(window.address.field("City")).to_have_value("Berlin")

    # Gone before anything could be sent in passing.
    window.address.field("Street and number").press_sequentially("Unter")
    window.page.goto("/")
    window.open()
    expect(window.address.field("Street and number")).to_have_value("Unter")

    window.address.field("Postcode").fill("10")
    window.contact.change.click()
    expect(window.contact.field("E-mail")).to_be_visible()
    window.contact.proceed.click()
    expect(window.address.field("Postcode")).to_have_value("10")


def test_a_section_is_not_opened_before_its_turn(page: Page, checkout: CheckoutPage, javascript: bool) -> None:
    checkout.fill_contact()
    expect(checkout.address.field("City")).to_be_visible()
    for slug in ("review", "payment", "delivery"):
        page.goto(f"/checkout/{slug}/")
        expect_open(checkout, checkout.address, "address", focused=False)


def test_another_country_has_its_fields_and_takes_over_what_was_typed(
    page: Page, checkout: CheckoutPage, javascript: bool
) -> None:
    checkout.fill_contact()
    address, country = checkout.address, checkout.address.field("Country")
    address.field("Name").fill("Ada Lovelace")
    address.field("City").fill("London")
    if javascript:
        slow_down(page, 300)
        country.focus()
        country.select_option("GB")
        # The answer comes while the shopper types on.
        address.field("Street and number").press_sequentially("12 St James's Square")
    else:
        country.select_option("GB")
        page.get_by_role("button", name="Show the fields of this country").first.click()

    expect(address.field("Town")).to_have_value("London")
    expect(address.field("Name")).to_have_value("Ada Lovelace")
    if javascript:
        expect(address.field("Street and number")).to_be_focused()
        expect(address.field("Street and number")).to_have_value("12 St James's Square")
        country.focus()
        country.select_option("FR")
        expect(address.field("City")).to_have_value("London")
        expect(country).to_be_focused()


def test_errors_are_told_above_and_beside_their_fields(page: Page, checkout: CheckoutPage, javascript: bool) -> None:
    checkout.contact.field("Phone").fill("none")
    checkout.contact.proceed.click()
    expect(checkout.errors).to_be_focused()
    expect(checkout.errors.get_by_role("listitem")).to_have_count(2)
    for label in ("E-mail", "Phone"):
        expect(checkout.contact.field(label)).to_have_attribute("aria-invalid", "true")
    expect(checkout.contact.field("E-mail")).to_have_accessible_description(re.compile("Please give an e-mail"))
    checkout.errors.get_by_role("link", name="Phone").click()
    expect(checkout.contact.field("Phone")).to_be_focused()
    expect(checkout.contact.field("Phone")).to_have_value("none")

    checkout.contact.field("Phone").fill("")
    checkout.fill_contact()
    checkout.fill_address()
    expect(checkout.delivery.way("Standard")).to_be_checked()
    checkout.delivery.proceed.click()
    checkout.payment.proceed.click()
    expect(checkout.errors).to_be_focused()
    checkout.errors.get_by_role("link", name="Payment").click()
    expect(checkout.payment.way("Bank transfer")).to_be_focused()
