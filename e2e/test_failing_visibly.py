"""Whatever goes wrong is said at once, changes nothing on the page, and can be tried again."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

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


@dataclass(frozen=True)
class Act:
    """Something a shopper does to the cart: what is clicked, the badge before and after it, and the focus after it."""

    find: Callable[[CartPage], Locator]
    before: str
    after: str
    focused: Callable[[CartPage], Locator]


ACTS = {
    "add": Act(
        lambda cart: cart.offer.add, "1", "2", lambda cart: cart.drawer.get_by_role("button", name="Close the cart")
    ),
    "plus": Act(
        lambda cart: cart.cart.line("Harbour mug").increase,
        "1",
        "2",
        lambda cart: cart.cart.line("Harbour mug").increase,
    ),
    "remove": Act(lambda cart: cart.cart.line("Harbour mug").remove, "1", "0", lambda cart: cart.cart.undo),
    "undo": Act(
        lambda cart: cart.cart.undo, "0", "1", lambda cart: cart.cart.line("Harbour mug").root.get_by_role("link")
    ),
}


def prepare(page: Page, name: str) -> tuple[CartPage, Locator]:
    """Open a page on which the act can be done, with a harbour mug in the cart, or one just removed from it."""
    mug = ProductPage(page, "harbour-mug")
    mug.open()
    mug.offer.add.click()
    expect(mug.badge.count).to_have_text("1")
    cart = CartPage(page)
    if name == "add":
        ProductPage(page, "two-tone-cup").open()
    else:
        cart.open()
    if name == "undo":
        cart.cart.line("Harbour mug").remove.click()
        expect(cart.cart.undo).to_be_visible()
    return cart, ACTS[name].find(cart)


def told(cart: CartPage, text: str) -> Locator:
    return cart.page.get_by_role("alert").filter(has_text=text)


def expect_nothing_changed(cart: CartPage, name: str, clicked: Locator) -> None:
    expect(cart.badge.count).to_have_text(ACTS[name].before)
    if name == "plus":
        expect(cart.cart.line("Harbour mug").quantity).to_have_value("1")
    expect(clicked).to_be_focused()
    for part in ("#cart-badge", "#cart-contents", "#cart-drawer", "main", "header"):
        expect(cart.page.locator(part)).to_have_count(1)


def expect_trying_again_to_work(cart: CartPage, name: str, text: str) -> None:
    network.heal(cart.page)
    told(cart, text).get_by_role("button", name="Try again").click()
    expect(cart.badge.count).to_have_text(ACTS[name].after)
    expect(told(cart, text)).to_be_hidden()
    expect(ACTS[name].focused(cart)).to_be_focused()


@pytest.fixture(autouse=True)
def _trouble_is_expected(console: Console) -> None:
    console.expect("Failed to load resource|status of|ERR_|Response Status Error Code|timeout|afterRequest|sendError")


@pytest.mark.parametrize("name", ACTS)
def test_every_bad_answer_is_told_and_can_be_tried_again(page: Page, javascript: bool, name: str) -> None:
    cart, clicked = prepare(page, name)

    for reply, text in REPLIES.values():
        network.answer_writes(page, reply)
        clicked.click()
        expect(told(cart, text)).to_be_visible(timeout=A_SECOND)
        expect_nothing_changed(cart, name, clicked)
        network.heal(page)

    expect_trying_again_to_work(cart, name, text)


@pytest.mark.parametrize("name", ACTS)
def test_being_offline_is_told(page: Page, javascript: bool, name: str) -> None:
    cart, clicked = prepare(page, name)
    page.context.set_offline(True)

    clicked.click()

    expect(told(cart, "offline")).to_be_visible(timeout=A_SECOND)
    expect_nothing_changed(cart, name, clicked)
    expect_trying_again_to_work(cart, name, "offline")


def test_a_server_that_hangs_is_told(page: Page, browser: Browser, base_url: str, javascript: bool) -> None:
    shoppers = {}
    for name in ACTS:
        shoppers[name] = prepare(browser.new_context(base_url=base_url).new_page(), name)
        network.answer_writes(shoppers[name][0].page, network.hang)

    for _, clicked in shoppers.values():
        clicked.click()

    for name, (cart, clicked) in shoppers.items():
        expect(told(cart, "did not answer in time")).to_be_visible(timeout=11 * A_SECOND)
        expect_nothing_changed(cart, name, clicked)
        expect_trying_again_to_work(cart, name, "did not answer in time")
        cart.page.context.close()


OVERLAPS = """(box, others) => {
    const { top, bottom, left, right } = box.getBoundingClientRect();
    return others.filter(element => {
        const place = element.getBoundingClientRect();
        return place.bottom > top + 1 && place.top < bottom - 1 && place.right > left && place.left < right;
    }).map(element => element.outerHTML.slice(0, 80));
}"""


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("in_drawer", [True, False], ids=["drawer", "page"])
def test_what_is_told_covers_neither_what_failed_nor_the_sums(
    page: Page, javascript: bool, width: int, in_drawer: bool
) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    for slug in ("two-tone-cup", "storm-lantern", "harbour-mug"):
        product = ProductPage(page, slug)
        product.open()
        product.offer.add.click()
        expect(product.drawer).to_be_visible()
    if not in_drawer:
        CartPage(page).open()
    cart = CartPage(page)
    clicked = cart.cart.line("Harbour mug").increase
    # What is clicked lies at the lower end of the screen, where the box comes.
    clicked.evaluate("button => button.scrollIntoView({ block: 'end' })")
    network.answer_writes(page, network.status(500))

    clicked.click()
    expect(told(cart, "went wrong")).to_be_visible()

    expect(clicked).to_be_in_viewport(ratio=0.95)
    box = page.locator(".failure__box").element_handle()
    sums = "document.querySelectorAll('.cart-sums, .cart-foot__ways > .button')"
    seen = page.evaluate_handle(f"clicked => [clicked, ...{sums}]", clicked.element_handle())
    assert page.evaluate(f"([box, others]) => ({OVERLAPS})(box, others)", [box, seen]) == []


def test_the_next_click_works(page: Page, javascript: bool) -> None:
    cart, clicked = prepare(page, "plus")
    network.answer_writes(page, network.status(500))
    clicked.click()
    expect(told(cart, "went wrong")).to_be_visible()
    network.heal(page)

    clicked.click()

    expect(cart.badge.count).to_have_text("2")
    expect(told(cart, "went wrong")).to_be_hidden()


def test_a_write_refused_as_cross_site_leaves_the_page_whole(page: Page, javascript: bool) -> None:
    cart, clicked = prepare(page, "plus")

    def from_another_site(route: Route) -> None:
        headers = {**route.request.headers, "sec-fetch-site": "cross-site"}
        route.fulfill(response=route.fetch(headers=headers))

    network.answer_writes(page, from_another_site)

    clicked.click()

    expect(told(cart, "refused this")).to_be_visible(timeout=A_SECOND)
    expect_nothing_changed(cart, "plus", clicked)
