"""A merchant's own menus stand at the head and the foot of every page."""

import re
from http import HTTPStatus
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from shop.catalog.tests.admin_pages import form_fields, rows
from shop.content.models import MenuItem, Page
from shop.content.reading import read_menus
from shop.testing.builders import make_category

LIST = reverse("admin:content_menuitem_changelist")
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starting_pages")]


def make_page(**fields: Any) -> Page:
    return Page.objects.create(**{"title": "Care", "slug": "care", "text": "x", "status": "published"} | fields)


def head(client: Client, address: str = "/") -> str:
    return client.get(address).content.decode().split('class="site-nav"')[1].split("</nav>")[0]


def links(part: str) -> list[tuple[str, str]]:
    return re.findall(r'<a[^>]*href="([^"]+)"[^>]*>([^<]+)</a>', part)


def faults(**fields: Any) -> dict[str, list[str]]:
    try:
        MenuItem(**fields).full_clean()
    except ValidationError as error:
        return error.message_dict
    return {}


def test_entries_stand_in_their_order_on_two_levels(client: Client) -> None:
    cups = make_category(name="Cups", slug="cups")
    MenuItem.objects.create(position=2, page=make_page())
    first = MenuItem.objects.create(position=1, category=cups, label="All cups")
    MenuItem.objects.create(parent=first, position=2, address="https://example.com/a?b=1", label="Elsewhere")
    MenuItem.objects.create(parent=first, position=1, address="/search/?q=blue", label="Blue")

    assert links(head(client)) == [
        ("/category/cups/", "All cups"),
        ("/search/?q=blue", "Blue"),
        ("https://example.com/a?b=1", "Elsewhere"),
        ("/pages/care/", "Care"),
    ]
    assert 'aria-label="Below All cups"' in head(client)
    assert re.findall(r'aria-current="page">([^<]+)<', head(client, "/pages/care/")) == ["Care"]


def test_what_nobody_can_read_is_in_no_menu(client: Client) -> None:
    page = make_page(status="draft")
    MenuItem.objects.create(page=page)
    MenuItem.objects.create(address="/search/", label="Everything")
    assert links(head(client)) == [("/search/", "Everything")]

    page.status = "published"
    page.save()
    assert ("/pages/care/", "Care") in links(head(client))


def test_a_menu_of_the_foot_takes_the_place_of_the_categories(client: Client) -> None:
    make_category(name="Cups")
    MenuItem.objects.create(menu="foot", address="/search/", label="Everything")

    footer = client.get("/cart/").content.decode().split("<footer")[1]

    assert links(footer) == [("/search/", "Everything"), ("/orders/", "Find your order")]


def test_the_foot_leads_to_a_page_once(client: Client) -> None:
    Page.objects.filter(kind__in=["terms", "imprint"]).update(status="published", text="x")
    terms = Page.objects.get(kind="terms")
    top = MenuItem.objects.create(menu="foot", address="/search/", label="Everything")
    MenuItem.objects.create(menu="foot", parent=top, page=terms, label="How we sell")

    footer = client.get("/cart/").content.decode().split("<footer")[1]

    assert [name for _, name in links(footer)] == ["Everything", "How we sell", "Imprint", "Find your order"]


def test_without_a_menu_the_categories_have_those_below_them(client: Client) -> None:
    cups = make_category(name="Cups")
    make_category(name="Mugs", slug="mugs", parent=cups)
    make_category(name="Hidden", parent=cups, is_in_menu=False)

    assert [name for _, name in links(head(client))] == ["All products", "Cups", "Mugs"]
    assert 'aria-current="page">Mugs' in " ".join(head(client, "/category/mugs/").split())


@pytest.mark.parametrize(
    "address",
    [
        "javascript:evil()",
        "//evil.example/",
        "http://example.com/",
        "https://",
        "/a b",
        "/\\evil.example",
        "cups",
        "/\n",
    ],
)
def test_an_address_that_leads_astray_is_refused(address: str) -> None:
    assert faults(address=address, label="x").keys() == {"address"}


def test_an_entry_leads_to_one_thing_and_stands_on_two_levels(client: Client) -> None:
    category = make_category()
    top = MenuItem.objects.create(category=category)
    below = MenuItem.objects.create(category=category, parent=top)

    assert faults() == {"address": ["Choose one: a category, a page, or an address."]}
    assert faults(category=category, address="/search/").keys() == {"address"}
    assert faults(address="/search/").keys() == {"label"}
    assert faults(category=category, parent=below).keys() == {"parent"}
    assert faults(category=category, parent=top, menu="foot").keys() == {"parent"}
    top.parent = MenuItem.objects.create(category=category)
    with pytest.raises(ValidationError, match="A menu has two levels"):
        top.full_clean()


def test_the_list_changes_the_order(admin_client: Client, client: Client) -> None:
    for label in ("One", "Two"):
        MenuItem.objects.create(address="/search/", label=label)
    one, two = MenuItem.objects.order_by("pk")
    sent = {"form-0-id": one.pk, "form-0-position": 2, "form-1-id": two.pk, "form-1-position": 1}

    admin_client.post(LIST, {"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 2, **sent, "_save": "Save"})

    assert [name for _, name in links(head(client))] == ["Two", "One"]


def menu_rows(client: Client) -> list[str]:
    return [row[1] for row in rows(client.get(LIST).content.decode())]


def press(client: Client, item: MenuItem, direction: str) -> Any:
    return client.post(reverse("admin:content_menuitem_move", args=[item.pk, direction]))


def make_menu() -> dict[str, MenuItem]:
    """Two entries, the first with two below it, and one of the foot."""
    made: dict[str, MenuItem] = {}
    for label, parent, menu in (
        ("A", "", "head"),
        ("B", "", "head"),
        ("A1", "A", "head"),
        ("A2", "A", "head"),
        ("F", "", "foot"),
    ):
        made[label] = MenuItem.objects.create(menu=menu, address="/search/", label=label, parent=made.get(parent))
    return made


def test_the_list_has_each_entry_with_those_below_it(admin_client: Client) -> None:
    make_menu()

    assert menu_rows(admin_client) == ["F", "A", "\N{EM DASH} A1", "\N{EM DASH} A2", "B"]


def test_buttons_move_an_entry_among_its_own(admin_client: Client) -> None:
    menu = make_menu()

    assert press(admin_client, menu["A2"], "up")["Location"] == f"{LIST}#up-{menu['A2'].pk}"
    press(admin_client, menu["A2"], "up")
    press(admin_client, menu["A"], "down")
    press(admin_client, menu["F"], "down")

    assert menu_rows(admin_client) == ["F", "B", "A", "\N{EM DASH} A2", "\N{EM DASH} A1"]


def test_a_dragged_order_is_taken_over_on_both_levels(admin_client: Client, client: Client) -> None:
    menu = make_menu()
    address = reverse("admin:content_menuitem_reorder")

    admin_client.post(address, {"row": [menu[label].pk for label in ("B", "A2", "A", "A1")]})

    assert [name for _, name in links(head(client))] == ["B", "A", "A2", "A1"]


def test_a_new_entry_comes_last(admin_client: Client) -> None:
    MenuItem.objects.create(address="/search/", label="One", position=7)

    page = admin_client.get(reverse("admin:content_menuitem_add")).content.decode()

    assert form_fields(page, form="menuitem_form")["position"] == "8"


def test_who_may_only_look_moves_nothing(client: Client) -> None:
    user = User.objects.create_user("ada", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_menuitem"))
    client.force_login(user)

    assert press(client, make_menu()["B"], "up").status_code == HTTPStatus.FORBIDDEN


def test_the_form_lists_categories_as_the_tree_they_are(admin_client: Client) -> None:
    below = make_category(name="Bowls", parent=make_category(name="Tableware", position=1))
    make_category(name="Apparel", position=2)

    page = admin_client.get(reverse("admin:content_menuitem_add")).content.decode()

    assert f'<option value="{below.pk}">\N{NO-BREAK SPACE}' in page
    assert page.index("Tableware</option>") < page.index("Bowls</option>") < page.index("Apparel</option>")


def test_menus_and_pages_are_read_by_one_query_for_each_version() -> None:
    make_page()
    with CaptureQueriesContext(connection) as queries:
        read_menus()
    first = [query["sql"] for query in queries if "content_menuitem" in query["sql"]]
    with CaptureQueriesContext(connection) as queries:
        read_menus()

    assert len(first) == 1
    assert not [query for query in queries if "content_menuitem" in query["sql"]]
