"""A text of a product that shoppers read is on its page and card, is searched and filtered by, and goes through files.

`docs/developer.md` says how to add one: here it is a line of SHOWN.
"""

import re
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.test import Client
from django.urls import reverse

from shop.catalog.facets.definition import TEXTS
from shop.catalog.models import ImportedProduct, Product
from shop.catalog.shopify_csv.columns import COLUMNS, PRODUCT_TEXTS
from shop.catalog.shopify_csv.memory import remembered
from shop.catalog.signal_handlers import on_migrated
from shop.catalog.tests.product_files import bring_in, export, product_row, read_csv, write_csv
from shop.testing.builders import make_category, make_product

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

DEVELOPER = settings.BASE_DIR / "docs" / "developer.md"
SHOWN = ["vendor"]
"""Fields of a product. Their column in a file and their name in an address follow from the field's own."""
OTHERS = {
    *("title", "slug", "description", "product_type", "tags", "status", "seo_title", "seo_description"),
    *("option1_name", "option2_name", "option3_name"),
}
SAID = "Oak & Co"
MORE = [*COLUMNS, "Season"]
HTML = "Oak &amp; Co"


def test_every_text_of_a_product_is_known_here() -> None:
    texts = (models.CharField, models.TextField)
    fields = {field.name for field in Product._meta.fields if field.editable and isinstance(field, texts)}  # noqa: SLF001
    assert fields == {*SHOWN} | OTHERS


def test_every_column_that_is_read_is_written_too() -> None:
    assert PRODUCT_TEXTS.keys() <= {*COLUMNS}
    assert {text.field for text in TEXTS.values()} <= {*PRODUCT_TEXTS.values()}


@pytest.mark.parametrize("field", SHOWN)
def test_it_is_on_the_products_page(field: str, client: Client) -> None:
    product = make_product(**said(field, SAID))
    assert HTML in client.get(product.get_absolute_url()).content.decode()


@pytest.mark.parametrize("field", SHOWN)
def test_it_is_on_the_card(field: str, client: Client) -> None:
    make_product(**said(field, SAID))
    page = client.get(reverse("catalog:home")).content.decode()
    assert HTML in page.partition('class="card')[2]


@pytest.mark.parametrize("field", SHOWN)
def test_lists_are_narrowed_by_it(field: str, client: Client) -> None:
    category = make_category()
    make_product(title="Stool", category=category, **said(field, SAID))
    make_product(title="Tray", category=category, **said(field, "Elm"))
    page = client.get(category.get_absolute_url()).content.decode()
    narrowed = client.get(category.get_absolute_url(), {field: SAID}).content.decode()
    assert f'name="{field}"' in page
    assert ("Stool" in narrowed, "Tray" in narrowed) == (True, False)


@pytest.mark.parametrize("field", SHOWN)
def test_a_migration_lets_lists_be_narrowed_by_what_the_shop_has(field: str, client: Client) -> None:
    category = make_category()
    make_product(title="Stool", category=category)
    make_product(title="Tray", category=category, **said(field, "Elm"))
    # As a migration does: filters hear nothing of it.
    models.QuerySet(Product).filter(title="Stool").update(**{field: SAID})

    on_migrated(app_config=apps.get_app_config("catalog"), plan=[(migration_of("catalog"), False)])

    narrowed = client.get(category.get_absolute_url(), {field: SAID}).content.decode()
    assert ("Stool" in narrowed, "Tray" in narrowed) == (True, False)


@pytest.mark.parametrize("field", SHOWN)
def test_its_product_is_found_by_it(field: str, client: Client, admin_client: Client) -> None:
    make_product(title="Stool", **said(field, SAID))
    make_product(title="Tray", **said(field, "Elm"))
    for page in (
        client.get(reverse("catalog:search"), {"q": "oak"}),
        admin_client.get(reverse("admin:catalog_product_changelist"), {"q": "oak"}),
    ):
        html = page.content.decode()
        assert ("Stool" in html, "Tray" in html) == (True, False)


@pytest.mark.parametrize("field", SHOWN)
def test_it_is_edited_in_the_admin(field: str, admin_client: Client) -> None:
    product = make_product(**said(field, SAID))
    page = admin_client.get(reverse("admin:catalog_product_change", args=[product.pk])).content.decode()
    assert f'name="{field}" value="{HTML}"' in page


@pytest.mark.parametrize("field", SHOWN)
def test_a_file_brings_it_in_and_changes_it_alone(field: str, tmp_path: Path) -> None:
    column = column_of(field)
    bring_in(write_csv(tmp_path / "new.csv", [product_row() | {column: SAID}]))
    assert getattr(Product.objects.get(), field) == SAID

    changes = write_csv(tmp_path / "changes.csv", [{"Handle": "mug", column: "Elm"}], columns=["Handle", column])
    bring_in(changes, only=field)
    assert getattr(Product.objects.get(), field) == "Elm"

    bring_in(write_csv(tmp_path / "empty.csv", [{"Handle": "mug", "Tags": "new"}], columns=["Handle", "Tags", column]))
    assert getattr(Product.objects.get(), field) == ""


@pytest.mark.parametrize("field", SHOWN)
def test_it_is_exported_whatever_an_earlier_import_kept_of_its_column(field: str, tmp_path: Path) -> None:
    column = column_of(field)
    product = make_product(slug="mug", feed={column: ["Pine", "Pine"]}, **said(field, SAID))
    file = tmp_path / "export.csv"
    assert [row[column] for row in read_csv(export(file))] == [SAID]

    Product.objects.filter(pk=product.pk).update(**{field: "Elm"})
    bring_in(file, overwrite=True)
    product.refresh_from_db()
    assert (getattr(product, field), product.feed.get(column)) == (SAID, None)


def imported_before_the_shop_knew_vendors(file: Path) -> Product:
    """Import a product and let the shop have of it what it would, had it kept the column of the vendor."""
    bring_in(write_csv(file, [product_row(Vendor=SAID)]))
    feed = {"Vendor": [SAID]}
    models.QuerySet(Product).update(vendor="", feed=feed)
    last = ImportedProduct.objects.get()
    del last.values["product"]["vendor"]
    last.values["product"]["feed"] = remembered(feed)
    last.save()
    return Product.objects.get()


def test_the_recipes_migration_takes_over_what_earlier_imports_kept(tmp_path: Path) -> None:
    product = imported_before_the_shop_knew_vendors(tmp_path / "products.csv")

    recipe_of("vendor")["adopt"](apps, None)
    product.refresh_from_db()
    assert product.vendor == SAID

    said = bring_in(write_csv(tmp_path / "next.csv", [product_row(Vendor="Elm", Season="Autumn")], columns=MORE))
    product.refresh_from_db()
    assert (product.vendor, product.feed) == ("Elm", {"Season": ["Autumn"]}), said


def test_what_was_edited_since_the_recipes_migration_is_kept_by_the_next_import(tmp_path: Path) -> None:
    product = imported_before_the_shop_knew_vendors(tmp_path / "products.csv")

    recipe_of("vendor")["adopt"](apps, None)
    Product.objects.update(vendor="Edited here")

    bring_in(write_csv(tmp_path / "next.csv", [product_row(Vendor="Elm")]))
    product.refresh_from_db()
    assert product.vendor == "Edited here"


def recipe_of(field: str) -> dict[str, Any]:
    """Return what the recipe's migration defines, for this field instead of its own."""
    [code] = re.findall(r"^    def adopt\(.*?(?=^\S)", DEVELOPER.read_text(), re.MULTILINE | re.DOTALL)
    made: dict[str, Any] = {"remembered": remembered}
    exec(dedent(code).replace("material", field).replace("Material", field.title()), made)  # noqa: S102 the shop's own page
    return made


def said(field: str, text: str) -> dict[str, Any]:
    """Return the field of a product that says this."""
    return {field: text}


def column_of(field: str) -> str:
    return next(column for column, name in PRODUCT_TEXTS.items() if name == field)


def migration_of(app: str) -> object:
    """Return a migration of an app, as `migrate` hands those that it has run to who hears of it."""

    class Migration:
        app_label = app

    return Migration()
