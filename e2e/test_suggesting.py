"""Shoppers are offered suggestions while they type, by hand and by keyboard, and never wait for them."""

import re

import pytest
from playwright.sync_api import Locator, Page, Request, Route, expect

from e2e.accessibility import violations
from e2e.console import Console
from e2e.pages.home_page import HomePage

pytestmark = pytest.mark.needs_javascript
ASKED = "**/search/suggestions/**"


def listen(page: Page) -> list[str]:
    """Collect the addresses of the suggestions that are asked for."""
    asked: list[str] = []

    def hear(request: Request) -> None:
        if "/search/suggestions/" in request.url:
            asked.append(request.url.partition("q=")[2])

    page.on("request", hear)
    return asked


def test_what_is_typed_is_suggested_in_groups(page: Page, field: Locator, options: Locator) -> None:
    field.press_sequentially("mu")

    groups = page.get_by_role("listbox").get_by_role("group")
    expect(groups.filter(has_text="Products").get_by_role("option").first).to_contain_text("€")
    expect(groups.filter(has_text="Searches").get_by_role("option", name="mug", exact=True)).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#suggestions-status")).to_have_text(f"{options.count()} suggestions")


def test_the_arrows_choose_and_enter_goes_there(page: Page, field: Locator, options: Locator) -> None:
    field.fill("harbour m")
    expect(options.last).to_contain_text("Harbour mug")

    field.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", str(options.last.get_attribute("id")))
    field.press("ArrowDown")
    expect(page.get_by_role("option", selected=True)).to_have_count(0)
    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    field.press("ArrowUp")
    field.press("ArrowUp")
    expect(field).to_be_focused()
    field.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Harbour mug")


def test_a_click_goes_there(page: Page, field: Locator, options: Locator) -> None:
    field.press_sequentially("kitch")

    page.get_by_role("option", name="Kitchen", exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Kitchen")


def test_escape_closes_and_the_arrow_opens_again(page: Page, field: Locator, options: Locator) -> None:
    field.press_sequentially("mug")
    expect(options.first).to_be_visible()

    field.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_value("mug")
    expect(field).to_have_attribute("aria-expanded", "false")
    field.press("ArrowDown")
    expect(options.first).to_be_visible()
    field.press("Tab")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_enter_without_a_choice_searches(page: Page, field: Locator, options: Locator) -> None:
    field.press_sequentially("harbour mug")
    expect(options.first).to_be_visible()

    field.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Search for “harbour mug”")


def test_an_emptied_field_offers_nothing(page: Page, field: Locator, options: Locator) -> None:
    field.press_sequentially("mug")
    expect(options.first).to_be_visible()

    field.fill("")

    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(page.locator("#suggestions-status")).to_be_empty()


def test_the_same_text_is_asked_for_once(page: Page, field: Locator, options: Locator) -> None:
    asked = listen(page)
    page.clock.install()

    for key in ("m", "u", "g", "Space", "Backspace"):
        field.press(key)
        page.clock.run_for(1000)
    expect(options.filter(has_text="mug").first).to_be_visible()
    with page.expect_request(f"{ASKED}q=mugs"):
        field.press("s")
        page.clock.run_for(1000)

    assert asked == ["m", "mu", "mug", "mugs"]


def test_what_was_answered_is_not_asked_for_again(page: Page, field: Locator, options: Locator) -> None:
    asked = listen(page)
    field.fill("harbour")
    expect(options.last).to_contain_text("Harbour mug")
    field.fill("tooth mug")
    expect(options.last).to_contain_text("Tooth mug")

    field.fill("harbour")

    expect(options.last).to_contain_text("Harbour mug")
    expect(page.locator("#suggestions-status")).to_have_text(re.compile(r"^\d suggestions?$"))
    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert asked == ["harbour", "tooth%20mug"]


def test_typing_fast_asks_once(page: Page, field: Locator, options: Locator) -> None:
    asked = listen(page)
    page.clock.install(time=0)
    page.clock.pause_at(1000)

    field.press_sequentially("mug")
    page.clock.run_for(1000)

    expect(options.first).to_be_visible()
    assert asked == ["mug"]


def test_an_old_answer_never_comes_over_a_new_one(page: Page, field: Locator, options: Locator) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(f"{ASKED}q=lamp", hold)

    with page.expect_request(f"{ASKED}q=lamp"):
        field.press_sequentially("lamp")
    field.fill("harbour mug")
    expect(options.last).to_contain_text("Harbour mug")
    held[0].continue_()

    field.press("ArrowDown")
    expect(options.last).to_contain_text("Harbour mug")
    expect(field).to_have_value("harbour mug")


def test_an_answer_that_comes_between_two_letters_does_not_end_the_waiting(
    page: Page, field: Locator, options: Locator
) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(f"{ASKED}q=m", hold)
    page.clock.install(time=0)
    page.clock.pause_at(1000)
    field.press("m")
    with page.expect_request(f"{ASKED}q=m"):
        page.clock.run_for(1000)

    field.press("u")
    held[0].continue_()
    expect(options.first).to_be_visible()
    page.clock.run_for(1000)

    expect(page.locator("#suggestions")).to_have_attribute("data-words", "mu")
    expect(options.first).to_be_visible()
    expect(page.locator("#suggestions-status")).to_have_text(f"{options.count()} suggestions")


def test_where_suggestions_fail_nobody_is_told_and_the_search_works(
    page: Page, field: Locator, console: Console
) -> None:
    console.expect("status of 500|Response Status Error Code 500")
    page.route(ASKED, lambda route: route.fulfill(status=500))

    with page.expect_response(ASKED):
        field.press_sequentially("harbour mug")
    expect(page.locator("#failure [data-try-again]")).to_be_hidden()
    field.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Search for “harbour mug”")


def test_where_suggestions_fail_those_for_other_words_go(
    page: Page, field: Locator, options: Locator, console: Console
) -> None:
    console.expect("status of 500|Response Status Error Code 500")
    field.press_sequentially("mug")
    expect(options.first).to_be_visible()
    page.route(ASKED, lambda route: route.fulfill(status=500))

    field.fill("lamp")

    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(page.locator("#suggestions-status")).to_be_empty()


def test_axe_finds_no_fault_in_the_open_list(page: Page, field: Locator, options: Locator, console: Console) -> None:
    field.press_sequentially("mug")
    expect(options.first).to_be_visible()
    field.press("ArrowDown")

    assert violations(page, console) == []


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_the_open_list_fits_the_screen(page: Page, javascript: bool, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    HomePage(page).open()
    page.get_by_role("combobox", name="Search the shop").press_sequentially("m")
    expect(page.get_by_role("option").first).to_be_visible()

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    box = page.get_by_role("listbox").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
