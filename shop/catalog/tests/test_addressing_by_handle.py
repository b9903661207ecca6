"""A product or a category has one address, whatever signs its handle has and however it is asked for."""

from pathlib import Path
from unicodedata import normalize
from urllib.parse import quote, unquote

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client
from django.urls import reverse

from shop.catalog.handles import handle_of, is_handle
from shop.catalog.models import Category, Product
from shop.catalog.tests.admin_pages import fields_of, page_of, send
from shop.catalog.tests.product_files import bring_in, further_row, product_row, write_csv
from shop.pagecache.tests.asking import ask
from shop.pagecache.wsgi import PageCache
from shop.testing.builders import make_category, make_product
from shop.testing.htmx import HtmxClient

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

CASES = settings.BASE_DIR.parent / "shared" / "cases"
CURLY = "\N{RIGHT SINGLE QUOTATION MARK}"
ODD = [
    f"kids{CURLY}-tee",
    "kid's-tee",
    "50%-wool",
    "100%25",
    "brand™",
    "v1.5",
    "größe",
    "바구니",
    "q?x#y",
    "a&b=c;d",
    "c++",
    "(new)",
    "<b>",
    '10"',
    "a,b",
    "🔥",
    "m²",
    "_a_",
    "-",
]


@pytest.mark.parametrize("handle", ODD)
def test_it_shows_a_product_at_the_address_that_it_links_to(client: Client, handle: str) -> None:
    category = make_category(slug=handle)
    product = make_product(slug=handle, category=category, options={"Size": ["S", "M"]})
    address = product.get_absolute_url()

    assert address == reverse("catalog:product-detail", args=[handle])
    assert unquote(address) == f"/products/{handle}/"
    page = client.get(address).content.decode()
    assert f'rel="canonical" href="http://testserver{escaped(address)}">' in page
    listed = client.get(category.get_absolute_url())
    assert listed.status_code == 200
    assert f'href="{escaped(address)}"' in listed.content.decode()
    assert f'rel="canonical" href="http://testserver{escaped(category.get_absolute_url())}">' in (
        listed.content.decode()
    )
    assert client.get(f"{address}choice/").url.startswith(address)  # type: ignore[attr-defined]
    for part, path in (("categories", category.get_absolute_url()), ("products", address)):
        assert f"<loc>http://testserver{escaped(path)}</loc>" in client.get(f"/sitemap-{part}.xml").content.decode()


@pytest.mark.parametrize("handle", ODD)
def test_a_page_that_is_kept_is_found_again(handle: str) -> None:
    make_product(slug=handle)
    make_product(slug="another")
    cache = PageCache(WSGIHandler())

    pages = [ask(cache, f"/products/{quote(handle)}/").body for _ in range(2)]

    assert pages[0] == pages[1] != ask(cache, "/products/another/").body


@pytest.mark.parametrize("handle", ["바구니", "50%-wool", f"kids{CURLY}"])
def test_the_list_of_a_category_pushes_its_own_address(hx: HtmxClient, handle: str) -> None:
    category = make_category(slug=handle)
    make_product(category=category)

    answer = hx.get(f"{category.get_absolute_url()}?sort=price")

    assert answer.headers["HX-Push-Url"] == f"{category.get_absolute_url()}?sort=price"


@pytest.mark.parametrize(
    ("stored", "asked"),
    [
        ("blue-shirt", "Blue-Shirt"),
        ("größe", "GRÖSSE"),
        ("größe", normalize("NFD", "größe")),
        (f"kids{CURLY}-tee", "kids'-tee"),
        ("t-shirt", "t\N{NON-BREAKING HYPHEN}shirt"),
    ],
)
def test_another_spelling_leads_to_the_one_address(client: Client, hx: HtmxClient, stored: str, asked: str) -> None:
    product, category = make_product(slug=stored), make_category(slug=stored)

    for thing, path in ((product, "products"), (category, "category")):
        answer = client.get(f"/{path}/{quote(asked)}/?sort=price")
        assert answer.status_code == 301
        assert answer.headers["Location"] == f"{thing.get_absolute_url()}?sort=price"
    assert hx.get(f"/products/{quote(asked)}/choice/").headers["Location"] == f"{product.get_absolute_url()}choice/"
    assert client.get("/products/other/").status_code == 404
    assert client.get("/category/other/").status_code == 404


def test_a_draft_is_not_given_away(client: Client) -> None:
    make_product(slug="blue-shirt", status="draft")

    assert client.get("/products/Blue-Shirt/").status_code == 404


def test_rows_of_one_handle_are_one_product_however_it_is_spelled(tmp_path: Path, client: Client) -> None:
    rows = [
        product_row("Blue-Shirt", Title="Blue shirt", Option1_Name="Size", Option1_Value="S"),
        product_row("red-shirt"),
        further_row("blue-shirt", Option1_Value="M", Variant_Price="10.00"),
        further_row("BLUE\N{HYPHEN}SHIRT ", Option1_Value="L", Variant_Price="10.00"),
    ]

    said = bring_in(write_csv(tmp_path / "products.csv", rows))

    assert "2 products: 2 added" in said
    shirt = Product.objects.get(slug="blue-shirt")
    assert [variant.option1 for variant in shirt.variants.all()] == ["S", "M", "L"]
    assert client.get("/products/Blue-Shirt/").headers["Location"] == "/products/blue-shirt/"


@pytest.mark.skipif(not CASES.is_dir(), reason="the cases are not beside the shop")
def test_the_handles_of_a_real_shop_know_no_case(client: Client) -> None:
    bring_in(CASES / "06-handle-case" / "products.csv")

    shirt = Product.objects.get()
    assert (shirt.slug, shirt.title) == ("blue-shirt", "Blue shirt")
    assert [variant.option1 for variant in shirt.variants.all()] == ["S", "M"]
    assert client.get("/products/Blue-Shirt/", follow=True).redirect_chain == [("/products/blue-shirt/", 301)]


@pytest.mark.skipif(not CASES.is_dir(), reason="the cases are not beside the shop")
def test_two_products_of_one_handle_are_never_two_pages() -> None:
    bring_in(CASES / "06-handle-case" / "both-titled.csv", succeeds=False)

    assert Product.objects.count() <= 1


@pytest.mark.parametrize("handle", ODD)
def test_a_handle_comes_back_as_it_was(tmp_path: Path, handle: str) -> None:
    path = write_csv(tmp_path / "products.csv", [product_row(handle, Title="Mug")])

    assert "1 added" in bring_in(path)
    assert "1 unchanged" in bring_in(path)
    assert Product.objects.get().slug == handle


def test_a_later_file_may_spell_it_otherwise(tmp_path: Path) -> None:
    product = make_product(slug=f"kids{CURLY}-tee", title="Tee")

    said = bring_in(write_csv(tmp_path / "products.csv", [product_row("KIDS'-TEE", Title="Tee, new")]))

    assert "1 changed" in said
    product.refresh_from_db()
    assert (product.title, product.slug) == ("Tee, new", f"kids{CURLY}-tee")


@pytest.mark.parametrize("handle", ["a/b", "a\\b", "..", ".", "a\x07b", ""])
def test_what_no_address_can_have_is_no_handle(handle: str) -> None:
    assert not is_handle(handle_of(handle))


def test_a_merchant_may_give_any_handle_once(admin_client: Client) -> None:
    make_product(slug="größe", title="First")
    product = make_product(slug="mug")
    fields = fields_of(admin_client, page_of(product))

    assert send(admin_client, page_of(product), fields | {"slug": "GRÖSSE"}) == ["“First” has this address already."]
    assert send(admin_client, page_of(product), fields | {"slug": "a/b"}) == [
        "Give an address without slashes, of signs that can be seen."
    ]
    send(admin_client, page_of(product), fields | {"slug": "Kids 50%™"})
    product.refresh_from_db()
    assert (product.slug, product.slug_key) == ("kids-50%™", "kids-50%™")


def test_a_category_cannot_take_the_address_of_another(admin_client: Client) -> None:
    make_category(slug="mugs", name="Mugs")
    fields = {"name": "Cups", "slug": "M\N{FULLWIDTH LATIN SMALL LETTER U}GS", "position": "0"}

    answer = admin_client.post("/admin/catalog/category/add/", fields)

    assert "already" in answer.content.decode()
    assert Category.objects.count() == 1


def escaped(address: str) -> str:
    return address.replace("&", "&amp;").replace("'", "&#x27;")


def test_a_partial_file_may_spell_it_otherwise(tmp_path: Path) -> None:
    product = make_product(slug="größe", title="Tee")
    path = tmp_path / "prices.csv"
    path.write_text("Handle,Variant Price\nGRÖSSE,7.00\n")

    assert "1 changed" in bring_in(path)

    assert product.variants.get().price == 7


def test_an_option_that_is_spelled_otherwise_keeps_its_variant(tmp_path: Path) -> None:
    rows = [product_row("mug", Option1_Name="Color", Option1_Value="Red")]
    bring_in(write_csv(tmp_path / "products.csv", rows))
    before = Product.objects.get().variants.get()
    rows[0] |= {"Option1 Name": "color", "Option1 Value": "RED"}

    assert "1 changed" in bring_in(write_csv(tmp_path / "products.csv", rows))

    after = Product.objects.get().variants.get()
    assert (after.pk, after.option1) == (before.pk, "RED")
