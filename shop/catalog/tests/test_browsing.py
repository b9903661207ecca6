"""The categories and their lists."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from shop.catalog.listing.pagination import PAGE_SIZE
from shop.catalog.models import Category, Product, ProductImage
from shop.catalog.tests.list_pages import ListPage
from shop.testing.builders import make_category, make_product

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it has SQL of its own")]


def titles(client: Client, address: str) -> list[str]:
    return ListPage(client.get(address)).titles


def test_an_empty_category_says_so(client: Client) -> None:
    kitchen = make_category(name="Kitchen")

    assert "Nothing is here yet" in client.get(kitchen.get_absolute_url()).content.decode()


def test_a_category_lists_what_stands_in_it_and_below_it(client: Client) -> None:
    kitchen = make_category(name="Kitchen")
    mugs = make_category(name="Mugs", parent=kitchen)
    make_product(title="Tide mug", category=mugs)
    make_product(title="Oak board", category=kitchen)
    make_product(title="Linen shirt", category=make_category(name="Textiles"))

    assert set(titles(client, kitchen.get_absolute_url())) == {"Tide mug", "Oak board"}
    assert titles(client, mugs.get_absolute_url()) == ["Tide mug"]


@pytest.mark.parametrize("path", ["/category/kitchen/", "/search/?q=mug"])
def test_the_first_picture_of_a_list_is_fetched_first(client: Client, path: str) -> None:
    kitchen = make_category(name="Kitchen", slug="kitchen")
    mugs = [make_product(title=f"Mug {number}", category=kitchen) for number in range(3)]
    images = [ProductImage.objects.create(product=mug, drawing=f"drawings/{mug.slug}.svg") for mug in mugs[:2]]
    Product.objects.all().refresh_list_fields()

    html = client.get(path).content.decode()

    # The newest is shown first, and has none.
    assert re.findall('<link rel="preload" as="image" href="([^"]+)"', html) == [images[1].picture.src]
    pictures = re.findall(r'<img class="picture"[^>]*>', html)
    assert [("loading" in picture, "fetchpriority" in picture) for picture in pictures] == [
        (True, False),
        (False, True),
        (True, False),
    ]


def test_a_category_shows_the_way_to_it_and_what_is_below(client: Client) -> None:
    kitchen = make_category(name="Kitchen")
    mugs = make_category(name="Mugs", parent=kitchen)
    make_category(name="Espresso cups", parent=mugs)

    html = client.get(mugs.get_absolute_url()).content.decode()

    [steps] = re.findall(r'<ol class="breadcrumbs__list">(.*?)</ol>', html, re.DOTALL)
    assert re.findall(r">([^<]+)</(?:a|span)>", steps) == ["Home", "Kitchen", "Mugs"]
    assert re.findall(r'<a class="pill" href="[^"]+">([^<]+)</a>', html) == ["Espresso cups"]


def test_drafts_and_archived_products_are_nowhere(client: Client) -> None:
    kitchen = make_category(name="Kitchen")
    for status in (Product.Status.DRAFT, Product.Status.ARCHIVED):
        hidden = make_product(title="Hidden mug", category=kitchen, status=status)
        assert client.get(hidden.get_absolute_url()).status_code == 404

    for address in ("/", kitchen.get_absolute_url(), "/search/?q=hidden"):
        assert "Hidden mug" not in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("", ["Bowl", "Apron", "Candle"]),
        ("newest", ["Bowl", "Apron", "Candle"]),
        ("price", ["Candle", "Bowl", "Apron"]),
        ("price-desc", ["Apron", "Bowl", "Candle"]),
        ("name", ["Apron", "Bowl", "Candle"]),
    ],
)
def test_a_list_can_be_sorted(client: Client, sort: str, order: list[str]) -> None:
    category = make_category(name="All")
    now = timezone.now()
    for age, (title, price) in enumerate([("Bowl", "20.00"), ("Apron", "30.00"), ("Candle", "10.00")]):
        make_product(title=title, price=price, category=category, created_at=now - timedelta(days=age))

    assert (
        titles(client, f"{category.get_absolute_url()}?sort={sort}" if sort else category.get_absolute_url()) == order
    )


def test_a_long_list_has_numbered_pages_that_keep_the_order(client: Client) -> None:
    category = make_category(name="All")
    for number in range(PAGE_SIZE + 1):
        make_product(title=f"Mug {number:02}", category=category)
    address = category.get_absolute_url()

    first = client.get(f"{address}?sort=name")
    second = titles(client, f"{address}?sort=name&page=2")

    assert '<a class="pages__link" rel="next" href="?sort=name&amp;page=2">' in first.content.decode()
    assert second == [f"Mug {PAGE_SIZE:02}"]


@pytest.mark.parametrize("query", ["page=3", "page=0", "page=-1", "page=abc", "page=", "sort=nonsense"])
def test_a_page_that_does_not_exist_is_not_found(client: Client, query: str) -> None:
    category = make_category(name="All")
    make_product(category=category)

    assert client.get(f"{category.get_absolute_url()}?{query}").status_code == 404


def test_an_unknown_category_is_not_found(client: Client) -> None:
    assert client.get("/category/nothing/").status_code == 404


def test_slugs_may_have_letters_of_any_script(client: Client) -> None:
    category = make_category(name="그릇", slug="그릇")
    make_product(title="머그", slug="머그", category=category)

    assert client.get(category.get_absolute_url()).status_code == 200
    assert client.get(reverse("catalog:product-detail", args=["머그"])).status_code == 200


@pytest.mark.parametrize("count", [1, PAGE_SIZE])
def test_a_list_costs_the_same_queries_for_one_product_and_for_many(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    category = make_category(name="All")
    for number in range(count):
        make_product(title=f"Mug {number}", category=category, options={"Size": ["S", "L"]})

    with django_assert_num_queries(7):  # version, dates, categories, counts, keys, products, small tables
        client.get(category.get_absolute_url())


def test_a_category_cannot_stand_below_itself() -> None:
    kitchen = make_category(name="Kitchen")
    mugs = make_category(name="Mugs", parent=kitchen)
    kitchen.parent = mugs

    with pytest.raises(Exception, match="cannot stand below itself"):
        kitchen.full_clean()
    assert Category.objects.get(pk=kitchen.pk).parent is None


def test_a_visitor_without_a_session_may_share_the_page(client: Client) -> None:
    make_product()

    answer = client.get("/")

    assert answer["Cache-Control"] == "public, max-age=0, s-maxage=0"
    assert "Cookie" in answer["Vary"]


def test_what_is_sold_out_leads_to_its_details_by_name(client: Client) -> None:
    bowl = make_product(title="Bowl", stock=0, category=make_category(name="Kitchen", slug="kitchen"))

    html = client.get("/category/kitchen/").content.decode()

    assert f'href="{bowl.get_absolute_url()}" aria-label="See details: Bowl">See details</a>' in html
