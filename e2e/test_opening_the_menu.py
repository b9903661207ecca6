"""A shop of more categories than its menu shows at once."""

import pytest
from playwright.sync_api import Page, expect

from e2e.pages.home_page import HomePage


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_the_categories_behind_more_are_reached_by_keyboard(page: Page, width: int) -> None:
    shop = HomePage(page)
    page.set_viewport_size({"width": width, "height": 800})
    shop.open()
    menu = page.get_by_role("navigation", name="Categories")
    link = menu.get_by_role("link", name="Bath")
    expect(link).to_be_hidden()

    menu.get_by_text("More", exact=True).press("Enter")
    expect(link).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    link.press("Enter")

    expect(shop.heading).to_have_text("Bath")
    more = page.get_by_role("navigation", name="Categories").get_by_text("More", exact=True)
    other = menu.get_by_role("link", name="All products")
    colours = [each.evaluate("element => getComputedStyle(element).borderBlockEndColor") for each in (more, other)]
    assert colours[0] != colours[1], "The menu shows that the page is about one of those behind."


@pytest.mark.needs_javascript
def test_it_closes_by_escape_and_by_a_click_elsewhere(page: Page) -> None:
    HomePage(page).open()
    menu = page.get_by_role("navigation", name="Categories")
    more, link = menu.get_by_text("More", exact=True), menu.get_by_role("link", name="Bath")

    more.click()
    link.focus()
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()
    expect(more).to_be_focused()

    more.click()
    page.locator("h1").click()
    expect(link).to_be_hidden()
