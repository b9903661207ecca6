"""The largest picture of a page is on its way before the page is laid out: once, and in the size that is drawn."""

import pytest
from playwright.sync_api import Page

from shop.testing.server import Shop

pytestmark = pytest.mark.needs_javascript

PRELOADED = """() => performance.getEntriesByType("resource")
    .filter(({initiatorType, name}) => initiatorType === "link" && /\\.(svg|webp)$/.test(name))
    .map(({name}) => name)
    .filter(name => !name.includes("favicon"))"""
LAZY = "pictures => pictures.map(({loading, width, height}) => loading === 'lazy' && width > 0 && height > 0)"
PAGES = {
    "/": ".hero__picture",
    "/category/cup/": ".card .picture",
    "/search/?q=cup": ".card .picture",
    "/products/cup/": ".gallery__view .picture",
}


@pytest.fixture(scope="session")
def base_url(own_shop: Shop) -> str:
    return own_shop.url


@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("density", [1, 2])
@pytest.mark.parametrize("path", PAGES)
def test_the_file_that_is_preloaded_is_the_one_that_is_drawn(
    page: Page, javascript: bool, path: str, width: int, density: int
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto(path)

    largest = page.locator(PAGES[path]).first
    drawn = largest.evaluate("picture => picture.currentSrc")
    assert page.evaluate(PRELOADED) == [drawn]
    assert asked.count(drawn) == 1
    assert largest.get_attribute("fetchpriority") == "high"
    others = page.locator("main img").evaluate_all(LAZY)
    assert others.count(False) == 1
