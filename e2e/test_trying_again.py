"""What failed stays told until it is done, and trying again does it once, where the shopper is."""

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from e2e import network
from e2e.console import Console
from e2e.pages.base_page import BasePage
from e2e.pages.cart_page import CartPage
from e2e.pages.product_page import ProductPage
from e2e.pages.search_page import SearchPage
from e2e.regions.offer import Offer

pytestmark = pytest.mark.needs_javascript

A_SECOND = 1_000
WRONG = "went wrong on our side"


@pytest.fixture(autouse=True)
def _trouble_is_expected(console: Console) -> None:
    console.expect("Failed to load resource|status of|ERR_|Response Status Error Code|afterRequest|sendError")


@pytest.fixture
def cart(page: Page, javascript: bool) -> CartPage:
    """The cart's page, with a two-tone cup in it."""
    cup = ProductPage(page, "two-tone-cup")
    cup.open()
    cup.offer.add.click()
    expect(cup.badge.count).to_have_text("1")
    cart = CartPage(page)
    cart.open()
    return cart


def told(shop: BasePage) -> Locator:
    return shop.page.get_by_role("alert")


def try_again(shop: BasePage) -> Locator:
    return told(shop).get_by_role("button", name="Try again")


def add_three_at_once(page: Page) -> SearchPage:
    shop = SearchPage(page, "")
    shop.open()
    page.evaluate(
        "[...document.querySelectorAll('.card .add-form button')].slice(0, 3).forEach(button => button.click())"
    )
    return shop


def test_a_failure_outlives_what_waited_behind_it(page: Page, javascript: bool) -> None:
    network.answer_in_turn(page, network.status(500))

    shop = add_three_at_once(page)

    expect(shop.badge.count).to_have_text("2")
    expect(told(shop)).to_contain_text(WRONG)
    try_again(shop).click()
    expect(shop.badge.count).to_have_text("3")
    expect(told(shop)).not_to_contain_text(WRONG)


def test_two_failures_are_both_tried_again(page: Page, javascript: bool) -> None:
    network.answer_in_turn(page, network.status(500), network.status(429))

    shop = add_three_at_once(page)

    expect(shop.badge.count).to_have_text("1")
    expect(told(shop)).to_contain_text(WRONG)
    expect(told(shop)).to_contain_text("a bit fast")
    try_again(shop).click()
    expect(shop.badge.count).to_have_text("3")
    expect(try_again(shop)).to_be_hidden()


def test_clicks_that_waited_make_good_for_the_one_that_failed(cart: CartPage) -> None:
    cup = cart.cart.line("Two-tone cup")
    held = network.Held(cart.page)
    with cart.page.expect_request("**/cart/lines/**"):
        cup.increase.click(click_count=5, delay=20)

    held.release(network.status(500))

    expect(cart.badge.count).to_have_text("6")
    expect(cup.quantity).to_have_value("6")
    expect(try_again(cart)).to_be_hidden()


def test_a_new_act_lets_an_old_failure_go(page: Page, cart: CartPage) -> None:
    page.clock.install()
    network.answer_in_turn(page, network.status(500))
    cart.cart.line("Two-tone cup").increase.click()
    expect(told(cart)).to_contain_text(WRONG)

    page.clock.fast_forward(2 * A_SECOND)
    cart.cart.clear.click()

    expect(cart.badge.count).to_have_text("0")
    expect(try_again(cart)).to_be_hidden()


def test_picking_an_option_in_the_dialog_can_be_tried_again(page: Page, javascript: bool) -> None:
    shop = SearchPage(page, "tide mug")
    shop.open()
    shop.card("Tide mug").choose.click()
    chalk = Offer(shop.choice).value("Chalk")
    page.route("**/choice/**", network.status(500))
    chalk.click()
    expect(told(shop)).to_contain_text(WRONG)
    page.unroute("**/choice/**")

    try_again(shop).click()

    expect(chalk).to_have_attribute("aria-pressed", "true")
    expect(chalk).to_be_focused()
    expect(try_again(shop)).to_be_hidden()


@pytest.mark.parametrize("by_mouse", [True, False])
def test_dismissing_returns_the_focus(cart: CartPage, by_mouse: bool) -> None:
    clicked = cart.cart.line("Two-tone cup").increase
    network.answer_in_turn(cart.page, network.status(500))
    clicked.click()
    expect(told(cart)).to_contain_text(WRONG)

    dismiss = told(cart).get_by_role("button", name="Dismiss")
    if by_mouse:
        dismiss.click()
    else:
        dismiss.press("Enter")

    expect(dismiss).to_be_hidden()
    expect(clicked).to_be_focused()


def test_the_drawer_of_a_second_try_gives_the_focus_back_to_the_first(page: Page, javascript: bool) -> None:
    shop = SearchPage(page, "two-tone")
    shop.open()
    network.answer_in_turn(page, network.status(500))
    add = shop.card("Two-tone cup").add
    add.click()
    try_again(shop).click()
    expect(shop.drawer).to_be_visible()

    page.keyboard.press("Escape")

    expect(shop.drawer).to_be_hidden()
    expect(add).to_be_focused()


def test_a_double_click_on_try_again_adds_once(page: Page, javascript: bool) -> None:
    shop = SearchPage(page, "two-tone")
    shop.open()
    add = shop.card("Two-tone cup").add
    held: list[Route] = []
    network.answer_in_turn(page, network.status(500), held.append)
    add.click()
    expect(told(shop)).to_contain_text(WRONG)

    with page.expect_request("**/cart/lines/"):
        try_again(shop).dblclick()

    expect(try_again(shop)).to_have_attribute("aria-disabled", "true")
    expect(add).to_have_attribute("aria-disabled", "true")
    held.pop().continue_()
    expect(shop.drawer).to_be_visible()
    expect(shop.badge.count).to_have_text("1")
    page.reload()
    expect(shop.badge.count).to_have_text("1")


DONE = {
    "lost": network.do_and_lose,
    "cut off in the contents": network.cut_after("</ul>"),
    "cut off in the announcement": network.cut_after("item"),
}


@pytest.mark.parametrize("reply", DONE.values(), ids=DONE)
def test_what_was_done_although_its_answer_was_lost_is_not_offered_again(
    page: Page, cart: CartPage, reply: network.Reply
) -> None:
    mug = ProductPage(page, "harbour-mug")
    mug.open()
    network.answer_in_turn(page, reply)

    mug.offer.add.click()

    expect(told(mug)).to_contain_text("your cart has what you asked for", timeout=A_SECOND)
    expect(mug.badge.count).to_have_text("2")
    expect(try_again(mug)).to_be_hidden()
    expect(mug.drawer).to_be_hidden()
    expect(mug.offer.add).to_be_focused()
