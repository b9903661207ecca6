"""Names stand where people look for them: products, categories, brands."""

import importlib
import re
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, models
from django.test import Client

from shop.catalog.models import Category, Product
from shop.catalog.tests.admin_pages import rows
from shop.catalog.tests.list_pages import ListPage
from shop.catalog.tests.product_files import bring_in, product_row, write_csv
from shop.name_order import LONGEST_KEY, name_key
from shop.testing.builders import make_category, make_product

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it has SQL of its own")]

CASES = settings.BASE_DIR.parent / "shared" / "cases"
ORDERED = [
    [
        "9 mm drill",
        "10 mm drill",
        "Äpfel-Schale",
        "Apple corer",
        "apron",
        "banana bowl",
        "Écharpe",
        "Zebra cup",
        "zinc pot",
    ],
    ["resume", "résumé", "Resumes"],
    ["#1 candle", "Art print", "“Bold” print", "(Cup) of clay", "- Dish"],
    ["T shirt", "T-shirt", "Tshirt"],
    ["Kid's mug", "Kids\N{RIGHT SINGLE QUOTATION MARK} mug, large"],
    ["1/2 inch pipe", "3/4 inch pipe", "1 inch pipe", "1 1/2 inch pipe", "2 inch pipe"],
    ["1.25 l", "1,5 l", "2 l", "500 pieces", "1,000 pieces", "10.000 pieces"],
    ["v1.2.3", "v1.2.10", "v1.10.0"],
    ["Set of 2", "Set of 12", "Set of twelve"],
    ["Aerial", "Ærø mug", "Aesop", "Afro"],
    ["Ol", "Øl", "Om"],
    ["Łódź", "Luna"],
    ["дім", "еда", "ёлка", "ель", "икра", "йод", "кот"],
    ["гриб", "ґанок", "дім"],
    ["игра", "іграшка", "йод"],
    ["กา", "เก้า", "ไก่", "ขา"],
    ["かばん", "カメラ", "きもの"],
    ["가방", "나무", "바구니"],
    ["Zebra", "Ωμέγα", "Яблоко", "바구니"],
]


@pytest.mark.parametrize("ordered", ORDERED)
def test_names_stand_in_the_order_of_the_alphabet(ordered: list[str]) -> None:
    assert sorted(sorted(ordered), key=name_key) == ordered
    assert sorted(sorted(ordered, reverse=True), key=name_key) == ordered


@pytest.mark.parametrize("name", ["", "a" * 300, "바" * 255, "1 " * 128, "🔥", "\ud800"])
def test_a_key_fits_into_the_index(name: str) -> None:
    assert len(name_key(name)) <= LONGEST_KEY


@pytest.mark.parametrize("spread", [1, 3])
def test_a_list_is_sorted_by_name(client: Client, spread: int) -> None:
    top = make_category(slug="top")
    categories = [make_category(name=f"Part {number}", parent=top) for number in range(spread)]
    for number, title in enumerate(sorted(ORDERED[0])):
        make_product(title=title, category=categories[number % spread])

    for query in ("sort=name", "available=1&sort=name"):
        assert ListPage(client.get(f"/category/top/?{query}")).titles == ORDERED[0]


def test_what_words_find_is_sorted_by_name(client: Client) -> None:
    for title in ("Mug 10", "mug 9", "Müg mug", "Écru mug"):
        make_product(title=title, tags="mug")

    page = ListPage(client.get("/search/?q=mug&sort=name"))

    assert page.titles == ["Écru mug", "mug 9", "Mug 10", "Müg mug"]


def test_a_merchant_sees_products_in_that_order(admin_client: Client) -> None:
    for title in ("Zebra", "apron", "Äpfel"):
        make_product(title=title)

    html = admin_client.get("/admin/catalog/product/").content.decode()
    [address] = re.findall(r'column-named">\s*<div class="text"><a href="([^"]+)">', html)
    found = rows(admin_client.get(f"/admin/catalog/product/{address}").content.decode())

    assert [cells[2] for cells in found] == ["Äpfel", "apron", "Zebra"]


def test_categories_of_one_position_are_sorted_by_name(client: Client) -> None:
    for name in ("Zebras", "apples", "Äpfel", "10 things", "9 things"):
        make_category(name=name)

    html = client.get("/search/").content.decode()

    links = re.findall(r'<a class="site-nav__link" href="/category/[^"]+">([^<]+)</a>', html)
    assert links == ["9 things", "10 things", "Äpfel", "apples", "Zebras"]


def write_by_saving(product: Product) -> None:
    product.title = "Äpfel"
    product.save()


def write_one_field(product: Product) -> None:
    product.title = "Äpfel"
    product.save(update_fields=["title"])


def write_by_update(product: Product) -> None:
    Product.objects.filter(pk=product.pk).update(title="Äpfel")


def write_in_bulk(product: Product) -> None:
    product.title = "Äpfel"
    Product.objects.bulk_update([product], ["title"])


@pytest.mark.parametrize("write", [write_by_saving, write_one_field, write_by_update, write_in_bulk])
def test_every_write_of_a_title_sorts_it_anew(write: Any) -> None:
    product = make_product(title="Zebra")

    write(product)

    assert bytes(Product.objects.get(pk=product.pk).name_key) == name_key("Äpfel")


def test_an_import_sorts_what_it_adds_and_changes(tmp_path: Any) -> None:
    for title in ("Zebra", "Äpfel"):
        bring_in(write_csv(tmp_path / "products.csv", [product_row("mug", Title=title)]))
        assert bytes(Product.objects.get().name_key) == name_key(title)


def test_a_title_that_is_worked_out_by_the_database_is_refused() -> None:
    make_product()

    with pytest.raises(TypeError, match="name_key"):
        Product.objects.update(title=models.F("vendor"))


def test_the_demo_shop_is_sorted_by_name() -> None:
    call_command("seed_demo", "--products", "250", verbosity=0)

    for product in Product.objects.all():
        assert (bytes(product.name_key), product.slug_key) == (name_key(product.title), product.slug)


def test_rebuilding_puts_right_what_was_written_past_the_shop() -> None:
    product = make_product(title="Äpfel", slug="größe")
    models.QuerySet.update(Product.objects.all(), name_key=b"", slug_key="")

    call_command("rebuild_filters", "--no-progress", verbosity=0)

    product.refresh_from_db()
    assert (bytes(product.name_key), product.slug_key) == (name_key("Äpfel"), "grösse")


def test_the_migration_fills_the_columns_of_a_shop_that_had_none() -> None:
    migration = importlib.import_module("shop.catalog.migrations.0016_names_and_handles")
    for title, slug in (("Äpfel", "Apfel"), ("b", "Taken"), ("c", "taken")):
        make_product(title=title, slug=slug)
    category = make_category(slug="Mugs")
    models.QuerySet.update(Product.objects.all(), name_key=b"", slug_key="")

    for step in (migration.fill, migration.lower):
        step(apps, Editor)

    rows = Product.objects.order_by("pk").values_list("slug", "slug_key", "name_key")
    assert [(slug, key, bytes(name)) for slug, key, name in rows] == [
        ("apfel", "apfel", name_key("Äpfel")),
        ("Taken", "taken", name_key("b")),
        ("taken", "taken", name_key("c")),
    ]
    assert Category.objects.get(pk=category.pk).slug == "mugs"


class Editor:
    """What the functions of a migration need of a schema editor."""

    connection = connection


@pytest.mark.skipif(not CASES.is_dir(), reason="the cases are not beside the shop")
def test_the_names_of_a_real_shop_are_sorted(client: Client) -> None:
    bring_in(CASES / "14-sort-by-name" / "products.csv")

    assert ListPage(client.get("/search/?sort=name")).titles == ORDERED[0]
