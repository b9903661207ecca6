"""Search engines are told what to read: where the pages are, what each is about, and which addresses are the same."""

import re

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from shop.catalog import sitemaps
from shop.catalog.models import Product
from shop.testing.builders import make_category, make_product

pytestmark = pytest.mark.django_db

LOCATION = re.compile("<loc>http://testserver([^<]+)</loc>")


def locations(client: Client, path: str) -> list[str]:
    answer = client.get(path)
    assert answer.headers["Content-Type"] == "application/xml"
    return LOCATION.findall(answer.content.decode())


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the next product be the last of a part."""
    following = make_product(title="Rug", slug="rug").pk + 1
    monkeypatch.setattr(sitemaps, "KEYS_OF_A_PART", following + 1)


def test_robots_stay_out_of_carts_and_find_the_map(client: Client) -> None:
    answer = client.get("/robots.txt")

    assert answer.headers["Content-Type"] == "text/plain"
    assert answer.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /cart/",
        "Disallow: /checkout/",
        "Disallow: /orders/",
        "Disallow: /search/suggestions/",
        "",
        f"Sitemap: {settings.SHOP_URL}/sitemap.xml",
    ]


def test_the_map_has_a_part_for_the_pages_and_parts_for_the_products(client: Client, small_parts: None) -> None:
    for title in ("Mug", "Cup"):
        make_product(title=title, slug=title.lower())

    assert locations(client, "/sitemap.xml") == [
        "/sitemap-categories.xml",
        "/sitemap-products.xml",
        "/sitemap-products.xml?p=2",
        "/sitemap-pages.xml",
    ]


def test_it_lists_the_front_page_and_every_category(client: Client) -> None:
    kitchen = make_category(name="Kitchen", slug="kitchen")
    make_category(name="Mugs", slug="mugs", parent=kitchen)

    assert locations(client, "/sitemap-categories.xml") == ["/", "/category/kitchen/", "/category/mugs/"]


def test_it_lists_each_published_product_in_one_part(client: Client, small_parts: None) -> None:
    make_product(title="Mug", slug="mug")
    make_product(title="Cup", slug="cup")
    make_product(title="Secret", status=Product.Status.DRAFT)

    parts = [locations(client, f"/sitemap-products.xml?p={part}") for part in (1, 2)]

    assert parts == [["/products/rug/", "/products/mug/"], ["/products/cup/"]]


def test_a_part_says_when_each_product_changed(client: Client) -> None:
    product = make_product(title="Mug", slug="mug")

    assert f"<lastmod>{product.updated_at:%Y-%m-%d}</lastmod>" in client.get("/sitemap-products.xml").content.decode()


@pytest.mark.parametrize("path", ["/sitemap-orders.xml", "/sitemap-products.xml?p=2", "/sitemap-products.xml?p=x"])
def test_what_it_has_not_is_not_found(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_shop_without_products_has_a_map(client: Client) -> None:
    assert locations(client, "/sitemap-products.xml") == []


def test_a_part_costs_the_same_wherever_it_is(
    client: Client, small_parts: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_product(title="Mug", slug="mug")
    make_product(title="Cup", slug="cup")

    for path in ("/sitemap-products.xml", "/sitemap-products.xml?p=2"):
        with django_assert_num_queries(2):
            client.get(path)
    client.get("/sitemap.xml")
    with django_assert_num_queries(4):
        # The catalogue's version, the last key, and the pages of text: how many, and the last change.
        client.get("/sitemap.xml")


@pytest.mark.parametrize("path", ["/", "/category/kitchen/", "/products/mug/"])
def test_a_page_says_what_it_is_about_and_where_it_is(client: Client, path: str) -> None:
    make_product(
        title="Mug", slug="mug", description="", category=make_category(name="Kitchen", slug="kitchen", description="")
    )

    html = client.get(path).content.decode()

    assert re.search(r'<meta [^>]*name="description" content="[^"]*(Kitchen|Mug)[^"]*">', html)
    assert f'rel="canonical" href="{settings.SHOP_URL}{path}"' in html
