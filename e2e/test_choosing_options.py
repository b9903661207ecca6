"""Shoppers choose a colour and a size, see what that changes, and add it."""

import re

import pytest
from playwright.sync_api import Page, expect

from e2e.pages.home_page import HomePage
from e2e.pages.product_page import ProductPage
from e2e.regions.offer import Offer


def test_choosing_options_and_adding(page: Page, javascript: bool) -> None:
    product = ProductPage(page, "tide-mug")
    product.open()
    picture = product.picture.get_attribute("src")
    expect(product.offer.value("Chalk")).to_have_attribute("aria-pressed", "false")

    product.offer.value("Chalk").click()
    expect(product.offer.value("Chalk")).to_have_attribute("aria-pressed", "true")
    expect(product.picture).not_to_have_attribute("src", str(picture))
    product.offer.value("Large").click()
    expect(product.offer.value("Large")).to_have_attribute("aria-pressed", "true")
    expect(product.offer.price).to_have_text("€22.00")
    expect(page).to_have_url(re.compile(r"/products/tide-mug/\?(variant=\d+|option.*)$"))
    if javascript:
        expect(product.offer.value("Large")).to_be_focused()

    product.offer.quantity.fill("2")
    product.offer.add.click()

    expect(product.badge.count).to_have_text("2")
    if not javascript:
        product.badge.open()
    expect(product.cart.line("Tide mug").root).to_contain_text("Chalk / Large")
    expect(product.cart.subtotal).to_have_text("€44.00")


def test_what_cannot_be_had_says_so_before_the_click(page: Page, javascript: bool) -> None:
    product = ProductPage(page, "tide-mug")
    product.open()

    product.offer.value("Ink (sold out)").click()
    expect(product.offer.stock).to_have_text("Sold out")
    expect(product.offer.add).to_have_count(0)

    product.offer.value("Large").click()
    product.offer.value("Clay (not made in this combination)").click()
    expect(product.offer.stock).to_have_text("This combination is not made. Please pick another.")
    expect(product.offer.add).to_have_count(0)


def test_choosing_from_a_card(page: Page, javascript: bool) -> None:
    shop = HomePage(page)
    shop.open()
    shop.search("tide mug")
    address = page.url

    shop.card("Tide mug").choose.click()
    if not javascript:
        expect(page).to_have_url(re.compile("/products/tide-mug/"))
        return
    expect(shop.choice).to_be_visible()
    expect(page).to_have_url(address)
    offer = Offer(shop.choice)
    offer.value("Chalk").click()
    expect(offer.value("Chalk")).to_have_attribute("aria-pressed", "true")
    expect(offer.value("Chalk")).to_be_focused()
    offer.add.click()

    expect(shop.drawer).to_be_visible()
    expect(shop.choice).to_have_count(0)
    expect(shop.cart.line("Tide mug").root).to_contain_text("Chalk / Small")
    expect(page).to_have_url(address)


@pytest.mark.needs_javascript
def test_a_refused_add_says_why_beside_the_button(page: Page, javascript: bool) -> None:
    product = ProductPage(page, "decanter-no-3")
    product.open()
    product.offer.quantity.fill("7")

    product.offer.add.click()

    expect(product.offer.refusal).to_have_text("Only 1 can be ordered.")
    expect(product.offer.quantity).to_have_value("7")
    expect(product.offer.quantity).to_have_attribute("aria-invalid", "true")
    expect(product.announced).to_have_text("Only 1 can be ordered.")
    expect(product.badge.count).to_have_text("0")

    product.offer.quantity.fill("1")
    product.offer.add.click()
    expect(product.badge.count).to_have_text("1")
    expect(product.offer.refusal).to_have_text("")
