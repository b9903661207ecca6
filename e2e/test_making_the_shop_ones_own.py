"""The owner gives the shop its name and colours in the admin, and shoppers see them on the next page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from e2e.accessibility import violations
from e2e.console import Console
from e2e.pages.back_office import BackOffice
from shop.testing.server import Shop, open_scripted

# Axe waits for timers, which do not pass in a page without scripts.
pytestmark = pytest.mark.needs_javascript

FILL = """
from shop.testing.builders import make_product
make_product(title="Cup", slug="cup")
"""
FORGET = """
from shop.brand.models import Brand
Brand.objects.all().delete()
"""


@pytest.fixture(scope="session")
def fresh_shop(tmp_path_factory: pytest.TempPathFactory, static: Path) -> Iterator[Shop]:
    """A shop with a cup, of which its owner has said nothing yet."""
    with open_scripted(tmp_path_factory.mktemp("fresh-shop"), static, FILL) as shop:
        yield shop


@pytest.fixture(scope="session")
def base_url(fresh_shop: Shop) -> str:
    return fresh_shop.url


def test_a_name_and_a_colour_are_on_the_next_page_of_the_shop(
    page: Page, console: Console, fresh_shop: Shop, javascript: bool
) -> None:
    fresh_shop.script(FORGET)
    console.expect("favicon.ico")
    office = BackOffice(page)
    office.sign_in(then="/admin/first-steps/")
    name = office.step("Name")
    expect(name).to_contain_text("To do")

    page.get_by_role("link", name="Name and tagline").click()
    page.get_by_label("Shop name").fill("Halm & Tide")
    page.get_by_label("Text colour").fill("#999999")
    office.save()
    expect(page.get_by_text("The nearest colour that can is #767676.")).to_be_visible()
    expect(page.get_by_label("Shop name")).to_have_value("Halm & Tide")

    page.get_by_label("Text colour").fill("#112233")
    page.get_by_label("Accent colour").fill("#00408a")
    page.get_by_role("textbox", name="Announcement").fill("Free delivery this week")
    office.save()
    expect(page.get_by_text("was changed successfully")).to_be_visible()

    page.goto("/admin/first-steps/")
    expect(name).to_contain_text("Done")
    page.goto("/products/cup/")
    expect(page.get_by_role("banner").get_by_role("link", name="Halm & Tide")).to_be_visible()
    expect(page.get_by_role("complementary", name="Announcement")).to_have_text("Free delivery this week")
    button = page.get_by_role("main").get_by_role("button", name="Add to cart").first
    expect(button).to_have_css("background-color", "rgb(0, 64, 138)")
    expect(page.locator("body")).to_have_css("color", "rgb(17, 34, 51)")
    if javascript:
        assert violations(page, console) == []
