"""Nothing jumps under the shopper's hand."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from e2e.pages.home_page import HomePage
from e2e.pages.product_page import ProductPage
from e2e.regions.offer import Offer
from shop.testing.server import Shop


@pytest.fixture(scope="session")
def base_url(own_shop: Shop) -> str:
    return own_shop.url


def top(element: Locator) -> float:
    box = element.bounding_box()
    assert box is not None
    return box["y"]


@pytest.mark.needs_javascript
def test_a_thumbnail_moves_the_strip_alone(page: Page, javascript: bool) -> None:
    page.set_viewport_size({"width": 1280, "height": 700})
    product = ProductPage(page, "cup")
    product.open()
    first, second = product.thumbnail(1), product.thumbnail(2)
    expect(first).to_have_attribute("aria-current", "true")
    address, entries = page.url, page.evaluate("history.length")
    first.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")

    second.click()

    expect(product.pictures.nth(1)).to_be_in_viewport(ratio=0.5)
    expect(product.pictures.nth(0)).not_to_be_in_viewport()
    expect(second).to_have_attribute("aria-current", "true")
    expect(first).not_to_have_attribute("aria-current", "true")
    expect(second).to_be_focused()
    assert (page.url, page.evaluate("history.length"), page.evaluate("scrollY")) == (address, entries, before)


def test_a_thumbnail_shows_its_picture(page: Page, javascript: bool) -> None:
    product = ProductPage(page, "cup")
    product.open()
    expect(product.pictures.nth(1)).not_to_be_in_viewport()

    product.thumbnail(2).click()

    expect(product.pictures.nth(1)).to_be_in_viewport(ratio=0.5)
    if not javascript:
        expect(page).to_have_url(re.compile(r"#image-\d+$"))


@pytest.mark.parametrize("width", [360, 1280])
def test_picking_what_is_sold_out_moves_nothing(page: Page, javascript: bool, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    product = ProductPage(page, "bowl")
    product.open()
    place, footer = top(product.offer.value("Large")), top(page.get_by_role("contentinfo"))

    product.offer.value("Small (sold out)").click()

    expect(product.offer.closed).to_have_text("Sold out")
    assert top(product.offer.value("Large")) + page.evaluate("scrollY") == place
    assert top(page.get_by_role("contentinfo")) + page.evaluate("scrollY") == pytest.approx(footer, abs=1)


@pytest.mark.needs_javascript
@pytest.mark.parametrize("width", [360, 1280])
def test_picking_what_is_sold_out_in_the_dialog_moves_nothing(page: Page, javascript: bool, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    shop = HomePage(page)
    shop.open()
    shop.card("Bowl").choose.click()
    expect(shop.choice).to_be_visible()
    before, offer = shop.choice.bounding_box(), Offer(shop.choice)
    place = top(offer.value("Large"))

    offer.value("Small (sold out)").click()

    expect(offer.closed).to_have_text("Sold out")
    expect(offer.value("Small (sold out)")).to_be_focused()
    assert top(offer.value("Large")) == place
    assert shop.choice.bounding_box() == pytest.approx(before, abs=1)
