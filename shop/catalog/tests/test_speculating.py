"""Every page names the Speculation Rules, the same for everyone; the rules name the pages of the catalogue alone."""

import json

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client
from django.urls import reverse

from shop.pagecache.tests.asking import ask
from shop.pagecache.wsgi import PageCache
from shop.testing.builders import make_category, make_product
from shop.testing.htmx import HtmxClient

pytestmark = pytest.mark.django_db

HEADER = "Speculation-Rules"
NAMED = '"/speculation-rules.json"'


@pytest.mark.parametrize("path", ["/", "/search/?q=mug", "/cart/", "/orders/", "/products/gone/"])
def test_a_page_names_the_rules(client: Client, path: str) -> None:
    assert client.get(path).headers[HEADER] == NAMED == f'"{reverse("speculation-rules")}"'


def test_they_are_the_same_with_a_cart(client: Client) -> None:
    variant = make_product().variants.get()
    client.post("/cart/lines/", {"variant": variant.pk}, headers={"Sec-Fetch-Site": "same-origin"})

    assert client.get("/").headers[HEADER] == NAMED


def test_a_page_that_is_kept_names_them_too() -> None:
    cache = PageCache(WSGIHandler())

    assert [ask(cache, "/").headers[HEADER] for _ in range(2)] == [NAMED] * 2


def test_what_is_no_page_names_none(hx: HtmxClient) -> None:
    make_product(slug="tide-mug")

    for path in ("/products/tide-mug/", "/cart/"):
        assert HEADER not in hx.get(path).headers
    assert HEADER not in hx.get("/healthz").headers


def test_a_browser_may_keep_the_rules_for_a_day(client: Client) -> None:
    answer = client.get("/speculation-rules.json")

    assert answer.headers["Content-Type"] == "application/speculationrules+json"
    assert answer.headers["Cache-Control"] == "public, max-age=86400"
    assert answer.cookies == {}


def test_a_page_is_fetched_when_its_link_is_hovered_and_drawn_when_it_is_pressed(client: Client) -> None:
    rules = json.loads(client.get("/speculation-rules.json").content)

    assert {action: [rule["eagerness"] for rule in each] for action, each in rules.items()} == {
        "prefetch": ["moderate"],
        "prerender": ["conservative"],
    }


def test_the_rules_know_the_addresses_of_categories_and_products(client: Client) -> None:
    known = [
        condition["href_matches"]["pathname"]
        for condition in json.loads(client.get("/speculation-rules.json").content)["prefetch"][0]["where"]["and"][0][
            "or"
        ]
    ]

    addresses = [make_category(slug="바구니").get_absolute_url(), make_product(slug="tide-mug").get_absolute_url()]
    assert known == ["/", "/search/", "/category/:slug/", "/products/:slug/"]
    assert [address.split("/")[1] for address in addresses] == ["category", "products"]
