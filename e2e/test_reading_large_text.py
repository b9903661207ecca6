"""Who reads with text at twice its size on a phone sees whole lists, and what is searched for."""

import pytest
from playwright.sync_api import Page, expect

from e2e.console import Console
from e2e.long_cart import fill_cart
from e2e.pages.cart_page import CartPage
from e2e.pages.category_page import CategoryPage
from e2e.pages.checkout_page import CheckoutPage
from e2e.test_fitting_small_screens import FAULTS
from shop.testing.server import Shop

pytestmark = pytest.mark.needs_javascript
TWICE = "addEventListener('DOMContentLoaded', () => { document.documentElement.style.fontSize = '200%' })"
WORDS = "field => field.clientWidth - 2 * parseFloat(getComputedStyle(field).paddingInlineStart)"


@pytest.fixture
def large(page: Page, javascript: bool, width: int) -> Page:
    page.set_viewport_size({"width": width, "height": 740})
    page.add_init_script(TWICE)
    return page


@pytest.mark.parametrize("width", [320, 360, 768])
@pytest.mark.parametrize("path", ["/category/kitchen/", "/search/", "/search/?q=mug&available=1"])
def test_a_list_fits(large: Page, path: str, width: int) -> None:
    large.goto(path)

    assert large.evaluate(FAULTS) == []
    field = large.get_by_role("combobox", name="Search the shop")
    # In pixels: the words that were typed are 32 high.
    assert field.evaluate(WORDS) > 160


@pytest.mark.parametrize("width", [320, 360])
def test_the_filters_fit(large: Page, console: Console, width: int) -> None:
    kitchen = CategoryPage(large, "kitchen")
    kitchen.open()
    kitchen.open_filters.click()

    expect(kitchen.dialog).to_be_visible()
    assert kitchen.dialog.evaluate("dialog => dialog.scrollWidth <= dialog.clientWidth")
    expect(kitchen.apply).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("width", [320, 360])
def test_a_full_cart_fits(large: Page, shop: Shop, width: int) -> None:
    fill_cart(large.context, shop, 3)
    cart = CartPage(large)
    cart.open()
    assert large.evaluate(FAULTS) == []

    CategoryPage(large, "kitchen").open()
    cart.badge.open()
    expect(cart.drawer).to_be_visible()
    assert cart.drawer.evaluate("drawer => drawer.scrollWidth <= drawer.clientWidth")
    expect(cart.cart.check_out).to_be_visible()
    assert large.evaluate(FAULTS) == []


@pytest.mark.parametrize("width", [320, 360, 400])
def test_the_ways_of_delivery_fit(large: Page, checkout: CheckoutPage, width: int) -> None:
    checkout.fill_contact()
    checkout.fill_address()
    expect(checkout.delivery.heading).to_be_focused()

    assert large.evaluate(FAULTS) == []
    overlaps = "names => names.some(name => name.scrollWidth > name.clientWidth)"
    assert not large.locator(".way__name").evaluate_all(overlaps)
