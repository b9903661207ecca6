"""What a merchant wrote in another shop is read on the product's page here, and its links lead on."""

import re

import pytest
from django.conf import settings
from django.test import Client

from shop.catalog.tests.product_files import bring_in
from shop.rich_text.plain_text import plain_text
from shop.testing.builders import make_category, make_product

CASES = settings.BASE_DIR.parent / "shared" / "cases"

pytestmark = pytest.mark.django_db
needs_cases = pytest.mark.skipif(
    not CASES.is_dir(), reason=f"the cases are not in {CASES.relative_to(settings.BASE_DIR.parent)}"
)


def shown(client: Client, slug: str) -> str:
    """Return the description on a product's page, as HTML."""
    html = client.get(f"/products/{slug}/").content.decode()
    found = re.search(r'<div class="prose">(.*?)</div>\n', html, re.DOTALL)
    assert found
    return found[1]


@needs_cases
def test_texts_lists_tables_and_the_videos_link_stay(client: Client) -> None:
    bring_in(CASES / "15-merchants-html" / "products.csv")

    html = shown(client, "guide")

    assert plain_text(html) == (
        "Size guide Bold by style S M 36 38 Video: How it is made • one • two the vase xall Care Cold wash "
        "5 < 6 & 7 > 2"
    )
    for kept in ("<h2>Size guide</h2>", "Bold&nbsp;by&nbsp;style", "<td>36</td><td>38</td>", "• one<br>• two"):
        assert kept in html
    for gone in ("<h1", "style=", "iframe", "<img", "junk", "javascript", "o:p", "Mso"):
        assert gone not in html
    assert client.get("/products/guide/").content.count(b"<h1") == 1
    assert ">Vase</h1>" in client.get("/products/vase", follow=True).content.decode()
    assert "<br>" in shown(client, "plain")


@needs_cases
@pytest.mark.parametrize("slug", ["long", "deep"])
def test_very_long_and_very_deep_texts_are_shown(client: Client, slug: str) -> None:
    bring_in(CASES / "15-merchants-html" / "products.csv")

    assert client.get(f"/products/{slug}/").status_code == 200


@needs_cases
def test_a_search_engine_reads_entities_once_and_blanks_between_cells(client: Client) -> None:
    bring_in(CASES / "28-description-for-search-engines" / "products.csv")

    html = client.get("/products/set/").content.decode()

    assert '<meta name="description" content="Salt &amp; Pepper set 5 &lt; 6 S M 36 38">' in html


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/products/vase", "Vase"),
        ("/products/vase?variant=41234567890123", "Vase"),
        ("/collections/spring/products/vase", "Vase"),
        ("/collections/vases", "Vases"),
        ("/collections/all?sort_by=price", "All products"),
    ],
)
def test_links_of_the_former_shop_lead_to_what_is_meant(client: Client, address: str, title: str) -> None:
    make_product(title="Vase", slug="vase", category=make_category(name="Vases", slug="vases"))

    answer = client.get(address, follow=True)

    assert answer.status_code == 200
    assert re.search(rf"<h1[^>]*>{title}</h1>", answer.content.decode())


@pytest.mark.parametrize("address", ["/collections/none", "/collections/spring/products/none", "/collections/"])
def test_what_is_not_there_is_not_found(client: Client, address: str) -> None:
    assert client.get(address, follow=True).status_code == 404


def test_the_shops_own_description_for_search_engines_has_no_entities_either(client: Client) -> None:
    make_product(slug="set", seo_description="Salt &amp; pepper,&nbsp;<b>5 < 6</b>")

    html = client.get("/products/set/").content.decode()

    assert 'content="Salt &amp; pepper, 5 &lt; 6">' in html
