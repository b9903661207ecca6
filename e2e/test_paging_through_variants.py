"""A merchant pages through the variants of a large product, and loses nothing on the way."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Dialog, Page, expect

from e2e.console import Console
from e2e.pages.back_office import BackOffice
from shop.testing.server import Shop, open_scripted

pytestmark = pytest.mark.needs_javascript

FILL = """
from shop.testing.builders import make_product
make_product(title="Rug", options={"Size": [f"{number} cm" for number in range(120)]})
"""


@pytest.fixture(scope="session")
def rug_shop(tmp_path_factory: pytest.TempPathFactory, static: Path) -> Iterator[Shop]:
    """A shop with a rug in 120 sizes."""
    with open_scripted(tmp_path_factory.mktemp("rug-shop"), static, FILL) as shop:
        yield shop


@pytest.fixture(scope="session")
def base_url(rug_shop: Shop) -> str:
    return rug_shop.url


def test_what_is_not_saved_is_asked_for_before_another_page_opens(
    page: Page, console: Console, javascript: bool
) -> None:
    console.expect("favicon.ico")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    BackOffice(page).sign_in(then="/admin/catalog/product/1/change/")
    pages = page.get_by_role("navigation", name="Pages of variants")
    price = page.locator("#id_variants-0-price")
    pages.get_by_role("link", name="2", exact=True).click()
    expect(page.locator("#id_variants-0-option1")).to_have_value("50 cm")
    assert asked == []

    price.fill("33.00")
    pages.get_by_role("link", name="3", exact=True).click(no_wait_after=True)
    expect(price).to_have_value("33.00")
    assert asked == ["beforeunload"]

    page.get_by_role("button", name="Save and continue editing").first.click()
    expect(pages.locator("[aria-current]")).to_have_text("2")
    expect(price).to_have_value("33.00")
    pages.get_by_role("link", name="3", exact=True).click()
    expect(page.locator("#id_variants-0-option1")).to_have_value("100 cm")
    assert asked == ["beforeunload"]
