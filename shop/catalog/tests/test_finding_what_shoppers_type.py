"""What shoppers of many shops and languages type finds what they mean."""

import pytest
from django.conf import settings

from shop.catalog.models import Product
from shop.catalog.search import find
from shop.catalog.tests.product_files import bring_in

CASE = settings.BASE_DIR.parent / "shared" / "cases" / "13-search"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        not CASE.is_dir(), reason=f"the searches are not in {CASE.relative_to(settings.BASE_DIR.parent)}"
    ),
]


def test_each_search_finds_its_products_and_those_for_nothing_find_none() -> None:
    bring_in(CASE / "products.csv")
    slugs = dict(Product.objects.values_list("pk", "slug"))
    lines = [line.split("\t") for line in (CASE / "queries.txt").read_text().splitlines() if line]

    found = {words: {slugs[key] for key in find(words)} for words, _ in lines}

    wrong = {
        words: sorted(found[words])
        for words, wanted in lines
        if (found[words] if wanted == "-" else not set(wanted.split()) <= found[words])
    }
    assert wrong == {}
