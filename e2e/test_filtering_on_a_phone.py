"""Where the screen has no room for the filters beside the list, they are a dialog."""

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from e2e.console import Console
from e2e.pages.category_page import CategoryPage

PHONE, TABLET = ViewportSize(width=360, height=740), ViewportSize(width=768, height=1024)
STOP = """() => {
    const { id, textContent, ariaLabel } = document.activeElement;
    return id || ariaLabel || textContent.trim();
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
