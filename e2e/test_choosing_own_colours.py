"""Who reads with forced colours (a contrast theme of Windows) sees what is chosen, and how far something has come."""

from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from e2e.pages.home_page import HomePage
from e2e.pages.product_page import ProductPage

pytestmark = pytest.mark.needs_javascript
# A colour counts from this share of what is seen on.
SHARE = 0.02


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "forced_colors": "active", "viewport": {"width": 1280, "height": 900}}


def colours(element: Locator) -> set[object]:
    """The colours of which an element has more than a line of letters."""
    element.scroll_into_view_if_needed()
    with Image.open(BytesIO(element.screenshot(animations="disabled"))) as picture:
        pixels = picture.convert("RGB")
    counted = pixels.getcolors(pixels.width * pixels.height) or []
    return {colour for count, colour in counted if count > SHARE * pixels.width * pixels.height}


def assert_told_apart(chosen: Locator, other: Locator) -> None:
    expect(chosen).to_be_visible()
    assert colours(chosen) - colours(other), f"{chosen} looks like {other}"


def test_the_chosen_option(page: Page, javascript: bool) -> None:
    ProductPage(page, "tide-mug").open()

    values = page.locator(".option").first.locator(".option__value")
    assert_told_apart(
        values.and_(page.locator("[aria-pressed=true]")), values.and_(page.locator("[aria-pressed=false]")).first
    )


def test_the_current_category_and_order(page: Page, javascript: bool) -> None:
    page.goto("/category/kitchen/?sort=price")

    for kind in (".site-nav__link", ".listing__sort"):
        links = page.locator(kind)
        assert_told_apart(
            links.and_(page.locator("[aria-current]")), links.and_(page.locator(":not([aria-current])")).first
        )


def test_the_current_page_of_a_list(page: Page, javascript: bool) -> None:
    page.goto("/search/?page=2")

    links = page.locator(".pages__link")
    assert_told_apart(links.and_(page.locator("[aria-current]")), page.get_by_role("link", name="Page 1", exact=True))


def test_the_current_picture(page: Page, javascript: bool) -> None:
    ProductPage(page, "tide-mug").open()
    thumbs = page.locator(".gallery__thumb")
    current, other = (
        thumbs.and_(page.locator("[aria-current]")),
        thumbs.and_(page.locator(":not([aria-current])")).first,
    )
    expect(current).to_be_visible()

    outlines = [thumb.evaluate("thumb => getComputedStyle(thumb).outlineStyle") for thumb in (current, other)]

    assert outlines == ["solid", "none"]


def test_how_far_delivery_is_from_being_free(page: Page, javascript: bool) -> None:
    home = HomePage(page)
    home.open()
    product = ProductPage(page, "two-tone-cup")
    product.open()
    product.offer.add.click()
    bar = page.locator(".cart-delivery__bar")
    expect(bar).to_be_visible()

    full, empty = (bar.evaluate(f"bar => {{ bar.value = {share} * bar.max }}") or colours(bar) for share in (1, 0))

    assert full - empty
