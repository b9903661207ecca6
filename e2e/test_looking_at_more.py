"""A shopper goes on down a long list: more comes below what is there, and nothing that is looked at moves."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from e2e.console import Console
from e2e.pages.category_page import CategoryPage

PLACE = "() => [scrollY, document.querySelector('#shelf > li:nth-child(24)').getBoundingClientRect().top]"
LISTS = re.compile(r"/category/kitchen/\?")
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


@pytest.mark.needs_javascript
def test_more_on_its_way_is_awaited_once(page: Page, javascript: bool) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    kitchen = CategoryPage(page, "kitchen")
    kitchen.open()
    before = kitchen.cards.count()
    page.route(LISTS, hold)
    with page.expect_request(LISTS):
        kitchen.load_more.click()
    expect(kitchen.load_more).to_have_attribute("aria-disabled", "true")
    expect(kitchen.load_more).to_have_css("opacity", "0.6")
    kitchen.load_more.press("Enter")
    assert len(held) == 1
    held[0].continue_()

    expect(kitchen.cards.nth(before).get_by_role("heading").get_by_role("link")).to_be_focused()
    expect(kitchen.load_more).not_to_have_attribute("aria-disabled", "true")
    assert len(held) == 1


@pytest.mark.needs_javascript
@pytest.mark.parametrize("act", ["more", "sort"])
def test_a_choice_on_its_way_is_not_thrown_away(page: Page, console: Console, javascript: bool, act: str) -> None:
    console.expect("htmx:sendAbort|htmx:afterRequest")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.set_viewport_size({"width": 1280, "height": 740})
    kitchen = CategoryPage(page, "kitchen")
    kitchen.open()
    page.route(LISTS, hold, times=1)
    with page.expect_request(LISTS):
        kitchen.value("In stock").check()

    if act == "more":
        kitchen.load_more.click()
        held[0].continue_()
    else:
        kitchen.sort("Name").click()

    expect(page).to_have_url(re.compile(r"\?available=1" + {"more": "$", "sort": "&sort=name$"}[act]))
    expect(kitchen.value("In stock")).to_be_checked()
    expect(kitchen.pill("In stock")).to_be_visible()
