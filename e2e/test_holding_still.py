"""Nothing on a page jumps while it loads, however late its pictures come."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from e2e.pages.product_page import ProductPage

pytestmark = pytest.mark.needs_javascript

PATHS = ["/", "/category/kitchen/", "/products/decanter-no-3/", "/search/?q=mug"]
LISTEN = """window.shifts = [];
new PerformanceObserver(list => list.getEntries().forEach(({value, sources}) =>
    shifts.push([value, ...sources.map(({node}) => node?.outerHTML?.slice(0, 80))])
)).observe({type: "layout-shift", buffered: true});"""
PAINTED = """() => new Promise(painted => new PerformanceObserver(painted)
    .observe({type: "paint", buffered: true})).then(() => true)"""
# Each picture is brought into view and drawn; shifts are told after the frame in which they happen.
LOOK_AT_ALL = """async () => {
    for (const picture of document.querySelectorAll("main img")) {
        if (!picture.checkVisibility()) continue;
        picture.scrollIntoView({behavior: "instant"});
        await picture.decode();
    }
    scrollTo({top: 0, behavior: "instant"});
    await new Promise(frame => requestAnimationFrame(() => requestAnimationFrame(frame)));
}"""


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any], width: int) -> dict[str, Any]:
    return {**browser_context_args, "viewport": {"width": width, "height": 800}}


class HeldPictures:
    """The pictures of a page, which wait here until they are let go."""

    def __init__(self, page: Page) -> None:
        self.waiting: list[Route] | None = []
        page.route(re.compile("/media/|/img/"), self.hold)

    def hold(self, route: Route) -> None:
        if self.waiting is None:
            route.continue_()
        else:
            self.waiting.append(route)

    def release(self) -> None:
        waiting, self.waiting = self.waiting or [], None
        for route in waiting:
            route.continue_()


@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("path", PATHS)
def test_a_page_holds_still_while_its_pictures_come(page: Page, javascript: bool, path: str, width: int) -> None:
    page.add_init_script(LISTEN)
    pictures = HeldPictures(page)
    page.goto(path, wait_until="domcontentloaded")
    assert page.evaluate(PAINTED)
    assert pictures.waiting

    pictures.release()
    page.wait_for_load_state("load")
    page.evaluate(LOOK_AT_ALL)

    assert page.evaluate("shifts") == []


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", PATHS)
def test_a_page_holds_still_with_a_cart(page: Page, javascript: bool, path: str, width: int) -> None:
    page.add_init_script(LISTEN)
    product = ProductPage(page, "two-tone-cup")
    product.open()
    product.offer.add.click()
    expect(product.badge.count).to_have_text("1")

    page.goto(path)
    page.evaluate(LOOK_AT_ALL)

    assert page.evaluate("shifts") == []
