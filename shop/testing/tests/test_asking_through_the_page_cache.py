"""A test's visitor may get pages as shoppers get them, from the page cache."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from shop.testing.builders import make_product
from shop.testing.cached_pages import through_page_cache

pytestmark = pytest.mark.django_db
OWN = {"Sec-Fetch-Site": "same-origin"}


def test_a_page_is_kept(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    make_product(title="Tide mug")
    visitor = through_page_cache(client)
    first = visitor.get("/")

    with django_assert_num_queries(1):
        second = visitor.get("/")

    assert "Tide mug" in first.content.decode()
    assert second.content == first.content
    assert second.status_code == 200


def test_it_is_the_same_visitor(client: Client) -> None:
    visitor = through_page_cache(client)
    for count in (1, 2):
        visitor.post("/cart/lines/", {"variant": make_product(stock=9).variants.get().pk}, headers=OWN)

        assert client.cookies["sessionid"].value
        for page in (visitor.get("/"), visitor.get("/"), client.get("/")):
            assert f'data-count="{count}"' in page.content.decode()


def test_what_is_not_kept_is_drawn_by_django(client: Client) -> None:
    visitor = through_page_cache(client)

    assert visitor.get("/nowhere/").status_code == 404
    assert visitor.get("/cart/").wsgi_request.path == "/cart/"
