"""The cart that a page shows is the shopper's cart, after Back, in every tab, and out of any cache."""

import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, BrowserType, Page, expect

from e2e.pages.cart_page import CartPage
from e2e.pages.product_page import ProductPage

pytestmark = pytest.mark.needs_javascript

A_SECOND = 1_000


def put_in(page: Page, slug: str, badge: str) -> ProductPage:
    product = ProductPage(page, slug)
    product.open()
    product.offer.add.click()
    expect(product.badge.count).to_have_text(badge)
    return product


def test_the_page_before_is_right_after_back(page: Page, javascript: bool) -> None:
    put_in(page, "two-tone-cup", "1")
    product = put_in(page, "harbour-mug", "2")

    page.go_back()

    expect(product.heading).to_have_text("Two-tone cup")
    expect(product.badge.count).to_have_text("2", timeout=A_SECOND)
    expect(product.cart.titles).to_have_text(["Two-tone cup", "Harbour mug"])


def test_a_page_out_of_the_back_forward_cache_is_right(page: Page, javascript: bool) -> None:
    product = put_in(page, "two-tone-cup", "1")
    other = page.context.new_page()
    put_in(other, "harbour-mug", "2")
    expect(product.badge.count).to_have_text("2", timeout=A_SECOND)

    # What a page that was frozen shows: the older cart, when it comes back.
    page.evaluate("document.getElementById('cart-contents').dataset.version = 'older'")
    page.evaluate("document.querySelector('.cart-badge__count > :first-child').textContent = '1'")
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")

    expect(product.badge.count).to_have_text("2", timeout=A_SECOND)


def test_a_browser_that_keeps_pages_for_back_keeps_this_one(
    browser_type: BrowserType, browser_type_launch_args: dict[str, Any], base_url: str, javascript: bool
) -> None:
    keeps = browser_type.launch(**browser_type_launch_args, ignore_default_args=["--disable-back-forward-cache"])
    page = keeps.new_context(base_url=base_url).new_page()
    product = put_in(page, "two-tone-cup", "1")
    page.evaluate("window.keptAlive = true")
    put_in(page, "harbour-mug", "2")

    page.go_back(wait_until="commit")

    expect(product.heading).to_have_text("Two-tone cup")
    assert page.evaluate("window.keptAlive")
    expect(product.badge.count).to_have_text("2", timeout=A_SECOND)
    other = put_in(page.context.new_page(), "tide-mug", "3")
    expect(product.badge.count).to_have_text("3", timeout=A_SECOND)
    product.cart.line("Two-tone cup").increase.click()
    expect(other.badge.count).to_have_text("4", timeout=A_SECOND)
    keeps.close()


def test_another_tab_is_right_at_once(page: Page, context: BrowserContext, javascript: bool) -> None:
    here = put_in(page, "two-tone-cup", "1")

    put_in(context.new_page(), "harbour-mug", "2")

    expect(here.badge.count).to_have_text("2", timeout=A_SECOND)
    expect(here.announced).to_have_text("")


@pytest.mark.parametrize(("target", "event"), [("window", "focus"), ("document", "visibilitychange")])
def test_another_tab_without_broadcasts_is_right_when_it_is_looked_at(
    page: Page, context: BrowserContext, javascript: bool, target: str, event: str
) -> None:
    context.add_init_script("delete window.BroadcastChannel")
    here = put_in(page, "two-tone-cup", "1")
    put_in(context.new_page(), "harbour-mug", "2")
    expect(here.badge.count).to_have_text("1")

    page.evaluate(f"{target}.dispatchEvent(new Event('{event}'))")

    expect(here.badge.count).to_have_text("2", timeout=A_SECOND)


def test_typing_holds_back_the_lines_alone_and_not_for_long(
    page: Page, context: BrowserContext, javascript: bool
) -> None:
    here = put_in(page, "two-tone-cup", "1")
    cup = here.cart.line("Two-tone cup")
    cup.quantity.fill("4")

    put_in(context.new_page(), "harbour-mug", "2")

    expect(here.badge.count).to_have_text("2", timeout=A_SECOND)
    expect(cup.quantity).to_have_value("4")
    expect(here.cart.titles).to_have_text(["Two-tone cup"])
    cup.quantity.fill("1")
    cup.increase.focus()
    expect(here.cart.titles).to_have_text(["Two-tone cup", "Harbour mug"])


def test_another_tab_takes_no_focus_that_was_nowhere(page: Page, context: BrowserContext, javascript: bool) -> None:
    put_in(page, "two-tone-cup", "1")
    here = CartPage(page)
    here.open()

    put_in(context.new_page(), "harbour-mug", "2")

    expect(here.cart.lines).to_have_count(2)
    assert page.evaluate("document.activeElement === document.body")


def test_nothing_is_asked_when_nothing_changed(page: Page, context: BrowserContext, javascript: bool) -> None:
    put_in(page, "two-tone-cup", "1")
    page.goto("/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.resource_type))

    for event in ("pageshow", "focus"):
        page.evaluate(f"window.dispatchEvent(new Event('{event}'))")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.get_by_role("link", name="Skip to the content").focus()

    assert "xhr" not in asked


def test_a_session_that_was_ended_leaves_an_empty_cart(page: Page, context: BrowserContext, javascript: bool) -> None:
    product = put_in(page, "two-tone-cup", "1")
    context.clear_cookies(name="sessionid")

    with page.expect_response("**/cart/"):
        page.goto("/")

    expect(product.badge.count).to_have_text("0")
    expect(product.cart.lines).to_have_count(0)
    assert [cookie["name"] for cookie in context.cookies()] == []


def test_a_pushed_address_is_a_whole_page(page: Page, context: BrowserContext, javascript: bool) -> None:
    product = ProductPage(page, "tide-mug")
    product.open()
    product.offer.value("Chalk").click()
    expect(page).to_have_url(re.compile(r"variant=\d+"))
    address = page.url
    page.goto("/cart/")

    page.go_back()
    for opened in (page, context.new_page()):
        if opened is not page:
            opened.goto(address)
        expect(opened).to_have_url(address)
        expect(opened).to_have_title(re.compile("Tide mug"))
        expect(opened.get_by_role("banner")).to_have_count(1)
        expect(ProductPage(opened, "tide-mug").offer.value("Chalk")).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(page.get_by_role("banner")).to_have_count(1)
