"""Bad networks and bad answers."""

from collections.abc import Callable

from playwright.sync_api import APIResponse, Page, Route

Reply = Callable[[Route], None]

CART_WRITES = "**/cart/**"

HALF = '<div id="cart-contents" class="cart-contents"><ul class="cart-contents__lines"><li class="cart-li'


def slow_down(page: Page, milliseconds: int) -> None:
    """Make every answer take this long."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    limits = {"offline": False, "latency": milliseconds, "downloadThroughput": -1, "uploadThroughput": -1}
    session.send("Network.emulateNetworkConditions", limits)


def answer_writes(page: Page, reply: Reply) -> None:
    """Let `reply` answer the cart's writes in the server's place; reading goes through."""

    def handle(route: Route) -> None:
        if route.request.method == "POST":
            reply(route)
        else:
            route.continue_()

    page.route(CART_WRITES, handle)


def answer_in_turn(page: Page, *replies: Reply) -> None:
    """Let each reply answer one of the cart's writes, in their order; the server answers those after them."""
    left = list(replies)

    def reply(route: Route) -> None:
        answer = left.pop(0) if left else Route.continue_
        answer(route)

    answer_writes(page, reply)


class Held:
    """The cart's next write, which waits here until it is let go."""

    def __init__(self, page: Page) -> None:
        self.routes: list[Route] = []
        answer_in_turn(page, self.routes.append)

    def release(self, reply: Reply = Route.continue_) -> None:
        """Let `reply`, or else the server, answer it."""
        (route,) = self.routes
        reply(route)


def heal(page: Page) -> None:
    """Let the server answer again."""
    page.unroute(CART_WRITES)
    page.context.set_offline(False)


def status(code: int) -> Reply:
    """Answer with this status and a page of somebody else's."""
    body = "<html><body><header>Proxy</header><main>Error</main></body></html>"
    return lambda route: route.fulfill(status=code, content_type="text/html", body=body)


def hang(route: Route) -> None:
    """Never answer."""


def cut_off(route: Route) -> None:
    """Answer with half of what should have come."""
    route.fulfill(status=200, content_type="text/html", body=HALF)


def cut_after(text: str) -> Reply:
    """Let the server do what was asked, and answer up to and with the last of this text."""

    def reply(route: Route) -> None:
        answer = route.fetch()
        body = answer.text()
        route.fulfill(status=answer.status, headers=without_length(answer), body=body[: body.rindex(text) + len(text)])

    return reply


def without_length(answer: APIResponse) -> dict[str, str]:
    return {name: value for name, value in answer.headers.items() if name not in {"content-length", "content-encoding"}}


def do_and_lose(route: Route) -> None:
    """Let the server do what was asked, and lose its answer."""
    route.fetch()
    route.abort("connectionreset")


def lose(route: Route) -> None:
    """Lose the connection."""
    route.abort("connectionreset")
