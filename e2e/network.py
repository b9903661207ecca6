"""Bad networks and bad answers."""

from collections.abc import Callable

from playwright.sync_api import Page, Route

CART_WRITES = "**/cart/**"

HALF = '<div id="cart-contents" class="cart-contents"><ul class="cart-contents__lines"><li class="cart-li'


def slow_down(page: Page, milliseconds: int) -> None:
    """Make every answer take this long."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    limits = {"offline": False, "latency": milliseconds, "downloadThroughput": -1, "uploadThroughput": -1}
    session.send("Network.emulateNetworkConditions", limits)


def answer_writes(page: Page, reply: Callable[[Route], None]) -> None:
    """Let `reply` answer the cart's writes in the server's place; reading goes through."""

    def handle(route: Route) -> None:
        if route.request.method == "POST":
            reply(route)
        else:
            route.continue_()

    page.route(CART_WRITES, handle)


def heal(page: Page) -> None:
    """Let the server answer again."""
    page.unroute(CART_WRITES)
    page.context.set_offline(False)


def status(code: int) -> Callable[[Route], None]:
    """Answer with this status and a page of somebody else's."""
    body = "<html><body><header>Proxy</header><main>Error</main></body></html>"
    return lambda route: route.fulfill(status=code, content_type="text/html", body=body)


def hang(route: Route) -> None:
    """Never answer."""


def cut_off(route: Route) -> None:
    """Answer with half of what should have come."""
    route.fulfill(status=200, content_type="text/html", body=HALF)


def lose(route: Route) -> None:
    """Lose the connection."""
    route.abort("connectionreset")
