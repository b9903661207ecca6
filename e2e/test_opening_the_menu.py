"""A shop of more categories than its menu shows at once."""

from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import Page, expect

from e2e.pages.home_page import HomePage

LOOK = "element => [getComputedStyle(element).borderBlockEndColor, getComputedStyle(element).color]"


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_the_categories_behind_more_are_reached_by_keyboard(page: Page, width: int) -> None:
    shop = HomePage(page)
    page.set_viewport_size({"width": width, "height": 800})
    shop.open()
    menu = shop.menu
    link = menu.get_by_role("link", name="Bath")
    expect(link).to_be_hidden()
    shop.open_menu()

    menu.get_by_text("More", exact=True).press("Enter")
    expect(link).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    link.press("Enter")

    expect(shop.heading).to_have_text("Bath")
    shop.open_menu()
    more = menu.get_by_text("More", exact=True)
    other = menu.get_by_role("link", name="All products")
    looks = [each.evaluate(LOOK) for each in (more, other)]
    assert looks[0] != looks[1], "The menu shows that the page is about one of those behind."


def test_on_a_phone_the_menu_is_closed_by_its_button_by_escape_and_by_a_click_beside_it(page: Page) -> None:
    shop = HomePage(page)
    page.set_viewport_size({"width": 390, "height": 844})
    shop.open()
    link = shop.menu.get_by_role("link", name="All products")
    ways: list[Callable[[], None]] = [
        page.get_by_role("button", name="Close the menu").click,
        partial(page.keyboard.press, "Escape"),
        partial(page.mouse.click, 380, 400),
    ]

    for close in ways:
        shop.open_menu()
        expect(link).to_be_in_viewport(ratio=1)
        close()
        expect(link).to_be_hidden()


@pytest.mark.needs_javascript
def test_it_closes_by_escape_and_by_a_click_elsewhere(page: Page) -> None:
    shop = HomePage(page)
    shop.open()
    menu = shop.menu
    more, link = menu.get_by_text("More", exact=True), menu.get_by_role("link", name="Bath")

    more.click()
    link.focus()
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()
    expect(more).to_be_focused()

    more.click()
    page.locator("h1").click()
    expect(link).to_be_hidden()
