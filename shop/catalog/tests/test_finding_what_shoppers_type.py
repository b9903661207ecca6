"""What shoppers of many shops and languages type finds what they mean."""

import pytest
from django.conf import settings

from shop.catalog.models import Product
from shop.catalog.search import find
from shop.catalog.search.suggesting import Suggestions
from shop.catalog.tests.product_files import bring_in

CASE = settings.BASE_DIR.parent / "shared" / "cases" / "13-search"

pytestmark = [
    pytest.mark.postgresql("it has SQL of its own"),
    pytest.mark.django_db,
    pytest.mark.skipif(
        not CASE.is_dir(), reason=f"the searches are not in {CASE.relative_to(settings.BASE_DIR.parent)}"
    ),
]


def searches() -> list[tuple[str, set[str]]]:
    """Return what is typed, and the products that it must find: none for what must find nothing."""
    lines = [line.split("\t") for line in (CASE / "queries.txt").read_text().splitlines() if line]
    return [(words, set() if wanted == "-" else set(wanted.split())) for words, wanted in lines]


def test_each_search_finds_its_products_and_those_for_nothing_find_none() -> None:
    bring_in(CASE / "products.csv")
    slugs = dict(Product.objects.values_list("pk", "slug"))

    found = {words: {slugs[key] for key in find(words)} for words, _ in searches()}

    wrong = {
        words: found[words]
        for words, wanted in searches()
        if not (wanted <= found[words] if wanted else not found[words])
    }
    assert wrong == {}


def test_each_search_is_suggested_what_it_finds() -> None:
    bring_in(CASE / "products.csv")

    suggested = {
        words: {card.url.split("/")[-2] for card in Suggestions.of(words, []).products} for words, _ in searches()
    }

    assert {words: suggested[words] for words, wanted in searches() if not wanted <= suggested[words]} == {}
