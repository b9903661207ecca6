"""An add whose answer is awaited is not forgotten when the shopper picks another option meanwhile."""

import pytest
from playwright.sync_api import Page, expect

from e2e import network
from e2e.console import Console
from e2e.pages.product_page import ProductPage
from e2e.pages.search_page import SearchPage
from e2e.regions.offer import Offer

pytestmark = pytest.mark.needs_javascript


@pytest.fixture
def mug(page: Page, javascript: bool) -> ProductPage:
    product = ProductPage(page, "tide-mug")
    product.open()
    return product


def add_and_pick(product: ProductPage) -> network.Held:
    """Click "Add to cart", and pick another option before the answer comes."""
    held = network.Held(product.page)
    with product.page.expect_request("**/cart/lines/"):
        product.offer.add.click()
    product.offer.value("Chalk").click()
    expect(product.offer.value("Chalk")).to_have_attribute("aria-pressed", "true")
    return held


def test_the_answer_is_shown(mug: ProductPage) -> None:
    add_and_pick(mug).release()

    expect(mug.drawer).to_be_visible()
    expect(mug.badge.count).to_have_text("1")
    expect(mug.announced).to_contain_text("is in your cart")
    mug.page.keyboard.press("Escape")
    mug.offer.add.click()
    expect(mug.badge.count).to_have_text("2")


def test_a_failure_is_told(mug: ProductPage, console: Console) -> None:
    console.expect("status of 500|Response Status Error Code")
    add_and_pick(mug).release(network.status(500))

    alert = mug.page.get_by_role("alert")
    expect(alert).to_contain_text("went wrong on our side")
    alert.get_by_role("button", name="Try again").click()
    expect(mug.badge.count).to_have_text("1")


def test_a_refusal_is_told(mug: ProductPage) -> None:
    mug.offer.quantity.fill("99")
    add_and_pick(mug).release()

    expect(mug.page.get_by_role("alert")).to_contain_text("can be ordered")
    expect(mug.page.get_by_role("button", name="Try again")).to_be_hidden()
    expect(mug.offer.value("Chalk")).to_be_focused()


def test_an_add_that_still_waits_is_sent(page: Page, javascript: bool) -> None:
    shop = SearchPage(page, "mug")
    shop.open()
    held = network.Held(page)
    with page.expect_request("**/cart/lines/"):
        shop.card("Harbour mug").add.click()
    shop.card("Tide mug").choose.click()
    offer = Offer(shop.choice)
    offer.add.click()
    offer.value("Chalk").click()
    expect(offer.value("Chalk")).to_have_attribute("aria-pressed", "true")

    held.release()

    expect(shop.badge.count).to_have_text("2")
    expect(shop.cart.titles).to_have_text(["Harbour mug", "Tide mug"])
