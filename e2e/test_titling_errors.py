"""The title says "Error" while the cart refuses something, and no longer."""

import re

import pytest
from playwright.sync_api import Page, expect

from e2e.pages.checkout_page import CheckoutPage
from e2e.pages.product_page import ProductPage
from shop.testing.server import Shop

pytestmark = pytest.mark.needs_javascript
ERROR, NONE = re.compile("^Error: [^:]+$"), re.compile("^(?!Error)")


@pytest.fixture(scope="session")
def base_url(paying_shop: Shop) -> str:
    return paying_shop.url


def test_it_tells_of_refused_adds_quantities_and_codes(page: Page, javascript: bool) -> None:
    product = ProductPage(page, "storm-lantern")
    product.open()
    product.offer.quantity.fill("999")
    product.offer.add.click()
    expect(page).to_have_title(ERROR)
    product.offer.quantity.fill("1")
    product.offer.add.click()
    expect(page).to_have_title(NONE)

    line = product.cart.line("Storm lantern")
    line.set_quantity("999")
    expect(page).to_have_title(ERROR)
    line.set_quantity("1")
    expect(page).to_have_title(NONE)

    product.cart.coupon.use("nothing")
    expect(page).to_have_title(ERROR)
    line.increase.click()
    expect(page).to_have_title(NONE)


def test_it_tells_of_a_code_that_is_refused_in_the_checkout(
    page: Page, checkout: CheckoutPage, javascript: bool
) -> None:
    checkout.summary.use("nothing")
    expect(checkout.summary.refusal).not_to_be_empty()
    expect(page).to_have_title(re.compile("^Error: Contact"))
    checkout.summary.use("welcome10")
    expect(page).to_have_title(re.compile("^Contact"))
