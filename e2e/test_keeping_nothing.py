"""The browser's own stores hold nothing of a shopper: the next person at the machine finds nothing there."""

import pytest
from playwright.sync_api import Page, expect

from e2e.pages.product_page import ProductPage

STORED = "[...Object.keys(localStorage), ...Object.keys(sessionStorage)]"


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

    assert page.evaluate(STORED) == []
    assert page.evaluate("indexedDB.databases()") == []
