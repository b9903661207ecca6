"""What is offered while a shopper types."""

import re
from collections.abc import Sequence

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from shop.catalog.search import indexing, suggesting
from shop.catalog.search.index import index
from shop.catalog.search.protocol import Query
from shop.testing.builders import make_category, make_product
from shop.testing.htmx import HtmxClient

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it has SQL of its own")]


def offered(hx: HtmxClient, words: str) -> list[str]:
    answer = hx.get("/search/suggestions/", {"q": words})
    assert answer.status_code == 200
    options = re.findall(r'<a[^>]*role="option"[^>]*>(.*?)</a>', answer.content.decode(), re.DOTALL)
    return [" ".join(re.sub(r"<[^>]*>", " ", option).split()) for option in options]


def test_it_offers_longer_words_then_categories_then_products(hx: HtmxClient) -> None:
    kitchen = make_category(name="Kitchen")
    make_category(name="Mugs and cups", parent=kitchen)
    make_product(title="Tide mug", price="18.00")
    make_product(title="Mugwort tea", price="7.00", options={"Size": ["S", "L"]})

    assert offered(hx, "mug") == ["mugwort", "Mugs and cups in Kitchen", "Tide mug €18.00", "Mugwort tea €7.00"]


def test_an_option_leads_where_it_says(hx: HtmxClient) -> None:
    make_product(title="Größe & Co", slug="grosse")

    html = hx.get("/search/suggestions/", {"q": "gro"}).content.decode()

    assert 'href="/search/?q=grosse"' in html
    assert 'href="/products/grosse/"' in html
    assert 'data-said="2 suggestions"' in html


def test_only_words_that_find_something_with_the_others_complete_the_last(hx: HtmxClient) -> None:
    make_product(title="Red mug")
    make_product(title="Blue mulberry")

    assert offered(hx, "red mu")[0] == "red mug"
    assert "red mulberry" not in offered(hx, "red mu")


def test_a_word_that_is_gone_completes_nothing(hx: HtmxClient) -> None:
    make_product(title="Mulberry").delete()

    assert offered(hx, "mul") == []


def test_a_word_of_many_products_is_not_looked_for(hx: HtmxClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggesting, "MANY", 2)
    for number in range(2):
        make_product(title=f"Red mug {number}")
    make_product(title="Blue mulberry")
    make_product(title="Mustard").delete()
    indexing.rebuild()
    looked_for: list[int] = []
    search = index().search

    def listen(queries: Sequence[Query], limit: int, *, until_enough: bool = False) -> list[tuple[int, int]]:
        looked_for.append(len(queries))
        return search(queries, limit, until_enough=until_enough)

    monkeypatch.setattr(index(), "search", listen)

    assert offered(hx, "mu")[:2] == ["mug", "mulberry"]
    assert looked_for[-1] == 1


def test_several_words_are_completed_by_what_they_find(
    hx: HtmxClient, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for title in ("Red mug", "Red mug stand", "Red mustard 2mu", "Blue mulberry"):
        make_product(title=title)
    hx.get("/search/suggestions/?q=tide")

    with django_assert_num_queries(5):  # version; index, completions, index, products
        assert offered(hx, "red mu")[:2] == ["red mug", "red mustard"]


def test_a_finished_word_is_not_completed(hx: HtmxClient) -> None:
    make_product(title="Mugwort")
    make_product(title="Tide mug")

    assert "mugwort" not in offered(hx, "mug ")


def test_korean_words_are_completed(hx: HtmxClient) -> None:
    make_product(title="머그컵")

    assert offered(hx, "머") == ["머그컵", "머그컵 €20.00"]


@pytest.mark.parametrize("words", ["셔", "셫", "셔츠", "린넨 셔ㅊ", "린넨 셫"])
def test_korean_words_are_found_while_a_syllable_is_composed(hx: HtmxClient, words: str) -> None:
    make_product(title="린넨 셔츠")

    assert "린넨 셔츠 €20.00" in offered(hx, words)


@pytest.mark.parametrize("words", ["", "  ", '"', "*", "§", "NEAR(", "<script>", "a" * 10_000, "\x00", "no-such-thing"])
def test_odd_words_offer_nothing(hx: HtmxClient, words: str) -> None:
    make_product(title="Tide mug")

    assert offered(hx, words) == []
    assert 'data-said="No suggestions"' in hx.get("/search/suggestions/", {"q": words}).content.decode()


def test_it_is_the_same_for_everyone(hx: HtmxClient) -> None:
    answer = hx.get("/search/suggestions/?q=mug")

    assert "public" in answer["Cache-Control"]
    assert "HX-Request" in answer["Vary"]
    assert not answer.cookies


def test_without_htmx_it_leads_to_the_search(client: Client) -> None:
    answer = client.get("/search/suggestions/", {"q": "tide mug&more"})

    assert (answer.status_code, answer["Location"]) == (302, "/search/?q=tide+mug%26more")


@pytest.mark.parametrize("count", [3, 30])
def test_it_costs_seven_queries(hx: HtmxClient, django_assert_num_queries: DjangoAssertNumQueries, count: int) -> None:
    for number in range(count):
        make_product(title=f"Mugwort tea{'s' * number}")
    hx.get("/search/suggestions/?q=tide")

    with django_assert_num_queries(7):  # version; index, completions, index, products; completions, index
        hx.get("/search/suggestions/?q=mugw")
