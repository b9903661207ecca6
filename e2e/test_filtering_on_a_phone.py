"""Where the screen has no room for the filters beside the list, they are a dialog."""

import re

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from e2e.console import Console
from e2e.pages.category_page import CategoryPage

PHONE, TABLET = ViewportSize(width=360, height=740), ViewportSize(width=768, height=1024)
LYING, DESK = ViewportSize(width=740, height=360), ViewportSize(width=1280, height=740)
STOP = """() => {
    const { id, textContent, ariaLabel } = document.activeElement;
    return id || ariaLabel || textContent.trim();
}"""

# What lies at the corners of the button and just beside and below it.
AROUND = """button => {
    const { left, top, right, bottom } = button.getBoundingClientRect();
    const places = [left - 3, left + 1, right - 1, right + 3].flatMap(x => [top - 3, top + 1, bottom - 1, bottom + 3]
        .map(y => document.elementFromPoint(x, y)));
    return places.filter(element => element !== button && !element.matches(".filters__foot")).length;
}"""


@pytest.fixture
def kitchen(page: Page, console: Console) -> CategoryPage:
    # A choice takes the place of one that is on its way.
    console.expect("htmx:sendAbort|htmx:afterRequest")
    page.set_viewport_size(PHONE)
    kitchen = CategoryPage(page, "kitchen")
    kitchen.open()
    return kitchen


@pytest.mark.needs_javascript
@pytest.mark.parametrize("size", [PHONE, TABLET], ids=["phone", "tablet"])
def test_tab_goes_through_all_of_it_and_round(kitchen: CategoryPage, javascript: bool, size: ViewportSize) -> None:
    page = kitchen.page
    page.set_viewport_size(size)
    kitchen.open_filters.focus()
    page.keyboard.press("Enter")
    expect(kitchen.dialog).to_be_visible()
    first = page.evaluate(STOP)

    stops = [first]
    page.keyboard.press("Tab")
    while (stop := page.evaluate(STOP)) not in stops:
        stops.append(stop)
        page.keyboard.press("Tab")

    assert stop == first
    values = kitchen.dialog.locator("input:visible:enabled")
    assert set(stops) >= set(values.evaluate_all("inputs => inputs.map(({ id }) => id)"))
    assert set(stops) >= set(kitchen.dialog.locator("summary").all_inner_texts())
    for before in stops[:-3:-1]:
        page.keyboard.press("Shift+Tab")
        assert page.evaluate(STOP) == before


@pytest.mark.parametrize("size", [PHONE, TABLET, LYING], ids=["phone", "tablet", "lying phone"])
def test_what_is_chosen_is_shown_by_a_button_at_hand(
    kitchen: CategoryPage, javascript: bool, size: ViewportSize
) -> None:
    kitchen.page.set_viewport_size(size)
    kitchen.open_filters.click()

    expect(kitchen.apply).to_be_in_viewport(ratio=1)
    assert kitchen.apply.evaluate(AROUND) == 0
    bar = kitchen.page.locator(".filters__foot").bounding_box()
    assert bar
    assert bar["height"] < size["height"] / 4


@pytest.mark.needs_javascript
def test_the_button_says_how_many_it_shows(kitchen: CategoryPage, javascript: bool) -> None:
    kitchen.open_filters.click()
    expect(kitchen.apply).to_have_accessible_name(f"Show {kitchen.count.inner_text()}")
    before = kitchen.count.inner_text()

    kitchen.value("Sage").check()

    expect(kitchen.count).not_to_have_text(before)
    expect(kitchen.apply).to_have_accessible_name(f"Show {kitchen.count.inner_text()}")


def test_it_can_be_closed(kitchen: CategoryPage, javascript: bool) -> None:
    kitchen.open_filters.click()
    expect(kitchen.value("In stock")).to_be_visible()

    kitchen.page.get_by_role("button" if javascript else "link", name="Close the filters").click()

    expect(kitchen.value("In stock")).to_be_hidden()
    expect(kitchen.count).to_be_in_viewport()


def test_on_a_desk_only_those_without_scripts_need_the_button(kitchen: CategoryPage, javascript: bool) -> None:
    kitchen.page.set_viewport_size(DESK)
    if javascript:
        expect(kitchen.apply).to_have_count(0)
    else:
        expect(kitchen.apply).to_be_in_viewport(ratio=1)
    expect(kitchen.page.locator(".filters__close")).to_be_hidden()


@pytest.mark.needs_javascript
def test_where_the_screen_becomes_wide_it_stands_beside_the_list(kitchen: CategoryPage, javascript: bool) -> None:
    kitchen.page.set_viewport_size(TABLET)
    kitchen.open_filters.click()
    kitchen.value("In stock").check()
    expect(kitchen.page).to_have_url(re.compile(r"\?available=1$"))

    kitchen.page.set_viewport_size(DESK)

    expect(kitchen.dialog).to_have_count(0)
    expect(kitchen.value("In stock")).to_be_focused()
    kitchen.value("Sage").check()
    expect(kitchen.pill("Colour: Sage")).to_be_visible()


def test_products_are_in_view_and_so_is_the_order_that_they_are_in(kitchen: CategoryPage) -> None:
    expect(kitchen.cards.first).to_be_in_viewport(ratio=0.3)
    last = kitchen.sort("Biggest saving")
    expect(last).not_to_be_in_viewport()

    last.focus()
    expect(last).to_be_in_viewport(ratio=1)
    last.press("Enter")

    expect(last).to_have_attribute("aria-current", "true")
    expect(last).to_be_in_viewport(ratio=1)
    expect(kitchen.cards.first).to_be_in_viewport(ratio=0.3)
    kitchen.page.reload()
    expect(last).to_be_in_viewport(ratio=1)
