"""Shoppers browse a category and add what needs no choice, without leaving the page."""

import re

import pytest
from playwright.sync_api import Page, expect

from e2e.pages.home_page import HomePage
from e2e.pages.search_page import SearchPage


def test_browsing_and_adding_from_a_card(page: Page, javascript: bool) -> None:
    shop = HomePage(page)
    shop.open()
    shop.open_category("Kitchen")
    shop.search("two-tone cup")
    address = page.url

    shop.card("Two-tone cup").add.click()

    expect(shop.badge.count).to_have_text("1")
    expect(page).to_have_url(address)
    if javascript:
        expect(shop.drawer).to_be_visible()
        expect(shop.announced).to_have_text(re.compile("Two-tone cup is in your cart. 1 item, subtotal €"))
    else:
        expect(shop.message).to_contain_text("Two-tone cup is in your cart.")
        shop.badge.open()
    expect(shop.cart.titles).to_have_text(["Two-tone cup"])


def test_an_add_is_one_request_and_no_page_load(page: Page, javascript: bool) -> None:
    shop = SearchPage(page, "two-tone cup")
    shop.open()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(f"{request.method} {request.resource_type}"))

    shop.card("Two-tone cup").add.click()
    expect(shop.badge.count).to_have_text("1")

    asked = [request for request in requests if request.split()[1] in {"document", "xhr", "fetch"}]
    if javascript:
        assert asked == ["POST xhr"]
    else:
        assert asked[:2] == ["POST document", "GET document"]


@pytest.mark.needs_javascript
def test_the_badge_does_not_wait_for_the_drawer(page: Page, javascript: bool) -> None:
    shop = SearchPage(page, "two-tone cup")
    shop.open()
    page.evaluate("""addEventListener("dialog:open", () => {
        window.countedBefore = document.querySelector(".cart-badge__count").dataset.count;
    })""")

    shop.card("Two-tone cup").add.click()
    expect(shop.drawer).to_be_visible()

    assert page.evaluate("countedBefore") == "1"
