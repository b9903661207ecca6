"""What is measured over HTTP: a list, to which a page or a way through the shop is added as one more scenario."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count, cycle, islice, repeat
from random import Random

from e2e.bench.goods import Goods
from e2e.bench.kept import POSTGRESQL, SQLITE
from e2e.bench.visitor import HOST, Unexpected, Visitor

ADDS_OF_A_CART = 240
"""Each of three lines can be raised to 99."""
numbers = count()
"""An address with the next of these is one that nobody asked for yet."""


@dataclass(frozen=True)
class Scenario:
    """Requests of one kind, without end, each to be sent when the one before it was answered."""

    name: str
    requests: Callable[[Visitor, Goods], Iterator[bytes]]
    budget: float = 0
    """How many times as long as in another working copy an answer may take."""
    shares: Mapping[str, float] = field(default_factory=dict)
    """For each database, at least how many times as many answers a second as of the bare view are to come."""


def page(name: str, path: Callable[[Goods], str], budget: float = 0, share: float = 0) -> Scenario:
    """A page that visitors without a cart ask for again and again."""
    shares = {SQLITE: share, POSTGRESQL: share} if share else {}
    return Scenario(name, lambda visitor, goods: repeat(visitor.get(path(goods))), budget, shares)


def page_with_cart(name: str, path: Callable[[Goods], str]) -> Scenario:
    """The same, of a visitor who has three lines in the cart. Raises Unexpected where the page shows no cart."""

    def requests(visitor: Visitor, goods: Goods) -> Iterator[bytes]:
        for variant in goods.in_cart:
            visitor.keep(visitor.ask(adding(visitor, goods, variant)))
        request = visitor.get(path(goods))
        answer = visitor.ask(request)
        if not any(value.startswith("private") for value in answer.headers("cache-control")):
            raise Unexpected(request, answer)
        yield from repeat(request)

    return Scenario(f"{name}, three lines in the cart", requests, 1.2, {SQLITE: 0.6, POSTGRESQL: 0.4})


def new_page(name: str, paths: Callable[[Goods], list[str]], budget: float) -> Scenario:
    """A page that nobody asked for yet, every time another one of these."""

    def requests(visitor: Visitor, goods: Goods) -> Iterator[bytes]:
        choices, luck = paths(goods), Random(1)  # noqa: S311 nothing is secret
        while True:
            path = luck.choice(choices)
            yield visitor.get(f"{path}{'&' if '?' in path else '?'}ref={next(numbers)}")

    return Scenario(f"{name}, new", requests, budget)


def adds(visitor: Visitor, goods: Goods) -> Iterator[bytes]:
    """Add one more of what is in the cart, line after line, and begin a new cart when it is full."""
    while True:
        visitor.cookies.clear()
        visitor.keep(visitor.ask(adding(visitor, goods, goods.in_cart[0])))
        lines = [adding(visitor, goods, variant) for variant in goods.in_cart]
        yield from islice(cycle(lines), ADDS_OF_A_CART)


def adding(visitor: Visitor, goods: Goods, variant: int) -> bytes:
    """Return what htmx sends when the button of a product's page is pressed."""
    address = f"http://{HOST}{goods.products[0]}"
    headers = {"HX-Target": "cart-contents", "HX-Current-URL": address, "Referer": address}
    return visitor.post("/cart/lines/", {"variant": str(variant), "quantity": "1"}, headers)


BARE = page("bare Django view", lambda goods: "/")
SCENARIOS = [
    page("home page", lambda goods: "/", 1.2, 1.2),
    page("category page", lambda goods: goods.category, 1.2, 1.2),
    page("product page", lambda goods: goods.products[0], 1.2, 1.2),
    page_with_cart("home page", lambda goods: "/"),
    page_with_cart("category page", lambda goods: goods.category),
    page_with_cart("product page", lambda goods: goods.products[0]),
    new_page("home page", lambda goods: ["/"], 0.8),
    new_page("category page", lambda goods: list(goods.lists), 1.5),
    new_page("category page of what is in stock", lambda goods: [f"{goods.category}?available=1"], 1.5),
    new_page("product page", lambda goods: list(goods.products), 1.2),
    new_page("search “oak table”", lambda goods: ["/search/?q=oak+table"], 1.5),
    new_page("all products by falling price", lambda goods: ["/search/?sort=price-desc"], 1.5),
    Scenario("add to cart", adds, 1.2),
]
