"""What the index answers to several queries at once, on every database."""

import pytest
from django.db import connection, transaction

from shop.catalog.search.index import index
from shop.catalog.search.protocol import Query, Token
from shop.catalog.search.tokens import ANYWHERE, NAMED
from shop.testing.builders import make_product

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it has SQL of its own")]

NAMED_MUG: Query = [[Token(f"{NAMED}mug")]]
NAMED_BOWL: Query = [[Token(f"{NAMED}bowl")]]
MUG_ANYWHERE: Query = [[Token(f"{ANYWHERE}mug")]]


@pytest.fixture(autouse=True)
def products() -> tuple[int, int, int]:
    """A mug, another one, and a board that is said to suit them."""
    return (
        make_product(title="Tide mug").pk,
        make_product(title="Moon mug").pk,
        make_product(title="Board", description="<p>For a mug.</p>").pk,
    )


def test_each_query_is_answered_with_the_newest(products: tuple[int, int, int]) -> None:
    tide, moon, board = products

    assert index().search([NAMED_MUG, MUG_ANYWHERE], 5) == [(0, moon), (0, tide), (1, board), (1, moon), (1, tide)]
    assert index().search([NAMED_MUG, MUG_ANYWHERE], 1) == [(0, moon), (1, board)]


def test_after_enough_was_found_no_more_is_looked_for(products: tuple[int, int, int]) -> None:
    tide, moon, _ = products

    assert index().search([NAMED_MUG, MUG_ANYWHERE], 2, until_enough=True) == [(0, moon), (0, tide)]
    assert index().search([NAMED_BOWL, NAMED_MUG, MUG_ANYWHERE], 2, until_enough=True) == [(1, moon), (1, tide)]
    assert index().search([NAMED_MUG, NAMED_BOWL, MUG_ANYWHERE], 2, until_enough=True) == [(0, moon), (0, tide)]


def test_until_enough_was_found_more_is_looked_for(products: tuple[int, int, int]) -> None:
    tide, moon, board = products
    found = index().search([NAMED_BOWL, NAMED_MUG, MUG_ANYWHERE], 3, until_enough=True)

    assert found == [(1, moon), (1, tide), (2, board), (2, moon), (2, tide)]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="GIN has one tree, however it was written")
def test_an_index_that_is_built_anew_is_in_one_part() -> None:
    index().begin()
    for key in range(1, 4):
        with transaction.atomic():
            index().fill([(key, (f"{NAMED}mug", f"{NAMED}mug{key}"))])

    index().finish()

    assert index().search([NAMED_MUG], 5) == [(0, 3), (0, 2), (0, 1)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(DISTINCT segid) FROM catalog_search_idx")
        assert cursor.fetchone() == (1,)
