"""The browser's own stores hold nothing of a shopper: the next person at the machine finds nothing there."""

import pytest
from playwright.sync_api import Page, expect

from e2e.pages.product_page import ProductPage

# htmx notes where the tab is, for its history; it forgets with the tab.
OWN_ADDRESS = "htmx-current-path-for-history"


@pytest.mark.needs_javascript
def test_shopping_leaves_nothing_in_the_browsers_stores(page: Page, javascript: bool) -> None:
    product = ProductPage(page, "two-tone-cup")
    product.open()
    product.offer.add.click()
    expect(product.badge.count).to_have_text("1")
    product.cart.line("Two-tone cup").increase.click()
    expect(product.badge.count).to_have_text("2")
    product.cart.line("Two-tone cup").remove.click()
    expect(product.badge.count).to_have_text("0")
    page.goto("/cart/")

    assert page.evaluate("Object.keys(localStorage)") == []
    assert page.evaluate("({...sessionStorage})") in (
        {},
        {OWN_ADDRESS: "/cart/"},
        {OWN_ADDRESS: "/products/two-tone-cup/"},
    )
    assert page.evaluate("indexedDB.databases()") == []
