"""The keyboard walks only through suggestions for what stands in the search field, and closes them for good."""

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from e2e import network
from e2e.console import Console
from e2e.pages.home_page import HomePage
from e2e.pages.search_page import SearchPage

pytestmark = pytest.mark.needs_javascript
ASKED = "**/search/suggestions/?q=mug"


@pytest.fixture
def held(page: Page) -> list[Route]:
    """The requests for suggestions for a mug, which wait here."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(ASKED, hold)
    return held


def expect_answer(page: Page) -> None:
    expect(page.locator("#suggestions[data-words=mug]")).to_be_attached()


def test_escape_dismisses_what_is_under_way(page: Page, field: Locator, options: Locator, held: list[Route]) -> None:
    with page.expect_request(ASKED):
        field.press_sequentially("mug")
    field.press("Escape")
    held[0].continue_()

    expect_answer(page)
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(page.locator("#suggestions-status")).to_be_empty()
    expect(field).to_have_value("mug")
    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")


def test_escape_dismisses_what_is_not_asked_for_yet(page: Page, field: Locator) -> None:
    page.clock.install()
    field.press_sequentially("mug")
    field.press("Escape")
    page.clock.run_for(1000)

    expect_answer(page)
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_value("mug")


def test_those_for_other_words_cannot_be_chosen(
    page: Page, field: Locator, options: Locator, held: list[Route]
) -> None:
    field.press_sequentially("storm lantern")
    expect(options.last).to_contain_text("lantern")
    with page.expect_request(ASKED):
        field.fill("mug")

    field.press("ArrowDown")
    expect(page.get_by_role("option", selected=True)).to_have_count(0)
    expect(field).to_have_attribute("aria-activedescendant", "")
    held[0].continue_()

    expect(options.last).to_contain_text("mug")
    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")


@pytest.mark.parametrize("reply", [network.status(500), network.lose], ids=["500", "lost"])
def test_after_a_failure_the_arrow_asks_again(
    page: Page, field: Locator, options: Locator, console: Console, reply: network.Reply
) -> None:
    console.expect("status of 500|Response Status Error Code 500|ERR_CONNECTION_RESET|htmx:afterRequest|htmx:sendError")
    field.press_sequentially("storm lantern")
    expect(options.last).to_contain_text("lantern")
    page.route(ASKED, reply)
    field.fill("mug")
    expect(field).to_have_attribute("aria-expanded", "false")

    page.unroute(ASKED)
    field.press("ArrowDown")

    expect(options.last).to_contain_text("mug")
    expect(field).to_have_attribute("aria-expanded", "true")


@pytest.mark.parametrize("key", ["Home", "End", "ArrowLeft"])
def test_who_moves_the_caret_is_back_in_the_field(page: Page, field: Locator, options: Locator, key: str) -> None:
    field.fill("harbour mug")
    expect(options.first).to_be_visible()
    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")

    field.press(key)

    expect(page.get_by_role("option", selected=True)).to_have_count(0)
    expect(field).to_have_attribute("aria-activedescendant", "")
    field.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Search for “harbour mug”")


def test_the_arrow_asks_for_what_was_searched_for(page: Page, javascript: bool, options: Locator) -> None:
    SearchPage(page, "tooth mug").open()

    page.get_by_role("combobox", name="Search the shop").press("ArrowDown")

    expect(options.last).to_contain_text("Tooth mug")


def test_the_list_ends_above_the_edge_of_a_low_screen(page: Page, javascript: bool, options: Locator) -> None:
    page.set_viewport_size({"width": 740, "height": 360})
    HomePage(page).open()
    page.get_by_role("combobox", name="Search the shop").press_sequentially("m")
    expect(options.first).to_be_visible()

    box = page.get_by_role("listbox").bounding_box()
    assert box
    assert box["height"] > 100
    assert box["y"] + box["height"] <= 360
