"""Whatever goes wrong is said at once, changes nothing on the page, and can be tried again."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from e2e import network
from e2e.console import Console
from e2e.pages.cart_page import CartPage
from e2e.pages.product_page import ProductPage

pytestmark = pytest.mark.needs_javascript

A_SECOND = 1_000
REPLIES = {
    "400": (network.status(400), "did not understand this"),
    "403": (network.status(403), "refused this"),
    "404": (network.status(404), "not here any more"),
    "409": (network.status(409), "changed elsewhere"),
    "422": (network.status(422), "did not arrive whole"),
    "429": (network.status(429), "a bit fast"),
    "500": (network.status(500), "went wrong on our side"),
    "502": (network.status(502), "went wrong on our side"),
    "cut-off": (network.cut_off, "did not arrive whole"),
    "lost": (network.lose, "did not arrive whole"),
}
Act = Callable[[CartPage], Locator]


def add(cart: CartPage) -> Locator:
    product = ProductPage(cart.page, "two-tone-cup")
    product.open()
    product.offer.add.click()
    return product.offer.add


def plus(cart: CartPage) -> Locator:
    cart.open()
    button = cart.cart.line("Harbour mug").increase
    button.click()
    return button


def remove(cart: CartPage) -> Locator:
    cart.open()
    button = cart.cart.line("Harbour mug").remove
    button.click()
    return button


def undo(cart: CartPage) -> Locator:
    cart.open()
    cart.cart.undo.click()
    return cart.cart.undo


ACTS: dict[str, tuple[Act, str, str]] = {
    "add": (add, "1", "2"),
    "plus": (plus, "1", "2"),
    "remove": (remove, "1", "0"),
    "undo": (undo, "0", "1"),
}


@pytest.fixture
def cart(page: Page, javascript: bool, console: Console) -> CartPage:
    """A cart with a harbour mug in it."""
    console.expect(
        "Failed to load resource|status of|ERR_|Response Status Error Code|hx-|timeout|afterRequest|sendError"
    )
    mug = ProductPage(page, "harbour-mug")
    mug.open()
    mug.offer.add.click()
    expect(mug.badge.count).to_have_text("1")
    return CartPage(page)


def fail(cart: CartPage, act: str, reply: Callable[[Route], None]) -> Locator:
    """Do what `act` names while `reply` answers, and return what was clicked."""
    if act == "undo":
        cart.open()
        cart.cart.line("Harbour mug").remove.click()
        expect(cart.cart.undo).to_be_visible()
    network.answer_writes(cart.page, reply)
    return ACTS[act][0](cart)


def expect_told_and_repeatable(cart: CartPage, act: str, clicked: Locator, text: str, timeout: int) -> None:
    _, before, after = ACTS[act]
    alert = cart.page.get_by_role("alert").filter(has_text=text)
    expect(alert).to_be_visible(timeout=timeout)
    expect(cart.badge.count).to_have_text(before)
    if act == "plus":
        expect(cart.cart.line("Harbour mug").quantity).to_have_value("1")
    expect(clicked).to_be_focused()
    for part in ("#cart-badge", "#cart-contents", "#cart-drawer", "main", "header"):
        expect(cart.page.locator(part)).to_have_count(1)

    network.heal(cart.page)
    alert.get_by_role("button", name="Try again").click()

    expect(cart.badge.count).to_have_text(after)
    expect(alert).to_be_hidden()


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("reply", REPLIES)
def test_a_bad_answer_is_told(cart: CartPage, act: str, reply: str) -> None:
    answer, text = REPLIES[reply]

    clicked = fail(cart, act, answer)

    expect_told_and_repeatable(cart, act, clicked, text, A_SECOND)


@pytest.mark.parametrize("act", ACTS)
def test_being_offline_is_told(cart: CartPage, act: str) -> None:
    def reply(route: Route) -> None:
        cart.page.context.set_offline(True)
        route.abort("internetdisconnected")

    clicked = fail(cart, act, reply)

    expect_told_and_repeatable(cart, act, clicked, "offline", A_SECOND)


@pytest.mark.parametrize("act", ACTS)
def test_a_server_that_hangs_is_told(cart: CartPage, act: str) -> None:
    clicked = fail(cart, act, network.hang)

    expect_told_and_repeatable(cart, act, clicked, "did not answer in time", 11 * A_SECOND)


def test_the_next_click_works(cart: CartPage) -> None:
    clicked = fail(cart, "plus", network.status(500))
    expect(cart.page.get_by_role("alert").filter(has_text="went wrong")).to_be_visible()
    network.heal(cart.page)

    clicked.click()

    expect(cart.badge.count).to_have_text("2")
    expect(cart.page.get_by_role("alert").filter(has_text="went wrong")).to_be_hidden()


def test_a_write_refused_as_cross_site_leaves_the_page_whole(cart: CartPage) -> None:
    cart.open()
    cart.page.route(
        "**/cart/lines/**",
        lambda route: route.fulfill(
            response=route.fetch(headers={**route.request.headers, "sec-fetch-site": "cross-site"})
        ),
    )

    cart.cart.line("Harbour mug").increase.click()

    expect(cart.page.get_by_role("alert").filter(has_text="refused this")).to_be_visible()
    expect(cart.page.get_by_role("main")).to_have_count(1)
    expect(cart.badge.count).to_have_text("1")
