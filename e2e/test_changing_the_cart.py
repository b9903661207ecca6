"""Shoppers change quantities, remove, undo and empty the cart, in the drawer or on its page."""

import pytest
from playwright.sync_api import Page, expect

from e2e.pages.cart_page import CartPage
from e2e.pages.product_page import ProductPage


@pytest.fixture
def cart(page: Page, javascript: bool) -> CartPage:
    """The cart, holding a two-tone cup at €15.00 and a harbour mug at €22.00: open, in the drawer where scripts run."""
    for slug in ("two-tone-cup", "harbour-mug"):
        product = ProductPage(page, slug)
        product.open()
        product.offer.add.click()
        expect(product.badge.count).not_to_have_text("0")
    cart = CartPage(page)
    expect(cart.badge.count).to_have_text("2")
    if not javascript:
        cart.open()
    return cart


def test_changing_removing_undoing_and_clearing(cart: CartPage, javascript: bool) -> None:
    cup = cart.cart.line("Two-tone cup")

    cup.increase.click()
    expect(cup.quantity).to_have_value("2")
    expect(cup.total).to_have_text("€30.00")
    expect(cart.badge.count).to_have_text("3")
    if javascript:
        expect(cup.increase).to_be_focused()

    cup.decrease.click()
    expect(cup.quantity).to_have_value("1")

    cup.set_quantity("4")
    expect(cart.badge.count).to_have_text("5")
    expect(cart.cart.subtotal).to_have_text("€82.00")

    cup.remove.click()
    expect(cart.cart.titles).to_have_text(["Harbour mug"])
    if javascript:
        expect(cart.cart.undo).to_be_focused()
    cart.cart.undo.click()
    expect(cart.cart.titles).to_have_text(["Two-tone cup", "Harbour mug"])
    expect(cup.quantity).to_have_value("4")

    cart.cart.clear.click()
    expect(cart.cart.lines).to_have_count(0)
    expect(cart.badge.count).to_have_text("0")
    cart.cart.undo.click()
    expect(cart.badge.count).to_have_text("5")

    cart.open()
    expect(cart.cart.titles).to_have_text(["Two-tone cup", "Harbour mug"])


def test_a_refused_quantity_stays_beside_its_reason(cart: CartPage, javascript: bool) -> None:
    mug = cart.cart.line("Harbour mug")

    mug.set_quantity("99")

    expect(mug.notice).to_contain_text("Only 3 can be ordered")
    expect(mug.quantity).to_have_value("99")
    expect(cart.badge.count).to_have_text("2")

    mug.decrease.click()
    expect(mug.notice).to_have_count(0)
    expect(mug.quantity).to_have_value("3")
    expect(cart.badge.count).to_have_text("4")
