"""What is remembered of the catalogue is forgotten with the first write to it, whoever writes and however."""

import gc
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection, transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from shop.catalog import navigation
from shop.catalog.admin.products import set_status
from shop.catalog.facets.facet_counts import whole_lists
from shop.catalog.models import CatalogueVersion, Category, Product, ProductImage, Variant
from shop.catalog.pages.list_page import filters_of_whole_lists
from shop.catalog.version import VersionMonitor
from shop.demo.seeding import seed
from shop.testing.builders import make_category, make_product, make_variant

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it depends on what the database locks")]

WRITES: dict[str, Callable[[], Any]] = {
    "a category is saved": lambda: Category.objects.get().save(),
    "a category is deleted": lambda: make_category(name="Empty").delete(),
    "a product is saved": lambda: Product.objects.get().save(),
    "a product is deleted": lambda: Product.objects.get().delete(),
    "a variant is saved": lambda: Variant.objects.latest("pk").save(),
    "a variant is deleted": lambda: Variant.objects.latest("pk").delete(),
    "an image is saved": lambda: ProductImage.objects.get().save(),
    "an image is deleted": lambda: ProductImage.objects.get().delete(),
    "products get another status": lambda: set_status(Product.objects.all(), Product.Status.ARCHIVED),
    "products are deleted": lambda: Product.objects.all().delete(),
    "variants are updated": lambda: Variant.objects.update(stock=1),
    "variants are inserted": lambda: Variant.objects.bulk_create([Variant(product=Product.objects.get(), price=1)]),
    "images are updated": lambda: ProductImage.objects.update(alt="A shirt"),
    "categories are renamed": lambda: Category.objects.update(name="Tables"),
    "the search is built anew": lambda: call_command("rebuild_search", "--no-progress"),
    "the filters are built anew": lambda: call_command("rebuild_filters", "--no-progress"),
    "offers are refreshed": lambda: Product.objects.all().refresh_list_fields(),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_each_write_makes_the_version_another_one(write: Callable[[], Any]) -> None:
    product = make_product(category=make_category(), options={"Size": ["S", "M"]})
    ProductImage.objects.create(product=product)
    before = CatalogueVersion.current()

    write()

    assert CatalogueVersion.current() != before


def test_so_does_seeding_which_writes_past_the_models() -> None:
    seed(products=1)
    before = CatalogueVersion.current()

    seed(products=2)

    assert CatalogueVersion.current() != before


def test_what_a_shopper_does_is_no_write_to_the_catalogue(client: Any) -> None:
    variant = make_variant()
    before = CatalogueVersion.current()

    client.post("/cart/lines/", {"variant": variant.pk})

    assert CatalogueVersion.current() == before


def test_a_version_that_was_taken_back_does_not_come_again() -> None:
    versions = set()
    for _ in range(2):
        with transaction.atomic():
            CatalogueVersion.bump()
            versions.add(CatalogueVersion.current())
            transaction.set_rollback(True)

    assert len(versions) == 2


def test_the_navigation_is_read_once(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    make_category(name="Mugs", parent=make_category(name="Kitchen"))
    first = navigation.load()

    with django_assert_num_queries(1):  # version
        again = navigation.load()

    assert [branch.category for branch in again[0].walk()] == [branch.category for branch in first[0].walk()]


def test_the_next_page_has_the_new_name() -> None:
    category = make_category(name="Kitchen")
    assert [branch.category.name for branch in navigation.load()] == ["Kitchen"]

    category.name = "Table"
    category.save()

    assert [branch.category.name for branch in navigation.load()] == ["Table"]


def test_the_tree_of_categories_is_the_same_until_one_is_written() -> None:
    category = make_category(name="Tables")
    roots = navigation.load()

    make_product(category=category)
    assert navigation.load() is roots

    Category.objects.update(name="Chairs")
    assert navigation.load()[0].category.name == "Chairs"


def test_pages_are_forgotten_with_the_categories_that_they_show() -> None:
    """Else each write of a category would leave a tree and a page behind in the memory of every process."""
    client = Client()
    category = make_category(name="Tables")
    make_product(category=category)
    client.get(category.get_absolute_url())
    branch = weakref.ref(navigation.load()[0])
    assert branch() is not None

    Category.objects.update(name="Chairs")
    client.get(category.get_absolute_url())
    gc.collect()

    assert branch() is None


def test_what_is_kept_of_lists_does_not_grow_with_searches() -> None:
    category = make_category(name="Tables")
    make_product(title="Oak table", category=category)
    client = Client()
    client.get(category.get_absolute_url())
    client.get("/search/")
    assert len(filters_of_whole_lists.get()) == len(whole_lists.get()) == 2

    for query in ("q=oak", "q=table", "q=oak&ref=2", "q=oak&sort=price", "available=1"):
        assert client.get(f"/search/?{query}").status_code == 200

    assert len(filters_of_whole_lists.get()) == len(whole_lists.get()) == 2


@pytest.mark.skipif(connection.vendor != "sqlite", reason="Only SQLite's version is watched.")
def test_a_database_that_is_away_is_an_error_of_the_database(tmp_path: Path) -> None:
    with pytest.raises(OperationalError):
        VersionMonitor(str(tmp_path / "nowhere" / "db.sqlite3"))
