"""Whatever goes wrong in the checkout is said and loses nothing; however often it is clicked, one order is placed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from e2e import network
from e2e.console import Console
from e2e.pages.checkout_page import CheckoutPage
from e2e.pages.order_page import OrderPage
from shop.testing.server import Shop

pytestmark = pytest.mark.needs_javascript

A_SECOND = 1_000


@pytest.fixture(scope="session")
def base_url(paying_shop: Shop) -> str:
    return paying_shop.url


def told(page: Page, text: str) -> Locator:
    return page.get_by_role("alert").filter(has_text=text)


@pytest.fixture(autouse=True)
def _trouble_is_expected(console: Console) -> None:
    console.expect("Failed to load resource|status of|ERR_|Response Status Error Code|sendError")


def be_broken(page: Page) -> None:
    page.route("**/checkout/**", network.status(500))


def be_offline(page: Page) -> None:
    page.context.set_offline(True)


TROUBLES = {"our side. What you typed is still here": be_broken, "offline": be_offline}


@pytest.mark.parametrize("text", TROUBLES)
def test_a_section_that_cannot_be_sent_says_so_and_keeps_what_was_typed(
    page: Page, checkout: CheckoutPage, javascript: bool, text: str
) -> None:
    email = checkout.contact.field("E-mail")
    TROUBLES[text](page)
    email.fill("ada@example.org")
    email.press("Enter")

    expect(told(page, text)).to_be_visible(timeout=A_SECOND)
    expect(email).to_have_value("ada@example.org")
    expect(email).to_be_focused()

    page.unroute("**/checkout/**")
    page.context.set_offline(False)
    told(page, text).get_by_role("button", name="Try again").click()
    expect(checkout.address.heading).to_be_focused()
    expect(told(page, text)).to_be_hidden()


def test_an_order_whose_answer_was_lost_is_placed_once(page: Page, checkout: CheckoutPage, javascript: bool) -> None:
    checkout.fill_all()
    answers: list[str] = []

    def lose(route: Route) -> None:
        answers.append(route.fetch(max_redirects=0).headers["hx-redirect"])
        route.abort("connectionreset")

    page.route("**/checkout/review/", lose)
    checkout.place.click()
    expect(told(page, "did not arrive whole")).to_be_visible()
    page.unroute("**/checkout/review/")

    told(page, "did not arrive whole").get_by_role("button", name="Try again").click()

    expect(OrderPage(page).said).to_have_text("Thank you! We have your order.")
    assert page.url.endswith(answers[0])


def double_click(checkout: CheckoutPage) -> None:
    checkout.place.dblclick()


def hold_enter(checkout: CheckoutPage) -> None:
    checkout.place.focus()
    for _ in range(8):
        checkout.page.keyboard.down("Enter")
    checkout.page.keyboard.up("Enter")


@pytest.mark.parametrize("impatience", [double_click, hold_enter])
def test_impatience_sends_one_order(
    page: Page, checkout: CheckoutPage, javascript: bool, impatience: Callable[[CheckoutPage], None]
) -> None:
    checkout.fill_all()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    network.slow_down(page, 300)

    impatience(checkout)

    expect(OrderPage(page).said).to_have_text("Thank you! We have your order.")
    assert len(sent) == 1


def test_two_tabs_place_one_order(page: Page, checkout: CheckoutPage, javascript: bool) -> None:
    checkout.fill_all()
    other = CheckoutPage(page.context.new_page())
    other.open()
    expect(other.place).to_be_visible()

    checkout.place.click()
    expect(OrderPage(page).said).to_be_visible()
    other.place.click()

    expect(OrderPage(other.page).said).to_have_text("Thank you! We have your order.")
    assert other.page.url == page.url
    expect(OrderPage(other.page).badge.count).to_have_text("0")
