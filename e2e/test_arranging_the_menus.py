"""A merchant puts the menus into order with the keyboard or by dragging, on both levels."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from e2e.accessibility import violations
from e2e.console import Console
from e2e.pages.menu_admin import MenuAdmin
from shop.testing.server import Shop, plan_shop, serve, use_static

FILL = """
import django
django.setup()
from django.contrib.auth.models import User
User.objects.create_superuser("merchant", password="open sesame")
"""
MENU = """
import django
django.setup()
from shop.content.models import MenuItem
MenuItem.objects.all().delete()
first = None
for place, label in enumerate(("Kitchen", "Garden", "Journal")):
    made = MenuItem.objects.create(address="/search/", label=label, position=place)
    first = first or made
for place, label in enumerate(("Pots", "Pans")):
    MenuItem.objects.create(address="/search/", label=label, position=place, parent=first)
"""
BEGUN = ["Kitchen", "— Pots", "— Pans", "Garden", "Journal"]


@pytest.fixture(scope="session")
def menu_shop(tmp_path_factory: pytest.TempPathFactory, static: Path) -> Iterator[Shop]:
    """A shop without products."""
    folder = tmp_path_factory.mktemp("menu-shop")
    use_static(folder, static)
    shop = plan_shop(folder)
    shop.manage("migrate", "--verbosity=0")
    shop.run("-c", FILL)
    with serve(shop):
        yield shop


@pytest.fixture(scope="session")
def base_url(menu_shop: Shop) -> str:
    return menu_shop.url


@pytest.fixture
def menu(page: Page, javascript: bool, console: Console, menu_shop: Shop) -> MenuAdmin:
    """The list of three entries, the first with two below it."""
    menu_shop.run("-c", MENU)
    console.expect("favicon.ico")
    menu = MenuAdmin(page)
    menu.sign_in()
    expect(menu.names).to_have_text(BEGUN)
    return menu


def test_the_keyboard_moves_an_entry_with_those_below_it(
    page: Page, javascript: bool, menu: MenuAdmin, console: Console
) -> None:
    menu.mover("up", "Pans").focus()
    page.keyboard.press("Enter")
    expect(menu.names).to_have_text(["Kitchen", "— Pans", "— Pots", "Garden", "Journal"])
    expect(menu.mover("up", "Pans")).to_be_focused()

    menu.mover("down", "Kitchen").focus()
    page.keyboard.press("Enter")
    expect(menu.names).to_have_text(["Garden", "Kitchen", "— Pans", "— Pots", "Journal"])
    if javascript:
        assert violations(page, console) == []


@pytest.mark.needs_javascript
def test_a_row_is_dragged_among_its_own(page: Page, javascript: bool, menu: MenuAdmin) -> None:
    menu.drag("Journal", above="Kitchen")
    expect(menu.names).to_have_text(["Journal", "Kitchen", "— Pots", "— Pans", "Garden"])

    menu.drag("Pans", above="Pots")
    expect(menu.names).to_have_text(["Journal", "Kitchen", "— Pans", "— Pots", "Garden"])
    page.goto("/search/")
    links = page.get_by_role("navigation", name="Categories").get_by_role("link")
    expect(links).to_have_text(["Journal", "Kitchen", "Garden"])
