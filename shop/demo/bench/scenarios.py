"""What is measured: a list, to which a page or a way through the shop is added as one more scenario."""

import re
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat

from shop.demo.bench.visits import Answer, Step, Steps, Unexpected, Visit
from shop.testing.filled_checkouts import ADDRESS, Checkout

SEE_OTHER = 303
SESSION_COOKIE = "sessionid"
GZIP = {"Accept-Encoding": "gzip"}
# Of a checkout that is filled in, and all of one product.
PLACE = "place an order"
# By new visitors, from the product to the thank-you page.
CHECK_OUT = "check out"


@dataclass(frozen=True)
class Goods:
    """What the visitors of one run are given: a product, and checkouts that are filled in."""

    path: str
    variant: int
    checkouts: Sequence[Checkout] = ()


@dataclass(frozen=True)
class Scenario:
    """Visits of one kind. `needs_checkouts`: each uses up one that is filled in, and the run ends with the last.

    The table has a row for each name of its steps, behind the scenario's own where there are several.
    """

    name: str
    visits: Callable[[Goods], Iterator[Visit]]
    needs_checkouts: bool = False


def page(name: str, path: Callable[[Goods], str]) -> Scenario:
    """A page that visitors without a cart ask for again and again."""

    def look(goods: Goods) -> Steps:
        while True:
            yield Step(name, path(goods), headers=GZIP)

    return Scenario(name, lambda goods: (Visit(look(goods)) for _ in repeat(None)))


def check_out(goods: Goods) -> Steps:
    """Go the whole way, from the product to the thank-you page."""
    yield Step("see the product", goods.path)
    yield Step("add it to the cart", "/cart/lines/", {"variant": str(goods.variant)})
    yield Step("open the checkout", "/checkout/contact/")
    yield from led(Step("give the contact", "/checkout/contact/", {"email": "ada@example.org"}))
    yield Step("see the address's form", "/checkout/address/")
    led_to = yield from led(Step("give the address", "/checkout/address/", ADDRESS))
    if led_to.headers["location"] == "/checkout/delivery/":
        choice = yield Step("see the deliveries", "/checkout/delivery/")
        method = find(rb'name="method" value="(\d+)"', choice)
        yield from led(Step("choose a delivery", "/checkout/delivery/", {"method": method}))
    review = yield Step("see the review", "/checkout/review/")
    agreed = {name: find(f'name="{name}" value="([^"]*)"'.encode(), review) for name in ("token", "shown")}
    placed = yield from led(Step(PLACE, "/checkout/review/", agreed))
    yield Step("see the thank-you page", placed.headers["location"])


def place(checkout: Checkout) -> Steps:
    """Confirm what is filled in."""
    yield from led(Step(PLACE, "/checkout/review/", {"token": checkout.token, "shown": checkout.shown}))


def led(step: Step) -> Generator[Step, Answer, Answer]:
    """Take a step that leads on. Raises Unexpected where it does not."""
    answer = yield step
    if answer.status != SEE_OTHER:
        raise Unexpected(answer)
    return answer


def find(pattern: bytes, answer: Answer) -> str:
    """Return what stands in a page. Raises Unexpected where it does not stand there."""
    found = re.search(pattern, answer.body)
    if found is None:
        raise Unexpected(answer)
    return found[1].decode()


BARE = page("bare Django view", lambda goods: "/")
SCENARIOS = [
    page("home page", lambda goods: "/"),
    page("product page", lambda goods: goods.path),
    Scenario(
        PLACE,
        lambda goods: (Visit(place(each), {SESSION_COOKIE: each.session_key}) for each in goods.checkouts),
        needs_checkouts=True,
    ),
    Scenario(CHECK_OUT, lambda goods: (Visit(check_out(goods)) for _ in repeat(None))),
]
