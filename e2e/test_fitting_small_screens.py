"""Nothing is lost on a narrow screen or with large text, whatever a product is called and costs."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserType, Page, expect

from e2e.console import Console
from e2e.merchant import LONG_TITLE
from e2e.pages.back_office import BackOffice
from e2e.pages.cart_page import CartPage
from e2e.pages.home_page import HomePage
from e2e.pages.product_page import ProductPage
from e2e.pages.search_page import SearchPage
from shop.testing.server import Shop

pytestmark = pytest.mark.needs_javascript

SCREENS = ["320", "360", "640 enlarged by the browser", "640 enlarged by the page", "768 enlarged by the page"]

# What sticks out of the screen, except in what is there to be scrolled; and the words that are broken in the middle.
FAULTS = """() => {
    const isShown = element => element.checkVisibility({ visibilityProperty: true })
        && !element.closest(".visually-hidden, .skip-link, .rail, .gallery__strip, head, script");
    const sticksOut = element => {
        const { left, right, width } = element.getBoundingClientRect();
        return width && (left < -0.5 || right > innerWidth + 0.5);
    };
    const brokenWords = element => {
        const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
        const broken = [];
        while (texts.nextNode()) {
            for (const word of texts.currentNode.data.matchAll(/\\S+/g)) {
                const range = document.createRange();
                range.setStart(texts.currentNode, word.index);
                range.setEnd(texts.currentNode, word.index + word[0].length);
                if (new Set([...range.getClientRects()].map(line => line.top)).size > 1) broken.push(word[0]);
            }
        }
        return broken;
    };
    const shown = [...document.querySelectorAll("body *")].filter(isShown);
    const unbreakable = shown.filter(element => element.matches(".button, .site-header__brand, .cart-foot, .price"));
    const scrolls = document.documentElement.scrollWidth > innerWidth ? ["the page scrolls sideways"] : [];
    return [
        ...scrolls,
        ...shown.filter(sticksOut).map(element => `sticks out: ${element.outerHTML.slice(0, 120)}`),
        ...unbreakable.flatMap(brokenWords).map(word => `broken: ${word}`),
    ];
}"""


@pytest.fixture(scope="session")
def base_url(own_shop: Shop) -> str:
    return own_shop.url


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any], screen: str) -> dict[str, Any]:
    # What slides in is looked at where it ends.
    viewport = {"width": int(screen.split(maxsplit=1)[0]), "height": 800}
    return {**browser_context_args, "viewport": viewport, "reduced_motion": "reduce"}


@pytest.fixture
def sized(page: Page, screen: str) -> Page:
    """A page on the screen, with text at twice its size where the screen says so."""
    if screen.endswith("by the browser"):
        sizes = {"standard": 32, "fixed": 26}
        page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": sizes})
    elif screen.endswith("by the page"):
        twice = "document.documentElement.style.fontSize = '200%'"
        page.add_init_script(f"addEventListener('DOMContentLoaded', () => {{ {twice} }})")
    return page


def home(page: Page) -> None:
    HomePage(page).open()


def category(page: Page) -> None:
    shop = HomePage(page)
    shop.open()
    shop.open_menu()
    shop.menu.get_by_role("link", name="Heritage").click()
    expect(shop.heading).to_contain_text("Heritage")


def search(page: Page) -> None:
    SearchPage(page, LONG_TITLE[:200]).open()


def product(page: Page) -> None:
    ProductPage(page, "heritage").open()


def choice(page: Page) -> None:
    shop = HomePage(page)
    shop.open()
    shop.card(LONG_TITLE).choose.click()
    expect(shop.choice).to_be_visible()


def drawer(page: Page) -> None:
    shop = ProductPage(page, "heritage")
    shop.open()
    shop.offer.add.click()
    expect(shop.drawer).to_be_visible()


def cart(page: Page) -> None:
    drawer(page)
    CartPage(page).open()


def undo(page: Page) -> None:
    cart(page)
    shop = CartPage(page)
    shop.cart.line(LONG_TITLE).remove.click()
    expect(shop.cart.undo).to_be_visible()


@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_sticks_out_and_no_word_is_broken(sized: Page, javascript: bool, screen: str) -> None:
    places: list[Callable[[Page], None]] = [home, category, search, product, choice, drawer, cart, undo]
    faults = {}
    for place in places:
        place(sized)
        faults[place.__name__] = sized.evaluate(FAULTS)
    assert not any(faults.values()), faults


@pytest.mark.parametrize("screen", ["1280"])
def test_the_lists_of_the_admin_need_no_scrolling_sideways(
    page: Page, own_shop: Shop, console: Console, javascript: bool, screen: str
) -> None:
    console.expect("favicon.ico")
    own_shop.make_owner()
    BackOffice(page).sign_in(then="/admin/catalog/product/")
    expect(page.locator("#result_list")).to_be_visible()

    for path in ("/admin/catalog/product/", "/admin/catalog/variant/"):
        page.goto(path)
        expect(page.locator("#result_list")).to_contain_text(LONG_TITLE)
        results = page.locator("#changelist .results")
        assert results.evaluate("results => results.scrollWidth - results.clientWidth") == 0, path


@pytest.mark.parametrize("screen", ["360"])
def test_the_drawer_is_whole_beside_a_scrollbar_that_takes_room(
    browser_type: BrowserType, browser_type_launch_args: dict[str, Any], base_url: str, javascript: bool, screen: str
) -> None:
    with_scrollbars = browser_type.launch(**browser_type_launch_args, ignore_default_args=["--hide-scrollbars"])
    page = with_scrollbars.new_context(base_url=base_url, viewport={"width": int(screen), "height": 600}).new_page()
    shop = HomePage(page)
    shop.open()
    assert page.evaluate("innerWidth - document.documentElement.clientWidth") > 0

    shop.badge.open()
    expect(shop.drawer).to_be_visible()

    page.evaluate("Promise.all(document.getAnimations().map(animation => animation.finished))")
    box = shop.drawer.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    with_scrollbars.close()
