"""Where a list does not come the page says so, and shows what it showed before: its filters too."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from e2e import network
from e2e.console import Console
from e2e.pages.category_page import CategoryPage

pytestmark = pytest.mark.needs_javascript
LISTS = re.compile(r"/category/kitchen/\?")
REPLIES = {
    "500": (network.status(500), "went wrong on our side"),
    "404": (network.status(404), "not here any more"),
    "lost": (network.lose, "did not arrive whole"),
}


@pytest.fixture
def kitchen(page: Page, console: Console, javascript: bool) -> CategoryPage:
    console.expect("Failed to load resource|status of|ERR_|Response Status Error Code|htmx:(afterRequest|send)")
    page.set_viewport_size({"width": 1280, "height": 900})
    kitchen = CategoryPage(page, "kitchen")
    kitchen.open()
    kitchen.value("Sage").check()
    expect(kitchen.pill("Colour: Sage")).to_be_visible()
    return kitchen


def told(page: Page, text: str) -> Locator:
    return page.get_by_role("alert").filter(has_text=text)


@pytest.mark.parametrize("name", REPLIES)
def test_the_filters_are_as_the_list_is(kitchen: CategoryPage, name: str) -> None:
    reply, text = REPLIES[name]
    kitchen.page.route(LISTS, reply)

    kitchen.value("In stock").click()

    expect(told(kitchen.page, text)).to_be_visible()
    expect(told(kitchen.page, "cart")).to_have_count(0)
    expect(kitchen.value("In stock")).not_to_be_checked()
    expect(kitchen.value("In stock")).to_be_focused()
    expect(kitchen.value("Sage")).to_be_checked()
    kitchen.page.unroute(LISTS)
    kitchen.page.get_by_role("button", name="Dismiss").click()
    kitchen.value("On sale").check()
    expect(kitchen.page).to_have_url(re.compile(r"\?sale=1&option\.Colour=Sage$"))


def test_what_is_tried_again_is_what_was_asked_for(kitchen: CategoryPage) -> None:
    kitchen.page.route(LISTS, network.status(500))
    kitchen.value("In stock").click()
    expect(told(kitchen.page, "went wrong")).to_be_visible()
    kitchen.page.unroute(LISTS)

    kitchen.page.get_by_role("button", name="Try again").click()

    expect(kitchen.page).to_have_url(re.compile(r"\?available=1&option\.Colour=Sage$"))
    expect(kitchen.value("In stock")).to_be_checked()
    expect(told(kitchen.page, "went wrong")).to_be_hidden()


def test_the_prices_are_those_in_force(kitchen: CategoryPage) -> None:
    kitchen.field("To").fill("60")
    kitchen.field("To").press("Enter")
    expect(kitchen.pill("Up to €60")).to_be_visible()
    kitchen.page.route(LISTS, network.status(500))

    kitchen.field("From").fill("20")
    kitchen.field("From").press("Enter")

    expect(told(kitchen.page, "went wrong")).to_be_visible()
    expect(kitchen.field("From")).to_have_value("")
    expect(kitchen.field("To")).to_have_value("60")
    kitchen.page.unroute(LISTS)
    kitchen.page.get_by_role("button", name="Try again").click()
    expect(kitchen.page).to_have_url(re.compile(r"\?price_min=20&price_max=60&option\.Colour=Sage$"))


def test_more_that_does_not_come_can_be_asked_for_again(page: Page, console: Console, javascript: bool) -> None:
    console.expect("Failed to load resource|status of 500|Response Status Error Code")
    kitchen = CategoryPage(page, "kitchen")
    kitchen.open()
    before = kitchen.cards.count()
    page.route(LISTS, network.status(500))
    kitchen.load_more.click()
    expect(told(page, "went wrong")).to_be_visible()
    page.unroute(LISTS)

    page.get_by_role("button", name="Try again").click()

    expect(kitchen.cards.nth(before).get_by_role("heading").get_by_role("link")).to_be_focused()
