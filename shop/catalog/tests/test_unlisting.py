"""A product that is unlisted is sold to those who have its link, and is found by nobody else."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from shop.catalog.models import Category, Product
from shop.catalog.tests.product_files import CASES, bring_in, export, needs_cases, product_row, read_csv, write_csv
from shop.testing.builders import make_category, make_product

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it has SQL of its own")]

OUTSIDE_LISTS = [Product.Status.UNLISTED, Product.Status.HIDDEN]


@pytest.fixture
def kitchen(db: None) -> Category:
    return make_category(name="Kitchen", slug="kitchen")


@pytest.fixture
def gem(kitchen: Category) -> Product:
    return make_product(
        title="Hidden gem", slug="gem", category=kitchen, status="unlisted", compare_at_price="30", vendor="Gemworks"
    )


def test_its_page_opens_and_search_engines_are_asked_to_leave_it_out(client: Client, gem: Product) -> None:
    make_product(title="Mug", slug="mug")

    page, listed = (client.get(f"/products/{slug}/").content.decode() for slug in ("gem", "mug"))

    assert "Hidden gem" in page
    assert '<meta name="robots" content="noindex">' in page
    assert 'name="robots"' not in listed


def test_it_can_be_bought(client: Client, gem: Product) -> None:
    client.post("/cart/lines/", {"variant": gem.variants.get().pk})

    page = client.get("/cart/").content.decode()
    assert "Hidden gem" in page
    assert "no longer" not in page


@pytest.mark.parametrize("status", OUTSIDE_LISTS)
@pytest.mark.parametrize(
    "path",
    [
        *("/", "/category/kitchen/", "/search/", "/search/?q=hidden+gem", "/search/?q=GEM-1", "/search/?q=gemworks"),
        *("/products/mug/", "/sitemap-products.xml"),
    ],
)
def test_no_list_has_it(client: Client, gem: Product, kitchen: Category, path: str, status: str) -> None:
    make_product(title="Mug", slug="mug", category=kitchen)
    gem.variants.update(sku="GEM-1")
    Product.objects.filter(pk=gem.pk).update(status=status)

    page = client.get(path).content.decode()

    assert "Gemworks" not in page
    assert "/products/gem/" not in page


def test_it_is_suggested_to_nobody(client: Client, gem: Product) -> None:
    page = client.get(
        reverse("catalog:suggestions"), {"q": "hidden g"}, headers={"HX-Request": "true"}
    ).content.decode()

    assert "gem" not in page.replace('value="hidden g"', "")


def test_one_that_is_active_but_not_published_is_not_there(client: Client) -> None:
    hidden = make_product(slug="hidden", status=Product.Status.HIDDEN)

    client.post("/cart/lines/", {"variant": hidden.variants.get().pk})

    assert client.get("/products/hidden/").status_code == 404
    assert not client.session.get("cart", {}).get("lines")


def test_listing_it_again_brings_it_back_into_lists(client: Client, gem: Product) -> None:
    client.get("/category/kitchen/")

    gem.status = Product.Status.ACTIVE
    gem.save()

    assert "/products/gem/" in client.get("/category/kitchen/").content.decode()
    assert "/products/gem/" in client.get("/search/?q=gem").content.decode()


@pytest.mark.parametrize(
    ("status", "published"),
    [(status, cell) for status in ("active", "unlisted", "draft", "archived") for cell in ("true", "false")],
)
def test_status_and_published_come_back_from_the_export_as_they_were(
    tmp_path: Path, status: str, published: str
) -> None:
    bring_in(write_csv(tmp_path / "in.csv", [product_row(Status=status, Published=published)]))

    [row] = read_csv(export(tmp_path / "out.csv"))

    assert (row["Status"], row["Published"]) == (status, published)


def test_a_status_given_here_replaces_what_the_file_said(tmp_path: Path) -> None:
    bring_in(write_csv(tmp_path / "in.csv", [product_row(Status="draft", Published="true")]))

    Product.objects.update(status=Product.Status.HIDDEN)

    [row] = read_csv(export(tmp_path / "out.csv"))
    assert (row["Status"], row["Published"]) == ("active", "false")


@pytest.mark.parametrize(
    ("before", "column", "cell", "after"),
    [
        ("draft", "Published", "true", "draft"),
        ("archived", "Published", "true", "archived"),
        ("hidden", "Published", "true", "active"),
        ("active", "Published", "false", "hidden"),
        ("unlisted", "Published", "true", "unlisted"),
        ("unlisted", "Published", "false", "hidden"),
        ("hidden", "Status", "active", "hidden"),
        ("hidden", "Status", "draft", "draft"),
        ("draft", "Status", "active", "active"),
        ("active", "Status", "unlisted", "unlisted"),
    ],
)
def test_a_file_with_one_of_the_two_columns_leaves_the_other_as_it_is(
    tmp_path: Path, before: str, column: str, cell: str, after: str
) -> None:
    make_product(slug="mug", status=before)

    bring_in(write_csv(tmp_path / "in.csv", [{"Handle": "mug", column: cell}], columns=["Handle", column]))

    assert Product.objects.get().status == after


def test_importing_its_export_changes_nothing(tmp_path: Path) -> None:
    for status in Product.Status:
        make_product(status=status)
    export(tmp_path / "out.csv")

    said = bring_in(tmp_path / "out.csv")

    assert "5 unchanged" in said
    assert "0 warnings" in said


@needs_cases
def test_each_status_of_a_merchant_s_file_is_kept(tmp_path: Path) -> None:
    bring_in(CASES / "18-status-of-today" / "products.csv")

    written = {row["Handle"]: (row["Status"], row["Published"]) for row in read_csv(export(tmp_path / "out.csv"))}

    assert written == {
        "hidden-gem": ("unlisted", "true"),
        "caps": ("active", "true"),
        "dr": ("draft", "true"),
        "ar": ("archived", "true"),
    }


def test_a_merchant_opens_it_from_the_admin_and_finds_it_by_its_status(admin_client: Client, gem: Product) -> None:
    hidden = make_product(title="Withheld", status=Product.Status.HIDDEN)

    listed = admin_client.get(reverse("admin:catalog_product_changelist"), {"status__exact": "unlisted"})
    pages = [admin_client.get(reverse("admin:catalog_product_change", args=[pk])) for pk in (gem.pk, hidden.pk)]

    assert "Hidden gem" in listed.content.decode()
    assert "Withheld" not in listed.content.decode()
    assert ["View on site" in page.content.decode() for page in pages] == [True, False]
