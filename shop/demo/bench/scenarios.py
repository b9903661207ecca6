"""What is measured: a list, to which a page or a way through the shop is added as one more scenario."""

import re
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from itertools import count, repeat
from typing import Final

from shop.demo.bench.goals import NO_GOAL, Goal
from shop.demo.bench.goods import Goods
from shop.demo.bench.visits import Answer, Step, Steps, Unexpected, Visit
from shop.demo.chance import draw
from shop.testing.filled_checkouts import ADDRESS, Checkout

SEE_OTHER = 303
SESSION_COOKIE = "sessionid"
BROWSER: Final = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
    "Accept-Encoding": "gzip, deflate, br",
    "Accept-Language": "en-GB,en;q=0.9",
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36",
}
HTMX: Final = BROWSER | {"Accept": "*/*", "HX-Request": "true"}
# Of a checkout that is filled in, and all of one product.
PLACE = "place an order"
# By new visitors, from the product to the thank-you page.
CHECK_OUT = "check out"
# As they are typed.
TYPED = ("re", "red", "red s", "lin", "linen", "linen thr", "oak ta", "stone", "stonew", "walnut sto")
ADDS_OF_A_VISITOR = 240
"""Each of three lines can be raised to 99."""
numbers = count()
"""An address with the next of these is one that nobody asked for yet."""


@dataclass(frozen=True)
class Scenario:
    """Visits of one kind.

    `needs_carts`: each has a cart with three lines. `needs_checkouts`: each uses up one that is filled in, and the run
    ends with the last. `is_new`: nothing of the page is kept. `at_smallest`: only in the smallest of the shops. The
    table has a row for each name of its steps, behind the scenario's own where there are several.
    """

    name: str
    visits: Callable[[Goods], Iterator[Visit]]
    goal: Goal = NO_GOAL
    needs_carts: bool = False
    needs_checkouts: bool = False
    is_new: bool = False
    at_smallest: bool = False

    def fits(self, goods: Goods) -> bool:
        """Tell whether the shop has what this is about."""
        return next(self.visits(goods), None) is not None or self.needs_carts or self.needs_checkouts


def page(name: str, path: Callable[[Goods], str], goal: Goal = NO_GOAL) -> Scenario:
    """A page that visitors without a cart ask for again and again."""
    return Scenario(name, lambda goods: (Visit(look(name, path(goods))) for _ in repeat(None)), goal)


def page_with_cart(name: str, path: Callable[[Goods], str], goal: Goal) -> Scenario:
    """The same, of visitors who each have a cart."""
    return Scenario(
        name,
        lambda goods: (Visit(look(name, path(goods), is_private=True), cookies.copy()) for cookies in goods.carts),
        goal,
        needs_carts=True,
    )


def new_page(name: str, path: Callable[[Goods, int], str], goal: Goal = NO_GOAL, *, is_part: bool = False) -> Scenario:
    """A page that nobody asked for yet, every time another one. `is_part`: htmx asks for it."""

    def ask(goods: Goods) -> Steps:
        while True:
            number = next(numbers)
            own = path(goods, number)
            yield Step(name, f"{own}{'&' if '?' in own else '?'}ref={number}", headers=HTMX if is_part else BROWSER)

    return Scenario(name, lambda goods: (Visit(ask(goods)) for _ in repeat(None)), goal, is_new=True)


def narrowed_page(name: str, place: int) -> Scenario:
    """A page of one of the large categories, with filters on."""
    drawn = new_page(name, lambda goods, _: goods.narrowed[place])
    return Scenario(name, lambda goods: drawn.visits(goods) if len(goods.narrowed) > place else iter(()), is_new=True)


def look(name: str, path: str, *, is_private: bool = False) -> Steps:
    """Ask again and again for the same page. Raises Unexpected where it is to show a cart and is the same for all."""
    step = Step(name, path, headers=BROWSER)
    answer = yield step
    if is_private and not answer.headers.get("cache-control", "").startswith("private"):
        raise Unexpected(answer)
    while True:
        yield step


def any_list(goods: Goods, number: int) -> str:
    """Return one of the first pages of any category."""
    luck = draw(f"list {number}")
    path, pages = goods.lists[luck % len(goods.lists)]
    at = 1 + luck // len(goods.lists) % pages
    return f"{path}?page={at}" if at > 1 else str(path)


def add(goods: Goods) -> Steps:
    """Add one more of what is in the cart, line after line."""
    steps = [adding(ADD, variant, goods.path) for variant in goods.in_cart]
    for number in range(ADDS_OF_A_VISITOR):
        yield steps[number % len(steps)]


def fill_cart(goods: Goods) -> Steps:
    """Put three lines into a cart, unmeasured."""
    for variant in goods.in_cart:
        yield adding("", variant, goods.path)


def adding(name: str, variant: int, path: str) -> Step:
    """What htmx sends when the button of a product's page is pressed."""
    page = f"http://127.0.0.1{path}"
    headers = HTMX | {"HX-Target": "cart-contents", "HX-Current-URL": page, "Referer": page}
    return Step(name, "/cart/lines/", {"variant": str(variant), "quantity": "1"}, headers)


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
ADD = "add to cart"
SEEN_BEFORE, WITH_A_CART = Goal(share=0.8), Goal(share=0.3)
SCENARIOS = [
    page("home page", lambda goods: "/", SEEN_BEFORE),
    page("category page", lambda goods: goods.category, SEEN_BEFORE),
    page("product page", lambda goods: goods.path, SEEN_BEFORE),
    page_with_cart("home page, three lines in the cart", lambda goods: "/", WITH_A_CART),
    page_with_cart("category page, three lines in the cart", lambda goods: goods.category, WITH_A_CART),
    page_with_cart("product page, three lines in the cart", lambda goods: goods.path, WITH_A_CART),
    new_page("category page, new", any_list, Goal(share=0.08, queries=7)),
    new_page("all products by falling price, new", lambda goods, _: "/search/?sort=price-desc"),
    new_page("home page, new", lambda goods, _: "/"),
    new_page("product page, new", lambda goods, number: goods.pages[draw(f"product {number}") % len(goods.pages)]),
    Scenario(
        ADD,
        lambda goods: (Visit(add(goods), cookies.copy()) for cookies in goods.carts),
        Goal(share=0.1, queries=6, size=2_500, on="SQLite"),
        needs_carts=True,
    ),
    new_page("search “red shoes”, new", lambda goods, _: "/search/?q=red+shoes", Goal(p50=25)),
    new_page("search “oak table”, new", lambda goods, _: "/search/?q=oak+table", Goal(p50=25)),
    new_page(
        "suggestions, new",
        lambda goods, number: f"/search/suggestions/?q={TYPED[number % len(TYPED)].replace(' ', '+')}",
        Goal(p50=15),
        is_part=True,
    ),
    narrowed_page("category of 10,000, two filters, new", 0),
    narrowed_page("category of 200,000, two filters, new", 1),
    Scenario(
        PLACE,
        lambda goods: (Visit(place(each), {SESSION_COOKIE: each.session_key}) for each in goods.checkouts),
        needs_checkouts=True,
    ),
    Scenario(CHECK_OUT, lambda goods: (Visit(check_out(goods)) for _ in repeat(None)), at_smallest=True),
]
