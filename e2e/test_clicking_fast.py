"""Impatient shoppers: every click counts where it should, and once where it should."""

from collections.abc import Callable
from contextlib import ExitStack

import pytest
from playwright.sync_api import Page, expect
from pytest_playwright.pytest_playwright import CreateContextCallback

from e2e.console import Console
from e2e.network import Held, answer_writes, hang, slow_down
from e2e.pages.cart_page import CartPage
from e2e.pages.home_page import HomePage
from e2e.pages.product_page import ProductPage

pytestmark = pytest.mark.needs_javascript

LATENCIES = [0, 400, 3_000]
Impatience = Callable[[ProductPage], None]


@pytest.fixture
def cart(page: Page, javascript: bool) -> CartPage:
    """The cart's page, with a two-tone cup and a harbour mug."""
    for slug in ("two-tone-cup", "harbour-mug"):
        product = ProductPage(page, slug)
        product.open()
        product.offer.add.click()
        expect(product.drawer).to_be_visible()
    cart = CartPage(page)
    cart.open()
    return cart


def test_two_first_adds_within_a_moment_are_both_in_the_cart(page: Page, javascript: bool) -> None:
    shop = HomePage(page)
    shop.open()
    shop.open_category("Kitchen")
    expect(shop.heading).to_have_text("Kitchen")
    slow_down(page, 300)

    page.evaluate(
        "[...document.querySelectorAll('.card .add-form button')].slice(0, 2).forEach(button => button.click())"
    )

    expect(shop.badge.count).to_have_text("2")
    page.reload()
    expect(shop.badge.count).to_have_text("2")


@pytest.mark.parametrize("latency", [0, 400])
def test_ten_clicks_on_plus_are_ten_more(page: Page, javascript: bool, latency: int) -> None:
    product = ProductPage(page, "two-tone-cup")
    product.open()
    product.offer.add.click()
    cup = product.cart.line("Two-tone cup")
    expect(cup.quantity).to_have_value("1")
    slow_down(page, latency)

    cup.increase.click(click_count=10, delay=50)

    expect(cup.quantity).to_have_value("11")
    expect(product.badge.count).to_have_text("11")
    expect(cup.increase).to_be_focused()
    page.reload()
    expect(product.badge.count).to_have_text("11")


def click(times: int) -> Impatience:
    return lambda product: product.offer.add.click(click_count=times, delay=40)


def hold_enter(product: ProductPage) -> None:
    product.offer.add.focus()
    for _ in range(8):
        product.page.keyboard.down("Enter")
    product.page.keyboard.up("Enter")


@pytest.mark.parametrize("latency", LATENCIES)
def test_clicks_in_a_row_and_enter_held_down_add_once(
    new_context: CreateContextCallback, console: Console, javascript: bool, latency: int
) -> None:
    shoppers: list[ProductPage] = []
    for add in (click(2), click(3), hold_enter):
        context = new_context()
        console.listen(context)
        product = ProductPage(context.new_page(), "two-tone-cup")
        product.open()
        slow_down(product.page, latency)
        add(product)
        shoppers.append(product)

    for product in shoppers:
        expect(product.drawer).to_be_visible()
        expect(product.badge.count).to_have_text("1")

    # All at once: each page waits as long as the server takes.
    with ExitStack() as reloads:
        for product in shoppers:
            reloads.enter_context(product.page.expect_navigation())
            product.page.evaluate("location.reload()")
    for product in shoppers:
        expect(product.badge.count).to_have_text("1")


def test_a_page_that_is_shown_again_takes_a_new_click(page: Page, javascript: bool) -> None:
    product = ProductPage(page, "two-tone-cup")
    product.open()
    answer_writes(page, hang)
    product.offer.add.click()
    expect(product.offer.add).to_have_attribute("aria-disabled", "true")

    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")

    expect(product.offer.add).to_have_attribute("aria-disabled", "false")


def test_a_double_click_on_remove_removes_one_line(cart: CartPage) -> None:
    cart.cart.line("Two-tone cup").remove.dblclick()

    expect(cart.cart.titles).to_have_text(["Harbour mug"])
    expect(cart.cart.undo).to_be_visible()


def test_a_change_that_waits_survives_the_one_before(page: Page, cart: CartPage) -> None:
    slow_down(page, 400)

    cart.cart.line("Two-tone cup").remove.click()
    cart.cart.line("Harbour mug").increase.click()

    expect(cart.cart.titles).to_have_text(["Harbour mug"])
    expect(cart.cart.line("Harbour mug").quantity).to_have_value("2")
    expect(cart.badge.count).to_have_text("2")


def test_what_is_being_typed_survives_an_answer(page: Page, cart: CartPage) -> None:
    slow_down(page, 400)
    cup, mug = cart.cart.line("Two-tone cup"), cart.cart.line("Harbour mug")

    with page.expect_response("**/cart/lines/**"):
        mug.increase.click()
        cup.quantity.fill("4")
    expect(cup.quantity).to_have_value("4")
    cup.quantity.press("Enter")

    expect(cart.badge.count).to_have_text("6")
    expect(mug.quantity).to_have_value("2")
    expect(cup.total).to_have_text("€60.00")


@pytest.mark.parametrize(("marks", "typed"), [("Control+a", "3"), ("Shift+ArrowRight", "32")])
def test_what_is_marked_to_be_typed_over_stays_marked(page: Page, cart: CartPage, marks: str, typed: str) -> None:
    cup = cart.cart.line("Two-tone cup")
    cup.set_quantity("11")
    expect(cart.badge.count).to_have_text("12")
    held = Held(page)
    cup.increase.click()
    expect(cup.quantity).to_have_value("12")
    cup.quantity.press("Home")
    page.keyboard.press(marks)

    held.release()
    expect(cup.total).to_have_text("€180.00")
    page.keyboard.type("3")

    expect(cup.quantity).to_have_value(typed)
