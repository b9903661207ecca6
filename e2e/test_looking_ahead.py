"""A page is there before its link is clicked: fetched when the link is hovered, drawn when it is pressed."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

import pytest
from playwright.sync_api import CDPSession, Page, expect

from e2e.pages.category_page import CategoryPage
from e2e.pages.product_page import ProductPage
from e2e.tabs import Tab, open_tab
from shop.testing.server import Shop

CARD = ".card__title a"
# Another tab puts something into the cart: what this page shows is older by then.
ADD = """fetch("/cart/lines/", {method: "POST", body: new URLSearchParams({variant: %s})}).then(({ok}) => ok)"""
IS_CART = "({name}) => new URL(name).pathname === '/cart/'"
ACTIVATED = "performance.getEntriesByType('navigation')[0].activationStart"
SORTS = ("name", "price", "price-desc", "saving")
BADGE = "document.querySelector('.cart-badge__count').dataset.count"
LINKS = "[...document.links].filter(link => link.checkVisibility()).map(link => link.href)"


class Ahead:
    """What the browser says of the pages that it fetches before they are asked for."""

    def __init__(self, page: Page) -> None:
        self.session: CDPSession = page.context.new_cdp_session(page)
        self.statuses: dict[str, str] = {}
        self.documents: list[dict[str, Any]] = []
        self.candidates: set[str] = set()
        self.session.on("Preload.prefetchStatusUpdated", self._hear_status)
        self.session.on("Preload.preloadingAttemptSourcesUpdated", self._hear_candidates)
        self.session.on("Network.responseReceived", self._hear_answer)
        self.session.send("Preload.enable")
        self.session.send("Network.enable")

    def _hear_status(self, event: dict[str, Any]) -> None:
        self.statuses[event["prefetchUrl"]] = event["status"]

    def _hear_candidates(self, event: dict[str, Any]) -> None:
        self.candidates = {source["key"]["url"] for source in event["preloadingAttemptSources"]}

    def _hear_answer(self, event: dict[str, Any]) -> None:
        if event["type"] == "Document":
            self.documents.append(event["response"])


def hover_until_fetched(page: Page, ahead: Ahead) -> str:
    """Hover the first card's link until its page is there, and return its address."""
    link = page.locator(CARD).first
    address = str(link.evaluate("link => link.href"))
    with page.expect_event("requestfinished", lambda request: request.url == address):
        link.hover()
    return address


@pytest.mark.parametrize("has_cart", [False, True], ids=["without a cart", "with a cart"])
def test_a_link_that_is_hovered_costs_no_request_when_it_is_clicked(
    page: Page, javascript: bool, has_cart: bool
) -> None:
    if has_cart:
        product = ProductPage(page, "two-tone-cup")
        product.open()
        product.offer.add.click()
        expect(product.badge.count).to_have_text("1")
    CategoryPage(page, "kitchen").open()
    ahead = Ahead(page)
    address = hover_until_fetched(page, ahead)

    page.mouse.down()
    page.mouse.up()

    expect(page).to_have_url(address)
    assert [document["fromPrefetchCache"] for document in ahead.documents] == [True]
    assert ahead.statuses[address] == "Success"
    expect(ProductPage(page, "").badge.count).to_have_text("1" if has_cart else "0")


@pytest.mark.needs_javascript
def test_what_changed_in_the_cart_meanwhile_is_shown(page: Page, javascript: bool) -> None:
    CategoryPage(page, "kitchen").open()
    ahead = Ahead(page)
    address = hover_until_fetched(page, ahead)
    other = ProductPage(page.context.new_page(), "two-tone-cup")
    other.open()
    other.offer.add.click()
    expect(other.badge.count).to_have_text("1")
    page.bring_to_front()

    page.mouse.down()
    page.mouse.up()

    expect(page).to_have_url(address)
    assert ahead.statuses[address] == "Success"
    expect(ProductPage(page, "").badge.count).to_have_text("1")


@pytest.mark.parametrize(
    ("path", "left"),
    [
        ("/", {"#main"}),
        ("/category/kitchen/", {"#main", "#listing-count", "?page=1-2"} | {f"?sort={sort}" for sort in SORTS}),
        ("/cart/", {"#main", "/cart/", "/checkout/"}),
    ],
)
def test_pages_of_the_catalogue_alone_are_fetched_ahead(
    page: Page, base_url: str, javascript: bool, path: str, left: set[str]
) -> None:
    product = ProductPage(page, "two-tone-cup")
    product.open()
    product.offer.add.click()
    expect(product.badge.count).to_have_text("1")
    ahead = Ahead(page)

    page.goto(path)
    brand = page.get_by_role("banner").get_by_role("link", name="Baguni")
    with page.expect_event("requestfinished", lambda request: request.url == f"{base_url}/"):
        brand.hover()

    links = set(page.evaluate(LINKS))
    assert ahead.candidates <= links
    assert links - ahead.candidates == {urljoin(f"{base_url}{path}", link) for link in {"/cart/", "/orders/"} | left}


@pytest.fixture
def tab(shop: Shop) -> Iterator[Tab]:
    """A tab of a browser that prerenders, in which the kitchen's list is open."""
    with open_tab() as tab:
        tab.open(f"{shop.url}/category/kitchen/")
        yield tab


@pytest.mark.needs_javascript
def test_a_link_that_is_pressed_is_drawn_before_it_is_let_go(tab: Tab, javascript: bool) -> None:
    address = tab.evaluate(f"document.querySelector('{CARD}').href")
    where = tab.hover(CARD)
    tab.point("mousePressed", *where)
    assert tab.wait_for_prerendered("location.href") == address

    tab.point("mouseReleased", *where)

    tab.wait_for(f"location.href === '{address}'")
    assert tab.evaluate(ACTIVATED) > 0
    assert tab.ahead == []


@pytest.mark.needs_javascript
def test_a_page_that_was_drawn_ahead_shows_the_cart_as_it_is_by_then(tab: Tab, javascript: bool) -> None:
    variant = tab.evaluate("document.querySelector('.add-form [name=variant]').value")
    assert tab.evaluate(ADD % variant)
    where = tab.hover(CARD)
    tab.point("mousePressed", *where)
    assert tab.wait_for_prerendered(BADGE) == "1"
    assert tab.evaluate(ADD % variant)

    tab.point("mouseReleased", *where)

    tab.wait_for("location.pathname.startsWith('/products/')")
    assert tab.evaluate(ACTIVATED) > 0
    tab.wait_for(f"{BADGE} === '2'")
    assert tab.evaluate(f"performance.getEntriesByType('resource').filter({IS_CART}).length") == 1
