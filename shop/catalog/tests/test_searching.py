"""Finding products by words of their title, vendor, type, tags or SKU."""

import re
from html import unescape

import pytest
from django.test import Client

from shop.catalog.tests.list_pages import ListPage
from shop.rich_text.plain_text import plain_text
from shop.testing.builders import make_category, make_product

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it has SQL of its own")]


def found(client: Client, words: str, **asked: str) -> list[str]:
    return ListPage(client.get("/search/", {"q": words, **asked})).titles


@pytest.mark.parametrize("words", ["tide", "TIDE mug", "halm", "stoneware", "winter", "TM-01", "tide halm winter"])
def test_it_finds_each_word_wherever_it_stands(client: Client, words: str) -> None:
    make_product(
        title="Tide mug", vendor="Halm", product_type="Stoneware", tags="winter, gift", variant={"sku": "TM-01"}
    )
    make_product(title="Oak board", vendor="Grove")

    assert found(client, words) == ["Tide mug"]


def test_all_words_must_match(client: Client) -> None:
    make_product(title="Tide mug")

    assert found(client, "tide board") == []


def test_it_finds_words_of_any_script(client: Client) -> None:
    make_product(title="푸른 머그", tags="도자기, 선물")

    assert found(client, "도자기") == ["푸른 머그"]


@pytest.mark.parametrize("words", ["", "   "])
def test_without_words_it_shows_all_products(client: Client, words: str) -> None:
    make_product(title="Tide mug", category=None)
    make_product(title="Draft mug", status="draft")

    assert found(client, words) == ["Tide mug"]
    assert "<h1>All products</h1>" in client.get("/search/", {"q": words}).content.decode()


@pytest.mark.parametrize("words", ["%", "_", "'; --", "\\", "<script>", "a" * 300, "nul\x00"])
def test_odd_words_give_a_normal_page(client: Client, words: str) -> None:
    make_product(title="Tide mug")

    assert found(client, words) == []


def test_nothing_found_offers_a_way_on(client: Client) -> None:
    assert "Nothing in the shop matches" in client.get("/search/?q=nothing").content.decode()


def test_it_says_that_only_the_best_of_very_many_are_shown(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    make_product(title="Tide mug")
    assert "Very many products match." not in client.get("/search/?q=mug").content.decode()

    monkeypatch.setattr("shop.catalog.listing.sources.MOST_FOUND", 1)

    for query in ("q=mug", "q=mug&available=1", "q=mug&sort=price"):
        assert "Very many products match." in client.get(f"/search/?{query}").content.decode()
    assert "Very many products match." not in client.get("/search/").content.decode()


def test_the_words_stand_in_the_field_and_in_the_pages(client: Client) -> None:
    for number in range(30):
        make_product(title=f"Tide mug {number}")

    html = client.get("/search/?q=tide+mug").content.decode()

    assert 'value="tide mug"' in html
    assert 'href="?q=tide+mug&amp;page=2"' in html


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["Sage mug", "Tide mug", "Ebb mug", "Cup tree"]),
        ({"page": "2"}, ["Cup tree"]),
        ({"sort": "price"}, ["Ebb mug", "Cup tree", "Tide mug", "Sage mug"]),
        ({"sort": "price-desc"}, ["Sage mug", "Tide mug", "Cup tree", "Ebb mug"]),
        ({"available": "1"}, ["Sage mug", "Ebb mug", "Cup tree"]),
        ({"vendor": "Halm", "sort": "newest"}, ["Cup tree", "Ebb mug"]),
        ({"price_max": "25", "sort": "name"}, ["Cup tree", "Ebb mug"]),
        ({"sale": "1"}, []),
    ],
)
def test_what_is_found_is_sorted_narrowed_and_paged(
    client: Client, monkeypatch: pytest.MonkeyPatch, asked: dict[str, str], expected: list[str]
) -> None:
    kitchen = make_category(name="Kitchen")
    make_product(title="Ebb mug", vendor="Halm", price="10", category=kitchen)
    make_product(title="Tide mug", vendor="Grove", price="30", stock=0)
    make_product(title="Sage mug", vendor="Grove", price="40", category=kitchen)
    make_product(title="Cup tree", tags="mug", vendor="Halm", price="20", category=kitchen)
    make_product(title="Oak board", vendor="Halm", price="5")
    monkeypatch.setattr("shop.catalog.listing.pagination.PAGE_SIZE", 3 if "page" in asked else 24)

    assert found(client, "mug", **asked) == expected


def test_it_may_be_sorted_in_six_ways(client: Client) -> None:
    make_product(title="Tide mug")

    names = re.findall(r'id="sort-\d"[^>]*>([^<]*)<', client.get("/search/?q=mug").content.decode())

    assert names == ["Relevance", "Newest", "Price, low to high", "Price, high to low", "Name", "Biggest saving"]


def said_of(html: str) -> str:
    """Return what is said of a correction, as text."""
    found = re.search(r'<p class="lead">(.*?)</p>', html, re.DOTALL)
    return plain_text(found[1]) if found else ""


def test_it_says_which_word_was_taken_for_another_and_leads_to_the_one_that_was_typed(client: Client) -> None:
    make_product(title="Brass lantern")

    html = client.get("/search/?q=Brass++lantren").content.decode()

    assert said_of(html) == "Showing results for “Brass lantern”. Search instead for “Brass lantren”"
    [address] = re.findall(r'href="([^"]*exact=1)"', html)
    assert found(client, "brass lantren") == ["Brass lantern"]
    exact = client.get(f"/search/{unescape(address)}").content.decode()
    assert "Nothing in the shop matches" in exact
    assert said_of(exact) == ""


def test_it_says_when_other_words_were_looked_for_too(client: Client) -> None:
    make_product(title="Linen shirt")
    make_product(title="Schüssel-Skirt", tags="skirt")

    html = client.get("/search/?q=shirt").content.decode()

    assert said_of(html) == "Also showing results for “skirt”. Search instead for “shirt”"
    assert found(client, "shirt", exact="1") == ["Linen shirt"]


def test_it_writes_the_corrected_word_as_the_shop_does(client: Client) -> None:
    make_product(title="Große Schüssel (rund)")

    assert "“schüssel”" in said_of(client.get("/search/?q=schuesel").content.decode())
    assert "“große schüssel”" in said_of(client.get("/search/?q=gross+schuesel").content.decode())


@pytest.mark.parametrize("words", ["lantern", "lanterns", "lant", "brass lantern", "mueller", "ln-77"])
def test_nothing_is_said_of_words_that_were_found(client: Client, words: str) -> None:
    make_product(title="Brass lantern", vendor="Müller", variant={"sku": "LN-77"})
    make_product(title="Lanyard")

    html = client.get("/search/", {"q": words}).content.decode()

    assert "lantern" in html
    assert said_of(html) == ""


def test_an_exact_search_stays_one_on_its_other_pages(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shop.catalog.listing.pagination.PAGE_SIZE", 1)
    for number in range(2):
        make_product(title=f"Linen shirt {number}")

    html = client.get("/search/?q=shirt&exact=1").content.decode()

    assert 'href="?q=shirt&amp;exact=1&amp;page=2"' in html
    assert '<input type="hidden" name="exact" value="1"' in html
