"""Whoever hears the shop, or walks it with the keyboard, knows what happened and where they are."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from e2e.pages.cart_page import CartPage
from e2e.pages.product_page import ProductPage
from e2e.pages.search_page import SearchPage

pytestmark = pytest.mark.needs_javascript

LISTEN = """
window.heard = [];
new MutationObserver(() => {
  const said = document.getElementById("cart-status").textContent.trim();
  if (!said) return;
  window.heard.push(said);
  window.heardIn = document.getElementById("cart-status").closest("dialog")?.id;
}).observe(document.getElementById("cart-status"), { childList: true, characterData: true, subtree: true });
"""


def heard(page: Page) -> list[str]:
    """Return what was announced since the last call."""
    said: list[str] = page.evaluate("window.heard.splice(0)")
    return said


def test_each_action_is_announced_once_and_keeps_the_focus(page: Page, javascript: bool) -> None:
    product = ProductPage(page, "harbour-mug")
    product.open()
    page.evaluate(LISTEN)
    mug = product.cart.line("Harbour mug")
    assert product.announced.text_content() == ""

    product.offer.add.click()
    expect(product.drawer.get_by_role("button", name="Close the cart")).to_be_focused()
    assert heard(page) == ["Harbour mug is in your cart. 1 item, subtotal €22.00."]
    assert page.evaluate("heardIn") == "cart-drawer"

    mug.increase.click()
    expect(product.badge.count).to_have_text("2")
    expect(mug.increase).to_be_focused()
    assert heard(page) == ["Harbour mug: quantity 2. 2 items, subtotal €44.00."]

    mug.set_quantity("99")
    expect(mug.notice).to_be_visible()
    expect(mug.quantity).to_be_focused()
    assert heard(page) == ["Only 3 can be ordered."]

    mug.remove.click()
    expect(product.cart.undo).to_be_focused()
    assert heard(page) == ["Harbour mug was removed from your cart. Your cart is empty."]

    product.cart.undo.click()
    expect(product.badge.count).to_have_text("2")
    expect(product.drawer.locator(":focus")).to_have_count(1)
    assert heard(page) == ["Back in your cart. 2 items, subtotal €44.00."]

    product.cart.clear.click()
    expect(product.cart.undo).to_be_focused()
    assert heard(page) == ["Your cart is empty."]


def test_a_picked_option_is_announced(page: Page, javascript: bool) -> None:
    product = ProductPage(page, "tide-mug")
    product.open()
    page.evaluate(LISTEN)

    product.offer.value("Chalk").click()

    expect(product.offer.value("Chalk")).to_be_focused()
    expect(product.announced).to_have_text("Chalk / Small: €18.00. In stock.")
    assert heard(page) == ["Chalk / Small: €18.00. In stock."]


def test_the_drawer_keeps_the_focus_until_it_closes(page: Page, javascript: bool) -> None:
    product = ProductPage(page, "harbour-mug")
    product.open()
    product.badge.root.focus()
    page.keyboard.press("Enter")
    expect(product.drawer).to_be_visible()

    for key in ["Tab"] * 8 + ["Shift+Tab"] * 8:
        page.keyboard.press(key)
        expect(product.drawer.locator(":focus")).to_have_count(1)

    page.mouse.click(5, 300)
    expect(product.drawer).to_be_hidden()
    expect(product.badge.root).to_be_focused()


def test_the_second_click_of_a_double_click_leaves_the_drawer_open(page: Page, javascript: bool) -> None:
    shop = SearchPage(page, "two-tone")
    shop.open()
    shop.card("Two-tone cup").add.hover()
    page.mouse.down(click_count=1)
    page.mouse.up(click_count=1)
    expect(shop.drawer).to_be_visible()

    page.mouse.down(click_count=2)
    page.mouse.up(click_count=2)

    expect(shop.drawer).to_be_visible()


def test_a_drag_out_of_the_drawer_leaves_it_open(page: Page, javascript: bool) -> None:
    product = ProductPage(page, "harbour-mug")
    product.open()
    product.badge.open()
    product.drawer.get_by_role("heading", name="Your cart").hover()

    page.mouse.down()
    page.mouse.move(5, 300)
    page.mouse.up()

    expect(product.drawer).to_be_visible()


def test_the_focus_returns_to_a_badge_that_was_redrawn(page: Page, javascript: bool) -> None:
    product = ProductPage(page, "harbour-mug")
    product.open()
    product.offer.add.click()
    expect(product.drawer).to_be_visible()
    page.keyboard.press("Escape")
    product.badge.open()
    product.cart.line("Harbour mug").increase.click()
    expect(product.badge.count).to_have_text("2")

    page.keyboard.press("Escape")

    expect(product.badge.root).to_be_focused()


def test_a_cart_can_be_filled_with_the_keyboard_alone(page: Page, javascript: bool) -> None:
    product = ProductPage(page, "tide-mug")
    product.open()

    tab_to(page, product.offer.value("Chalk"))
    page.keyboard.press("Enter")
    expect(product.offer.value("Chalk")).to_have_attribute("aria-pressed", "true")
    tab_to(page, product.offer.add)
    page.keyboard.press("Enter")
    expect(product.drawer).to_be_visible()
    tab_to(page, product.cart.line("Tide mug").increase)
    page.keyboard.press("Enter")
    expect(product.badge.count).to_have_text("2")
    tab_to(page, product.drawer.get_by_role("link", name="View cart"))
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("/cart/$"))
    expect(CartPage(page).cart.line("Tide mug").quantity).to_have_value("2")


def tab_to(page: Page, goal: Locator) -> None:
    """Press Tab until the goal has the focus: at most sixty times."""
    for _ in range(60):
        if goal.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{goal} cannot be reached with Tab")
