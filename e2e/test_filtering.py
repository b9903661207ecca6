"""A shopper narrows a list until what is left can be looked through."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, Route, ViewportSize, expect

from e2e.accessibility import violations
from e2e.console import Console
from e2e.keyboard import Keyboard
from e2e.network import slow_down
from e2e.pages.category_page import CategoryPage

WIDE, NARROW = ViewportSize(width=1280, height=900), ViewportSize(width=360, height=740)


@pytest.fixture
def kitchen(page: Page, console: Console) -> CategoryPage:
    # A choice takes the place of one that is on its way.
    console.expect("htmx:sendAbort|htmx:afterRequest")
    page.set_viewport_size(WIDE)
    kitchen = CategoryPage(page, "kitchen")
    kitchen.open()
    return kitchen


def test_a_list_is_narrowed_and_widened_again(kitchen: CategoryPage, javascript: bool) -> None:
    all_of_them = kitchen.count.inner_text()

    kitchen.value("Sage").check()
    kitchen.value("In stock").check()
    if not javascript:
        kitchen.apply.click()

    expect(kitchen.page).to_have_url(re.compile(r"/category/kitchen/\?available=1&option\.Colour=Sage$"))
    expect(kitchen.pill("Colour: Sage")).to_be_visible()
    expect(kitchen.count).not_to_have_text(all_of_them)
    expect(kitchen.cards).to_have_count(int(kitchen.count.inner_text().split()[0]))
    expect(kitchen.value("Sage")).to_be_checked()

    kitchen.pill("Colour: Sage").click()
    expect(kitchen.page).to_have_url(re.compile(r"/category/kitchen/\?available=1$"))
    expect(kitchen.value("Sage")).not_to_be_checked()

    kitchen.page.get_by_role("link", name="Clear all").click()
    expect(kitchen.page).to_have_url(re.compile(r"/category/kitchen/$"))
    expect(kitchen.count).to_have_text(all_of_them)


def test_prices_are_typed(kitchen: CategoryPage, javascript: bool) -> None:
    kitchen.field("From").fill("30")
    kitchen.field("To").fill("20")
    kitchen.field("To").press("Enter")

    expect(kitchen.page).to_have_url(re.compile(r"\?price_min=20&price_max=30$"))
    expect(kitchen.pill("€20 to €30")).to_be_visible()


@pytest.mark.parametrize(
    ("start", "typed", "in_force"),
    [
        ("?price_max=60", ("From", "100"), ("60", "100")),
        ("?price_min=20", ("To", "99999999999"), ("20", "999999999")),
        ("?price_max=60", ("From", "10.999"), ("11", "60")),
    ],
)
def test_the_fields_show_what_is_in_force(
    kitchen: CategoryPage, javascript: bool, start: str, typed: tuple[str, str], in_force: tuple[str, str]
) -> None:
    (label, amount), (least, most) = typed, in_force
    kitchen.page.goto(kitchen.path + start)
    kitchen.field(label).fill(amount)
    kitchen.field(label).press("Enter")

    expect(kitchen.page).to_have_url(re.compile(rf"\?price_min={least}&price_max={most}$"))
    expect(kitchen.field("From")).to_have_value(least)
    expect(kitchen.field("To")).to_have_value(most)
    kitchen.value("In stock").check()
    if not javascript:
        kitchen.apply.click()
    expect(kitchen.page).to_have_url(re.compile(rf"\?available=1&price_min={least}&price_max={most}$"))


@pytest.mark.needs_javascript
def test_what_is_typed_meanwhile_stays(kitchen: CategoryPage, javascript: bool) -> None:
    slow_down(kitchen.page, 300)
    kitchen.field("From").fill("20")
    kitchen.field("From").press("Enter")
    kitchen.page.keyboard.type("5")

    expect(kitchen.page).to_have_url(re.compile(r"\?price_min=20$"))
    expect(kitchen.pill("From €20")).to_be_visible()
    expect(kitchen.field("From")).to_have_value("205")


def test_the_order_is_kept_while_narrowing(kitchen: CategoryPage, javascript: bool) -> None:
    kitchen.sort("Price, low to high").click()
    expect(kitchen.page).to_have_url(re.compile(r"\?sort=price$"))
    kitchen.value("Sage").check()
    if not javascript:
        kitchen.apply.click()

    expect(kitchen.page).to_have_url(re.compile(r"\?option\.Colour=Sage&sort=price$"))


def test_back_and_forward_show_each_list_again(kitchen: CategoryPage, javascript: bool) -> None:
    for label in ("Sage", "In stock"):
        kitchen.value(label).check()
        if not javascript:
            kitchen.apply.click()
        expect(kitchen.page).to_have_url(re.compile("option" if label == "Sage" else "available"))

    kitchen.page.go_back()
    expect(kitchen.page).to_have_url(re.compile(r"\?option\.Colour=Sage$"))
    expect(kitchen.pill("Colour: Sage")).to_be_visible()
    expect(kitchen.pill("In stock")).to_have_count(0)
    expect(kitchen.value("In stock")).not_to_be_checked()

    kitchen.page.go_forward()
    expect(kitchen.pill("In stock")).to_be_visible()
    expect(kitchen.value("In stock")).to_be_checked()


def test_more_comes_below_and_back_returns_to_it(kitchen: CategoryPage, javascript: bool) -> None:
    before = kitchen.cards.count()
    kitchen.load_more.click()
    expect(kitchen.page).to_have_url(re.compile(r"\?page=1-2$"))
    expect(kitchen.cards).not_to_have_count(before)
    after = kitchen.cards.count()
    card = kitchen.cards.nth(before).get_by_role("heading").get_by_role("link")
    if javascript:
        expect(card).to_be_focused()

    card.click()
    expect(kitchen.page).to_have_url(re.compile("/products/"))
    kitchen.page.go_back()

    expect(kitchen.cards).to_have_count(after)
    expect(card).to_be_in_viewport()


@pytest.mark.needs_javascript
def test_the_focus_and_the_place_are_kept(kitchen: CategoryPage, javascript: bool) -> None:
    keyboard = Keyboard(kitchen.page)
    kitchen.page.locator("summary", has_text="Price").click()
    sage = kitchen.value("Sage")
    keyboard.go_to(sage)
    place = kitchen.page.evaluate("scrollY")
    inside = sage.evaluate("element => element.closest('.filter__values').scrollTop")

    kitchen.page.keyboard.press("Space")

    expect(kitchen.pill("Colour: Sage")).to_be_visible()
    expect(sage).to_be_focused()
    expect(kitchen.field("From")).to_be_hidden()
    assert kitchen.page.evaluate("scrollY") == place
    assert sage.evaluate("element => element.closest('.filter__values').scrollTop") == inside
    expect(kitchen.announced).to_have_text(re.compile(r"^\d+ products?$"))
    expect(kitchen.announced).to_have_text(kitchen.count.inner_text())


@pytest.mark.needs_javascript
def test_a_removed_pill_leaves_the_focus_at_the_list(kitchen: CategoryPage, javascript: bool) -> None:
    kitchen.value("Sage").check()

    kitchen.pill("Colour: Sage").click()

    expect(kitchen.pill("Colour: Sage")).to_have_count(0)
    expect(kitchen.count).to_be_focused()


@pytest.mark.needs_javascript
def test_the_last_of_quick_choices_counts(kitchen: CategoryPage, javascript: bool) -> None:
    kitchen.value("Sage").check()
    kitchen.value("On sale").check()

    expect(kitchen.pill("On sale")).to_be_visible()
    expect(kitchen.pill("Colour: Sage")).to_be_visible()


@pytest.mark.needs_javascript
def test_a_choice_on_its_way_is_not_lost_by_sorting(kitchen: CategoryPage, javascript: bool) -> None:
    kitchen.value("Sage").check()
    expect(kitchen.pill("Colour: Sage")).to_be_visible()
    slow_down(kitchen.page, 500)

    kitchen.value("In stock").check()
    kitchen.sort("Name").click()
    expect(kitchen.page).to_have_url(re.compile(r"\?available=1&option\.Colour=Sage&sort=name$"))
    kitchen.field("To").fill("50")
    kitchen.field("To").blur()
    kitchen.pill("Colour: Sage").click()

    expect(kitchen.page).to_have_url(re.compile(r"\?available=1&price_max=50&sort=name$"))


@pytest.mark.needs_javascript
def test_a_slow_answer_shows_that_it_is_awaited(kitchen: CategoryPage, javascript: bool) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    kitchen.page.route(re.compile(r"/category/kitchen/\?"), hold)
    kitchen.value("Sage").check()
    expect(kitchen.page.locator("#shelf")).to_have_css("opacity", "0.5")
    held[0].continue_()

    expect(kitchen.pill("Colour: Sage")).to_be_visible()
    expect(kitchen.page.locator("#shelf")).to_have_css("opacity", "1")


@pytest.mark.needs_javascript
def test_a_price_that_is_none_is_complained_about(kitchen: CategoryPage, javascript: bool) -> None:
    kitchen.field("From").fill("-5")
    kitchen.page.locator("summary", has_text="Price").click()
    kitchen.value("In stock").check()

    expect(kitchen.field("From")).to_be_focused()
    kitchen.field("From").fill("1e1")
    kitchen.page.keyboard.press("Enter")
    expect(kitchen.page).to_have_url(re.compile(r"\?available=1&price_min=10$"))


def narrowed_on_a_phone(page: Page) -> CategoryPage:
    """Open the kitchen, and narrow it in the dialog, which stays open."""
    page.set_viewport_size(NARROW)
    kitchen = CategoryPage(page, "kitchen")
    kitchen.open()
    kitchen.open_filters.click()
    kitchen.value("In stock").check()
    expect(page).to_have_url(re.compile(r"\?available=1$"))
    return kitchen


@pytest.mark.needs_javascript
def test_the_same_list_is_no_further_stop_on_the_way_back(page: Page, console: Console, javascript: bool) -> None:
    console.expect("htmx:sendAbort|htmx:afterRequest")
    kitchen = narrowed_on_a_phone(page)
    with page.expect_response(re.compile(r"\?available=1")):
        kitchen.apply.click()
    expect(kitchen.open_filters).to_be_focused()

    page.go_back()

    expect(page).to_have_url(re.compile(r"/category/kitchen/$"))


@pytest.mark.needs_javascript
def test_the_closed_dialog_gives_the_focus_back(page: Page, console: Console, javascript: bool) -> None:
    kitchen = narrowed_on_a_phone(page)

    page.keyboard.press("Escape")

    expect(kitchen.open_filters).to_be_focused()


def test_on_a_phone_the_filters_are_a_dialog(page: Page, console: Console, javascript: bool) -> None:
    console.expect("htmx:sendAbort|htmx:afterRequest")
    page.set_viewport_size(NARROW)
    kitchen = CategoryPage(page, "kitchen")
    kitchen.open()
    expect(kitchen.value("In stock")).to_be_hidden()

    kitchen.open_filters.click()
    if javascript:
        expect(kitchen.dialog).to_be_visible()
    kitchen.value("In stock").check()
    kitchen.apply.click()

    expect(page).to_have_url(re.compile(r"\?available=1(#filters)?$"))
    expect(kitchen.pill("In stock")).to_be_visible()
    expect(kitchen.dialog).to_have_count(0)


@pytest.mark.needs_javascript
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_it_is_open_to_all(page: Page, console: Console, javascript: bool, size: Any) -> None:
    page.set_viewport_size(size)
    kitchen = CategoryPage(page, "kitchen")
    kitchen.path += "?available=1&option.Colour=Sage&sort=price"
    kitchen.open()
    assert violations(page, console) == []
    if size is NARROW:
        kitchen.open_filters.click()
        expect(kitchen.dialog).to_be_visible()
        assert violations(page, console) == []
    page.goto("/category/kitchen/?price_max=1&available=1")
    assert violations(page, console) == []
