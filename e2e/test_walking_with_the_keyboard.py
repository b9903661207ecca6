"""Everything can be reached and left with the keyboard, and assistive technology finds no fault."""

import pytest
from playwright.sync_api import Page, expect

from e2e.accessibility import violations
from e2e.console import Console
from e2e.pages.cart_page import CartPage
from e2e.pages.home_page import HomePage
from e2e.pages.product_page import ProductPage


@pytest.mark.needs_javascript
def test_the_drawer_takes_the_focus_and_gives_it_back(page: Page, javascript: bool) -> None:
    product = ProductPage(page, "two-tone-cup")
    product.open()

    product.offer.add.focus()
    page.keyboard.press("Enter")
    expect(product.drawer).to_be_visible()
    expect(product.drawer.get_by_role("button", name="Close the cart")).to_be_focused()

    page.keyboard.press("Escape")
    expect(product.drawer).to_be_hidden()
    expect(product.offer.add).to_be_focused()


@pytest.mark.needs_javascript
def test_the_first_stop_skips_to_the_content(page: Page, javascript: bool) -> None:
    HomePage(page).open()

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("#main")).to_be_focused()


@pytest.mark.needs_javascript
def test_one_stop_leads_past_the_filters_to_the_products(page: Page, javascript: bool) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/category/kitchen/")
    page.locator("#main").focus()

    skip = page.get_by_role("link", name="Skip the filters")
    while not skip.evaluate("link => link === document.activeElement"):
        assert not page.locator("#filters").evaluate("filters => filters.contains(document.activeElement)")
        page.keyboard.press("Tab")
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.locator("#listing").evaluate("listing => listing.contains(document.activeElement)")


@pytest.mark.needs_javascript
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/category/kitchen/",
        "/products/tide-mug/",
        "/products/long-tea-mug/",
        "/search/?q=mug",
        "/cart/",
        "/nowhere/",
    ],
)
def test_axe_finds_no_fault_on_a_page(page: Page, javascript: bool, path: str, console: Console) -> None:
    console.expect("404")
    page.goto(path)

    assert violations(page, console) == []


@pytest.mark.needs_javascript
def test_axe_finds_no_fault_in_any_state_of_the_cart(page: Page, javascript: bool, console: Console) -> None:
    product = ProductPage(page, "harbour-mug")
    product.open()
    product.badge.open()
    expect(product.drawer).to_be_visible()
    assert violations(page, console) == []
    page.keyboard.press("Escape")

    product.offer.add.click()
    expect(product.drawer).to_be_visible()
    assert violations(page, console) == []

    product.cart.line("Harbour mug").set_quantity("99")
    expect(product.cart.line("Harbour mug").notice).to_be_visible()
    assert violations(page, console) == []

    cart = CartPage(page)
    cart.open()
    assert violations(page, console) == []
    cart.cart.line("Harbour mug").remove.click()
    expect(cart.cart.undo).to_be_visible()
    assert violations(page, console) == []


@pytest.mark.needs_javascript
def test_axe_finds_no_fault_in_the_choice(page: Page, javascript: bool, console: Console) -> None:
    shop = HomePage(page)
    shop.open()
    shop.search("tide mug")
    shop.card("Tide mug").choose.click()
    expect(shop.choice).to_be_visible()

    assert violations(page, console) == []
