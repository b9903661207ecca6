"""A merchant arranges the tree of categories."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from shop.catalog.models import Category
from shop.catalog.tests.admin_pages import errors, form_fields, rows
from shop.testing.builders import make_category, make_product

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LIST = reverse("admin:catalog_category_changelist")
INDENT = "\N{NO-BREAK SPACE}" * 4


def test_it_lists_each_category_below_its_parent_with_an_indent(admin_client: Client) -> None:
    textiles = make_category(name="Textiles", position=1)
    kitchen = make_category(name="Kitchen")
    make_category(name="Towels", parent=textiles)
    mugs = make_category(name="Mugs", parent=kitchen)
    make_product(category=make_category(name="Cups", parent=mugs))
    listed = rows(admin_client.get(LIST).content.decode())
    assert [row[1] for row in listed] == [
        "Kitchen",
        f"{INDENT}Mugs",
        f"{INDENT * 2}Cups",
        "Textiles",
        f"{INDENT}Towels",
    ]
    assert [row[4] for row in listed] == ["0", "0", "1", "0", "0"]


def test_it_answers_before_there_is_a_category(admin_client: Client) -> None:
    assert rows(admin_client.get(LIST).content.decode()) == []


def test_it_orders_the_tree_by_the_positions_typed_in_the_list(admin_client: Client) -> None:
    make_category(name="Kitchen")
    make_category(name="Textiles")
    fields = form_fields(admin_client.get(LIST).content.decode(), form="changelist-form")
    assert admin_client.post(LIST, fields | {"form-0-position": "5", "_save": "Save"}).status_code == 302
    assert [row[1] for row in rows(admin_client.get(LIST).content.decode())] == ["Textiles", "Kitchen"]


def test_it_offers_no_parent_that_stands_below(admin_client: Client) -> None:
    kitchen = make_category(name="Kitchen")
    mugs = make_category(name="Mugs", parent=kitchen)
    textiles = make_category(name="Textiles")
    page = reverse("admin:catalog_category_change", args=[kitchen.pk])
    shown = admin_client.get(page).content.decode()
    assert f'<option value="{textiles.pk}">' in shown
    assert f'<option value="{mugs.pk}">' not in shown
    refused = admin_client.post(page, form_fields(shown, form="category_form") | {"parent": str(mugs.pk)})
    assert errors(refused.content.decode()) == ["A category cannot stand below itself."]


def test_it_keeps_a_category_that_has_products(admin_client: Client) -> None:
    category = make_category()
    make_product(category=category)
    page = reverse("admin:catalog_category_delete", args=[category.pk])
    assert "Move them all to another category first." in admin_client.get(page, follow=True).content.decode()
    admin_client.post(page, {"post": "yes"})
    assert Category.objects.get() == category


def test_it_costs_the_same_queries_for_one_category_and_for_many(admin_client: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert admin_client.get(LIST).status_code == 200
        return len(captured)

    make_category(name="First")
    few = queries()
    for number in range(30):
        make_category(name=f"Shelf {number}", parent=Category.objects.first())
    assert queries() == few
