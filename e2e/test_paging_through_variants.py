"""A merchant pages through the variants of a large product, and loses nothing on the way."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Dialog, Page, expect

from e2e.console import Console
from shop.testing.server import Shop, plan_shop, serve, use_static

pytestmark = pytest.mark.needs_javascript

FILL = """
import django
django.setup()
from django.contrib.auth.models import User
from shop.testing.builders import make_product
User.objects.create_superuser("merchant", password="open sesame")
print(make_product(title="Rug", options={"Size": [f"{number} cm" for number in range(120)]}).pk)
"""


@pytest.fixture(scope="session")
def rug_shop(tmp_path_factory: pytest.TempPathFactory, static: Path) -> Iterator[tuple[Shop, str]]:
    """A shop with a rug in 120 sizes, and the address of its page in the admin."""
    folder = tmp_path_factory.mktemp("rug-shop")
    use_static(folder, static)
    shop = plan_shop(folder)
    shop.manage("migrate", "--verbosity=0")
    rug = shop.run("-c", FILL).strip()
    with serve(shop):
        yield shop, f"/admin/catalog/product/{rug}/change/"


@pytest.fixture(scope="session")
def base_url(rug_shop: tuple[Shop, str]) -> str:
    return rug_shop[0].url


def test_what_is_not_saved_is_asked_for_before_another_page_opens(
    page: Page, rug_shop: tuple[Shop, str], console: Console, javascript: bool
) -> None:
    console.expect("favicon.ico")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.goto(f"/admin/login/?next={rug_shop[1]}")
    page.get_by_label("Username").fill("merchant")
    page.get_by_label("Password").fill("open sesame")
    page.get_by_role("button", name="Log in").click()
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
