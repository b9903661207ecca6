"""Whatever an address asks of the catalogue is answered with a page, or with 404. Nothing fails, on any database."""

import re
from urllib.parse import quote

import pytest
from django.test import Client

from shop.catalog.models import Product
from shop.testing.builders import make_category, make_product
from shop.testing.htmx import HtmxClient

pytestmark = pytest.mark.postgresql("it depends on what the database takes as a value")

ODD = [
    *("", "%20", "abc", "-1", "0", "1.5", "1e3", "1_0", "NaN", "inf", "%25", "_", "%5C", "%27", "%22%3E", "*", "null"),
    "%00",
    "1%00",
    "a%00b",
    "%FF",
    "%ED%A0%80",
    "%F0%9F%98%80",
    quote("\N{ARABIC-INDIC DIGIT ONE}"),
    quote("\N{RIGHT-TO-LEFT OVERRIDE}"),
    str(1 << 63),
    str(10**20),
    "9" * 10_000,
    "a" * 10_000,
    "+".join(["ab"] * 60),
    "+".join("abcdefghijklmnopqrstuvwxyz" * 3),
]


def name_of(value: str) -> str:
    return value[:24]


@pytest.fixture
def shirt(db: None) -> Product:
    """A shirt in two sizes and two colours, in a category."""
    options = {"Size": ["S", "M"], "Colour": ["Sand", "Ink"]}
    return make_product(title="Linen shirt", options=options, category=make_category(name="Shirts", slug="shirts"))


@pytest.mark.parametrize("value", ODD, ids=name_of)
def test_an_odd_list_is_a_page_or_not_found(client: Client, hx: HtmxClient, shirt: Product, value: str) -> None:
    for name in ("page", "sort"):
        assert client.get(f"/search/?q=linen&{name}={value}", follow=True).status_code in (200, 404)
        assert hx.get(f"/category/shirts/?{name}={value}&{name}={value}").status_code in (200, 404)


@pytest.mark.parametrize("value", ODD, ids=name_of)
def test_odd_words_are_looked_for(client: Client, hx: HtmxClient, shirt: Product, value: str) -> None:
    assert client.get(f"/search/?q={value}").status_code == 200
    assert hx.get(f"/search/?q=linen&q={value}").status_code == 200


@pytest.mark.parametrize("value", ODD, ids=name_of)
def test_an_odd_choice_is_a_choice(client: Client, hx: HtmxClient, shirt: Product, value: str) -> None:
    query = f"variant={value}&option1={value}&option2={value}&option2=Ink&option3={value}&quantity={value}"
    for address in (f"{shirt.get_absolute_url()}?{query}", f"{shirt.get_absolute_url()}?variant={value}"):
        page = client.get(address).content.decode()
        assert re.search(rf'<div id="offer-{shirt.pk}".*?name="variant" value="\d+"', page, re.DOTALL)
        assert hx.get(address).status_code == 200
        assert hx.get(address.replace("/?", "/choice/?")).status_code == 200


@pytest.mark.parametrize("slug", [value for value in ODD if value], ids=name_of)
def test_an_odd_slug_is_not_found(client: Client, shirt: Product, slug: str) -> None:
    for folder in ("products", "category"):
        assert client.get(f"/{folder}/{slug}/").status_code == 404


def test_thousands_of_parameters_are_refused(client: Client, shirt: Product) -> None:
    query = "&".join(f"option{n}=M" for n in range(6_000))

    for address in ("/", "/search/", shirt.get_absolute_url()):
        assert client.get(f"{address}?{query}").status_code in (200, 400)
