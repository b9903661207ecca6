"""Old addresses lead on, are counted, and are written by whoever renames a page or brings in a list."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from shop.catalog.models import Product
from shop.catalog.tests.admin_pages import form_fields, page_of, send
from shop.catalog.tests.product_files import bring_in, product_row, write_csv
from shop.content.models import Page
from shop.redirects import services
from shop.redirects.models import MissingPath, Redirect
from shop.testing.builders import make_category, make_product

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _unthrottled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "SECONDS_BETWEEN", 0.0)


def leads(client: Client, address: str) -> tuple[int, str]:
    response = client.get(address)
    return response.status_code, response.headers.get("Location", "")


def faults(from_path: str, to: str) -> dict[str, list[str]]:
    try:
        Redirect(from_path=from_path, to=to).full_clean()
    except ValidationError as error:
        return error.message_dict
    return {}


@pytest.mark.parametrize("address", ["/pages/old", "/pages/old/", "/pages/old/?utm=1", "/pages/%6Fld"])
def test_an_old_path_leads_on_and_is_counted(client: Client, address: str) -> None:
    Redirect.objects.create(from_path="/pages/old", to="/pages/new/")

    assert leads(client, address) == (301, "/pages/new/")
    assert Redirect.objects.get().hits == 1


def test_a_page_that_is_found_asks_nothing_of_redirects(client: Client) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/search/").status_code == 200

    assert not [query for query in queries if "redirects_" in query["sql"]]


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("/collections/cups", "/category/cups/"),
        ("/collections/all", "/search/"),
        ("/collections/cups/products/mug", "/products/mug/"),
        ("/products/mug", "/products/mug/"),
        ("/pages/care", "/pages/care/"),
    ],
)
def test_addresses_of_shopify_lead_on_without_a_table(client: Client, address: str, target: str) -> None:
    make_product(title="Mug", slug="mug", category=make_category(name="Cups", slug="cups"))
    Page.objects.create(title="Care", slug="care", text="x", status="published")

    response = client.get(address, follow=True)

    assert response.status_code == 200
    assert [status for _, status in response.redirect_chain] == [301] * len(response.redirect_chain)
    assert response.redirect_chain[-1][0] == target


def test_what_gets_another_address_is_found_by_its_former_one(admin_client: Client, client: Client) -> None:
    product = make_product(title="Mug", slug="mug")
    page = Page.objects.create(title="Care", slug="care", text="x", status="published")
    category = make_category(name="Cups", slug="cups")
    for address, form, slug in (
        (page_of(product), "product_form", "beaker"),
        (reverse("admin:content_page_change", args=[page.pk]), "page_form", "caring"),
        (reverse("admin:catalog_category_change", args=[category.pk]), "category_form", "beakers"),
    ):
        fields = form_fields(admin_client.get(address).content.decode(), form=form)
        assert send(admin_client, address, fields | {"slug": slug}) == []

    assert leads(client, "/products/mug/") == (301, "/products/beaker/")
    assert leads(client, "/pages/care/") == (301, "/pages/caring/")
    assert leads(client, "/category/cups/") == (301, "/category/beakers/")
    assert leads(client, "/collections/cups/") == (301, "/category/beakers/")


def rename_by_saving(row: Any, slug: str) -> None:
    row = type(row).objects.get(pk=row.pk)
    row.slug = slug
    row.save(update_fields=["slug"])


def rename_by_an_update(row: Any, slug: str) -> None:
    type(row).objects.filter(pk=row.pk).update(slug=slug)


def rename_in_bulk(row: Any, slug: str) -> None:
    row = type(row).objects.get(pk=row.pk)
    row.slug = slug
    type(row).objects.bulk_update([row], ["slug"])


@pytest.mark.parametrize("rename", [rename_by_saving, rename_by_an_update, rename_in_bulk])
def test_it_is_whatever_way_it_got_another(client: Client, rename: Callable[[Any, str], None]) -> None:
    rename(make_product(title="Mug", slug="mug"), "beaker")
    rename(make_category(name="Cups", slug="cups"), "beakers")
    rename(Page.objects.create(title="Care", slug="care", text="x", status="published"), "caring")

    assert leads(client, "/products/mug/") == (301, "/products/beaker/")
    assert leads(client, "/category/cups/") == (301, "/category/beakers/")
    assert leads(client, "/pages/care/") == (301, "/pages/caring/")


def test_an_import_that_renames_a_product_leads_on_from_its_former_address(client: Client, tmp_path: Path) -> None:
    file = write_csv(tmp_path / "products.csv", [product_row("mug")])
    bring_in(file)
    Product.objects.update(slug="beaker")
    assert leads(client, "/products/mug/") == (301, "/products/beaker/")

    bring_in(file, overwrite=True)

    assert leads(client, "/products/beaker/") == (301, "/products/mug/")
    assert client.get("/products/mug/").status_code == 200


def test_an_import_of_what_is_there_asks_nothing_of_redirects(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "products.csv", [product_row("mug"), product_row("cup")])
    bring_in(file)

    with CaptureQueriesContext(connection) as queries:
        bring_in(file)

    assert not [query for query in queries if "redirects_" in query["sql"]]


def test_what_is_saved_under_its_address_asks_nothing_of_redirects() -> None:
    product = make_product()

    with CaptureQueriesContext(connection) as queries:
        product.save()
        Product.objects.update(title="Mug")

    assert not [query for query in queries if "redirects_" in query["sql"]]


def test_renaming_again_and_back_leaves_no_chain_and_no_circle() -> None:
    services.lead_on(None, former="/pages/a/", address="/pages/b/")
    services.lead_on(None, former="/pages/b/", address="/pages/c/")
    assert dict(Redirect.objects.values_list("from_path", "to")) == {"/pages/a": "/pages/c/", "/pages/b": "/pages/c/"}

    services.lead_on(None, former="/pages/c/", address="/pages/a/")
    assert dict(Redirect.objects.values_list("from_path", "to")) == {"/pages/b": "/pages/a/", "/pages/c": "/pages/a/"}


@pytest.mark.parametrize(
    ("from_path", "to", "field", "said"),
    [
        ("/old", "http://example.com/", "to", "begins with https://"),
        ("/old", "//evil.example/", "to", "begins with https://"),
        ("/old", "javascript:evil()", "to", "begins with https://"),
        ("/old", "/\\evil.example", "to", "begins with https://"),
        ("https://example.com/old", "/search/", "from_path", "begins with a slash"),
        ("old", "/search/", "from_path", "begins with a slash"),
        ("/", "/search/", "from_path", "The shop has a page at"),
        ("/cart/", "/search/", "from_path", "The shop has a page at"),
        ("/products/mug", "/search/", "from_path", "The shop has a page at"),
        ("/old", "/old/", "to", "This would lead in a circle: /old → /old."),
        ("/z", "/b", "to", "This would lead on too often. Lead straight to"),
        ("/d", "/b", "to", "This would lead in a circle: /d → /b → /c → /d."),
    ],
)
def test_what_leads_astray_is_refused_in_a_sentence(from_path: str, to: str, field: str, said: str) -> None:
    make_product(title="Mug", slug="mug")
    Redirect.objects.create(from_path="/b", to="/c")
    Redirect.objects.create(from_path="/c", to="/d")
    if from_path == "/z":
        Redirect.objects.create(from_path="/d", to="/e")

    assert said in faults(from_path, to)[field][0]


def test_a_list_says_whose_page_a_redirect_leads_to(admin_client: Client) -> None:
    Redirect.objects.create(from_path="/old", to="https://elsewhere.example/a")

    assert "elsewhere.example</td>" in admin_client.get(reverse("admin:redirects_redirect_changelist")).content.decode()


def send_list(admin_client: Client, **fields: Any) -> str:
    address = reverse("admin:redirects_redirect_import")
    return admin_client.post(address, fields, follow=True).content.decode()


def test_a_file_is_brought_in_and_what_is_refused_comes_back(admin_client: Client) -> None:
    content = b"\xef\xbb\xbfRedirect from,Redirect to\n/a,/search/\nhttps://old.example/b,/cart/\n/c,//evil.example\n/cart,/\n"

    page = send_list(admin_client, file=SimpleUploadedFile("redirects.csv", content))

    assert set(Redirect.objects.values_list("from_path", "to")) == {("/a", "/search/"), ("/b", "/cart/")}
    assert "2 addresses lead on now." in page
    assert "/c,//evil.example: Give a path of this shop" in page
    assert form_fields(page, form="import_form")["lines"].split() == ["/c,//evil.example", "/cart,/"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Choose a file, or write a line."),
        ({"file": SimpleUploadedFile("a.csv", b"\xff\xfe/\x00a\x00")}, "The file is no text in UTF-8."),
        ({"lines": "/a,/b\n" * 5001}, "That are more than 5000 lines."),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(admin_client: Client, fields: dict[str, Any], said: str) -> None:
    assert said in send_list(admin_client, **fields)
    assert not Redirect.objects.exists()


def test_what_was_asked_for_twice_and_is_not_here_is_listed(admin_client: Client, client: Client) -> None:
    for address in ("/lookbook/", "/lookbook", "/once/", *["/wp-login.php", "/.env", "/a@example.com/"] * 2):
        assert leads(client, address)[0] == 404

    assert set(MissingPath.objects.values_list("path", "hits")) == {("/lookbook", 2), ("/once", 1)}
    page = admin_client.get(reverse("admin:redirects_missingpath_changelist")).content.decode()
    assert "/lookbook" in page
    assert "/once" not in page


def test_what_is_missing_stays_within_bounds(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "MOST_MISSING", 10)
    for number in range(30):
        client.get(f"/none-{number}/")
    assert MissingPath.objects.count() <= 10

    monkeypatch.setattr(services, "SECONDS_BETWEEN", 60.0)
    services.throttle.is_open()
    with CaptureQueriesContext(connection) as queries:
        client.get("/flood/")
    assert not [query for query in queries if query["sql"].startswith(("INSERT", "UPDATE"))]
