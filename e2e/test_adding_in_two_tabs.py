"""A newcomer adds in two tabs at once: both requests leave without a cookie, and both things are in the cart."""

from playwright.sync_api import BrowserContext, Route, expect
from pytest_playwright.pytest_playwright import CreateContextCallback

from e2e.console import Console
from e2e.pages.cart_page import CartPage
from e2e.pages.product_page import ProductPage

SLUGS = ("two-tone-cup", "harbour-mug")
ADD = "**/cart/lines/"
ROUNDS = 16


def add_at_once(context: BrowserContext) -> list[ProductPage]:
    """Let two tabs add, and let go of their requests when both have left, without a cookie."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    context.route(ADD, hold)
    tabs = [ProductPage(context.new_page(), slug) for slug in SLUGS]
    for tab in tabs:
        tab.open()
        with tab.page.expect_request(ADD):
            tab.offer.add.click(no_wait_after=True)
    cookies = [route.request.header_value("Cookie") for route in held]
    assert cookies == [None, None]
    for route in held:
        route.continue_()
    for route in held:
        assert route.request.response() is not None
    return tabs


def test_nothing_is_lost(new_context: CreateContextCallback, console: Console, javascript: bool) -> None:
    for _ in range(ROUNDS):
        context = new_context()
        console.listen(context)
        tabs = add_at_once(context)
        # Without scripts a page that was on its way while the carts were joined shows an older one until the next.
        for tab in tabs if javascript else ():
            expect(tab.badge.count).to_have_text("2")
            expect(tab.cart.titles).to_have_count(2)
        cart = CartPage(context.new_page())
        cart.open()
        expect(cart.badge.count).to_have_text("2")
        expect(cart.cart.titles).to_have_count(2)
        context.close()
