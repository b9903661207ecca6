"""What is under the finger stays under it, so that the next click is for the same thing, or for nothing."""

import pytest
from playwright.sync_api import Locator, Page, expect

from e2e.long_cart import fill_cart
from e2e.pages.cart_page import CartPage
from e2e.pages.category_page import CategoryPage
from e2e.pages.checkout_page import CheckoutPage
from e2e.pages.product_page import ProductPage
from shop.testing.server import Shop

pytestmark = pytest.mark.needs_javascript

TEN = 10
# Down and up, ten times: a click each 150 ms.
PACE = 75
PLACES = pytest.mark.parametrize("place", ["drawer", "page"])
SIZES = pytest.mark.parametrize("lines", [1, 8, 40])


def top(element: Locator) -> float:
    box = element.bounding_box()
    assert box is not None
    return box["y"]


def point(element: Locator) -> tuple[float, float]:
    """Scroll to an element and return its middle."""
    element.scroll_into_view_if_needed()
    box = element.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.fixture
def cart(page: Page, javascript: bool, shop: Shop, place: str, lines: int) -> CartPage:
    """A cart of so many lines, one of each, in the drawer of a page or on its own page."""
    fill_cart(page.context, shop, lines)
    cart = CartPage(page)
    if place == "page":
        cart.open()
    else:
        product = ProductPage(page, "storm-lantern")
        product.open()
        product.badge.open()
        expect(product.drawer).to_be_visible()
    expect(cart.cart.lines).to_have_count(lines)
    return cart


def quantities(cart: CartPage) -> list[str]:
    return [field.input_value() for field in cart.cart.root.get_by_role("textbox", name="Quantity of").all()]


@pytest.mark.parametrize("lines", [8])
@pytest.mark.parametrize("place", ["drawer"])
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_but_the_lines_scrolls_in_the_drawer(page: Page, cart: CartPage, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})

    heights = page.locator("#cart-drawer").evaluate("drawer => [drawer.scrollHeight, drawer.clientHeight, innerHeight]")

    assert len(set(heights)) == 1, heights


@PLACES
@SIZES
def test_ten_clicks_on_the_last_line_are_for_the_last_line(page: Page, cart: CartPage, lines: int) -> None:
    last = cart.cart.nth(-1)
    for button, held in ((last.increase, "11"), (last.decrease, "1")):
        middle = point(button)
        before = top(button)

        page.mouse.click(*middle, click_count=TEN, delay=PACE)

        expect(last.quantity).to_have_value(held)
        expect(cart.badge.count).to_have_text(str(lines - 1 + int(held)))
        assert quantities(cart) == ["1"] * (lines - 1) + [held]
        assert top(button) == pytest.approx(before, abs=1)


@PLACES
@pytest.mark.parametrize("lines", [2, 8, 40])
@pytest.mark.parametrize("name", ["decrease", "remove"])
def test_ten_clicks_remove_one_line(page: Page, cart: CartPage, lines: int, name: str) -> None:
    index = lines // 2
    line, above = cart.cart.nth(index), cart.cart.nth(index - 1)
    title = line.root.locator(".cart-line__title").inner_text()
    middle = point(getattr(line, name))
    before, was_above = top(line.root), top(above.root)

    page.mouse.click(*middle, click_count=TEN, delay=PACE)

    expect(cart.cart.lines).to_have_count(lines - 1)
    expect(cart.badge.count).to_have_text(str(lines - 1))
    assert quantities(cart) == ["1"] * (lines - 1)
    # What was removed is offered again in its place.
    expect(cart.cart.undo).to_be_in_viewport()
    assert top(cart.cart.root.locator(".cart-contents__removed")) == pytest.approx(before, abs=1)
    assert top(above.root) == pytest.approx(was_above, abs=1)

    page.mouse.move(5, 5)
    cart.cart.undo.click()
    expect(cart.cart.lines).to_have_count(lines)
    assert cart.cart.nth(index).root.locator(".cart-line__title").inner_text() == title
    assert top(above.root) == pytest.approx(was_above, abs=1)


@PLACES
@pytest.mark.parametrize("lines", [2])
def test_the_place_of_what_goes_away_above_is_kept(page: Page, cart: CartPage, lines: int) -> None:
    cart.cart.nth(0).remove.click()
    expect(cart.cart.undo).to_be_visible()
    left = cart.cart.nth(0)
    middle, before = point(left.increase), top(left.increase)

    page.mouse.click(*middle, click_count=TEN, delay=PACE)

    expect(left.quantity).to_have_value("11")
    expect(cart.cart.undo).to_have_count(0)
    assert top(left.increase) == pytest.approx(before, abs=1)


@PLACES
@SIZES
def test_what_is_typed_is_answered_where_it_stands(page: Page, cart: CartPage, lines: int) -> None:
    last = cart.cart.nth(-1)
    last.quantity.scroll_into_view_if_needed()
    before = top(last.quantity)
    last.set_quantity("3")
    expect(cart.badge.count).to_have_text(str(lines + 2))
    assert top(last.quantity) == pytest.approx(before, abs=1)

    last.set_quantity("9999")
    expect(last.notice).to_be_visible()
    assert top(last.quantity) == pytest.approx(before, abs=1)

    coupon = cart.cart.coupon
    coupon.field.fill("NO-SUCH-CODE")
    apply = coupon.root.get_by_role("button", name="Apply")
    middle, before = point(apply), top(apply)
    page.mouse.click(*middle)
    expect(coupon.refusal).to_be_visible()
    assert top(apply) == pytest.approx(before, abs=1)


@pytest.mark.parametrize("width", [360, 1280])
def test_a_filter_stays_where_it_was_clicked(page: Page, javascript: bool, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    kitchen = CategoryPage(page, "kitchen")
    kitchen.open()
    if width < 1000:
        kitchen.open_filters.click()
    chosen = page.locator("#filter-groups input[type=checkbox]:not(:disabled)").filter(visible=True).last
    chosen.scroll_into_view_if_needed()
    before, said = top(chosen), kitchen.count.text_content() or ""

    for is_on in (True, False):
        chosen.click()
        if is_on:
            expect(kitchen.count).not_to_have_text(said)
        else:
            expect(kitchen.count).to_have_text(said)
        assert top(chosen) == pytest.approx(before, abs=1)


def test_the_checkout_goes_on_where_it_was(checkout: CheckoutPage) -> None:
    page = checkout.page
    page.set_viewport_size({"width": 360, "height": 400})
    checkout.contact.field("E-mail").fill("ada@example.org")
    middle = point(checkout.contact.proceed)

    page.mouse.click(*middle, click_count=3, delay=PACE)

    expect(checkout.address.field("Name")).to_be_visible()
    expect(checkout.address.heading).to_be_in_viewport()
    # The second click and the third were not for the next section.
    expect(checkout.errors).to_have_count(0)


@pytest.mark.parametrize("width", [360, 1280])
def test_ten_clicks_on_load_more_are_for_nothing_that_comes_there(page: Page, javascript: bool, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    kitchen = CategoryPage(page, "kitchen")
    kitchen.open()
    before = kitchen.cards.count()
    middle = point(kitchen.load_more)

    page.mouse.click(*middle, click_count=TEN, delay=PACE)

    expect(kitchen.cards).not_to_have_count(before)
    expect(kitchen.heading).to_have_text("Kitchen")
    expect(kitchen.badge.count).to_have_text("0")
    expect(kitchen.choice).to_have_count(0)
    expect(kitchen.cards.nth(before)).to_be_in_viewport()
