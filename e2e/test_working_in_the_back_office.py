"""A merchant's main pages: axe finds no fault, nothing sticks out on a phone, and the menu needs no mouse."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from e2e.accessibility import violations
from e2e.console import Console
from e2e.pages.back_office import BackOffice
from shop.testing.server import Shop, open_scripted

pytestmark = pytest.mark.needs_javascript

FILL = """
from shop.content.models import MenuItem
from shop.frontpage.models import Section
from shop.testing.builders import make_product
from shop.testing.orders import make_order
from shop.testing.terms import make_method, make_rate
mug = make_product(title="Mug", options={"Size": ["S", "L"]})
make_order(of={mug.variants.first(): 1})
make_method()
make_rate()
MenuItem.objects.create(address="/search/", label="Everything")
Section.objects.create(kind="story", heading="Who we are", text="Words")
"""
WITHOUT_AN_EDITOR = "[data-rich-text]:not(.prose-editor [data-rich-text])"
PAGES = [
    "/admin/",
    "/admin/search/?q=mug",
    "/admin/orders/order/",
    "/admin/orders/order/1/change/",
    "/admin/orders/order/1/do/correct-delivery-address/",
    "/admin/catalog/product/",
    "/admin/catalog/product/1/change/",
    "/admin/catalog/variant/",
    "/admin/catalog/category/",
    "/admin/coupons/coupon/",
    "/admin/delivery/deliverymethod/",
    "/admin/taxes/taxrate/",
    "/admin/auth/user/",
    "/admin/content/page/",
    "/admin/content/page/1/change/",
    "/admin/content/menuitem/",
    "/admin/frontpage/section/",
    "/admin/imports/import/",
    "/admin/first-steps/",
    "/admin/brand/brand/1/change/",
]


@pytest.fixture(scope="session")
def office_shop(tmp_path_factory: pytest.TempPathFactory, static: Path) -> Iterator[Shop]:
    """A shop with a mug, an order of one, a delivery method, a tax rate, a menu and a section."""
    with open_scripted(tmp_path_factory.mktemp("office-shop"), static, FILL) as shop:
        yield shop


@pytest.fixture(scope="session")
def base_url(office_shop: Shop) -> str:
    return office_shop.url


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any], width: int) -> dict[str, Any]:
    return {**browser_context_args, "viewport": {"width": width, "height": 800}}


@pytest.fixture
def office(page: Page) -> Page:
    BackOffice(page).sign_in()
    expect(page.get_by_role("heading", name="To do")).to_be_visible()
    return page


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_no_fault_and_nothing_sticks_out(
    office: Page, console: Console, javascript: bool, width: int
) -> None:
    faults = {}
    for path in PAGES:
        office.goto(path)
        # Without its font, a sign on a button of the editor is the word that stands for it.
        expect(office.locator(WITHOUT_AN_EDITOR)).to_have_count(0)
        office.evaluate("document.fonts.ready.then(() => true)")
        sideways = office.evaluate("document.documentElement.scrollWidth - innerWidth")
        faults[path] = violations(office, console) + ([f"{sideways} pixels too wide"] if sideways > 0 else [])
    assert not any(faults.values()), [fault for fault in faults.items() if fault[1]]


@pytest.mark.parametrize("width", [390])
def test_the_menu_and_the_search_need_no_mouse(office: Page, javascript: bool, width: int) -> None:
    menu = office.get_by_role("navigation", name="Back office")
    expect(menu).to_be_hidden()

    office.get_by_role("button", name="Menu").press("Enter")
    menu.get_by_role("link", name="Orders", exact=True).press("Enter")
    expect(office.get_by_role("heading", level=1)).to_have_text("Orders")

    office.get_by_role("searchbox", name="Search the back office").fill("mug")
    office.keyboard.press("Enter")
    office.get_by_role("link", name="Mug", exact=True).press("Enter")
    expect(office.locator("#id_title")).to_have_value("Mug")
