"""The menu of categories that every page has."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from shop.catalog.models import Category
from shop.catalog.tests.admin_pages import form_fields
from shop.testing.builders import make_category, make_product

pytestmark = pytest.mark.django_db

NUMBERS = ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


def make_categories(count: int) -> list[Category]:
    return [make_category(name=name, position=position) for position, name in enumerate(NUMBERS[:count])]


def menu(client: Client, address: str) -> tuple[list[str], list[str]]:
    """Return the names of the categories that the menu of a page shows, and of those behind "More"."""
    page = client.get(address).content.decode()
    nav = page.split('class="site-nav"')[1].split("</nav>")[0]
    first, *rest = nav.split("<details")
    return names(first)[1:], [name for part in rest for name in names(part)]


def names(part: str) -> list[str]:
    return re.findall(r'<a class="site-nav__link"[^>]*>([^<]+)</a>', part)


@pytest.mark.parametrize("address", ["/", "/search/", "/cart/"])
def test_it_shows_seven_categories_and_the_rest_behind_more(client: Client, address: str) -> None:
    make_categories(9)

    assert menu(client, address) == (list(NUMBERS[:7]), ["Eight", "Nine"])


def test_it_has_no_more_where_there_are_only_seven(client: Client) -> None:
    make_categories(7)

    assert menu(client, "/") == (list(NUMBERS[:7]), [])
    assert "<details" not in client.get("/").content.decode().split("</header>")[0]


@pytest.mark.parametrize("name", ["Two", "Nine"])
def test_it_marks_the_category_that_a_page_is_about_wherever_it_stands(client: Client, name: str) -> None:
    make_categories(9)
    child = make_category(name="Child", parent=Category.objects.get(name=name))

    for category in (Category.objects.get(name=name), child):
        page = client.get(category.get_absolute_url()).content.decode()

        assert re.findall(r'aria-current="true">([^<]+)<', page.split("</nav>")[0]) == [name]


def test_a_category_that_is_not_in_the_menu_is_in_its_parents_page_and_found_by_its_link(client: Client) -> None:
    kitchen = make_category(name="Kitchen")
    hidden = make_category(name="Hidden", is_in_menu=False)
    child = make_category(name="Mugs", parent=kitchen, is_in_menu=False)
    make_product(title="Cup", category=hidden)

    assert menu(client, "/") == (["Kitchen"], [])
    assert "Hidden" not in client.get("/").content.decode()
    assert "Cup" in client.get(hidden.get_absolute_url()).content.decode()
    assert child.get_absolute_url() in client.get(kitchen.get_absolute_url()).content.decode()


def test_the_footer_lists_what_the_menu_shows_at_once(client: Client) -> None:
    make_categories(9)

    footer = client.get("/").content.decode().split("<footer")[1]

    assert re.findall(r">(\w+)</a>", footer) == [*NUMBERS[:7]]


def test_a_merchant_puts_a_category_into_the_menu_from_the_list(admin_client: Client) -> None:
    category = make_category(name="Kitchen", is_in_menu=False)
    page = reverse("admin:catalog_category_changelist")
    fields = form_fields(admin_client.get(page).content.decode(), form="changelist-form")
    assert "form-0-is_in_menu" not in fields

    admin_client.post(page, fields | {"form-0-is_in_menu": "on", "_save": "Save"})

    category.refresh_from_db()
    assert category.is_in_menu
