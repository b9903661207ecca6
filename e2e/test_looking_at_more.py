"""A shopper goes on down a long list: more comes below what is there, and nothing that is looked at moves."""

import pytest
from playwright.sync_api import Page, expect

from e2e.pages.category_page import CategoryPage

PLACE = "() => [scrollY, document.querySelector('#shelf > li:nth-child(24)').getBoundingClientRect().top]"
FRAMES = "() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))"


@pytest.mark.needs_javascript
@pytest.mark.parametrize("width", [360, 768, 1280])
def test_the_page_holds_still(page: Page, javascript: bool, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    kitchen = CategoryPage(page, "kitchen")
    kitchen.open()
    before = kitchen.cards.count()
    kitchen.load_more.scroll_into_view_if_needed()
    place = page.evaluate(PLACE)

    kitchen.load_more.click()

    expect(kitchen.cards.nth(before).get_by_role("heading").get_by_role("link")).to_be_focused()
    page.evaluate(FRAMES)
    assert page.evaluate(PLACE) == place
    expect(kitchen.cards.nth(before)).to_be_in_viewport()
