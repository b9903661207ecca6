"""Pages read the few products that they show, and not all of a million to find them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from shop.catalog.facets.facet_counts import FacetCounts
from shop.catalog.facets.filter_query import FilterQuery
from shop.catalog.listing.sorting import ORDERINGS, key_queries_in, keys_in, most_merged
from shop.catalog.listing.sources import Categories
from shop.catalog.models import Category, Product
from shop.testing.builders import make_category, make_product

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it counts or shapes what the database is asked")]
NOTHING = FacetCounts(0, {})


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL plans by how much there is, and sorts a few")
@pytest.mark.parametrize("path", ["/", "/products/mug/"])
def test_nothing_that_a_page_reads_is_sorted(client: Client, path: str) -> None:
    category = make_category()
    for slug in ("mug", "cup"):
        make_product(slug=slug, category=category, compare_at_price="30.00")

    with CaptureQueriesContext(connection) as captured:
        client.get(path)

    of_products = [query["sql"] for query in captured if 'FROM "catalog_product"' in query["sql"]]
    assert of_products
    assert [
        step for sql in of_products for step in steps_of(sql) if "ORDER BY" in step or "SCAN catalog_pr" in step
    ] == []


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite reads every index in both directions")
@pytest.mark.parametrize("sort", ORDERINGS)
def test_a_category_is_read_in_the_order_of_an_index(sort: str) -> None:
    make_product(category=make_category())

    with connection.cursor() as cursor:
        # What PostgreSQL would do with many more of them.
        cursor.execute("SET LOCAL enable_sort = off; SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
        for each in key_queries_in(sort, is_in_one=True, is_alone=True):
            cursor.execute(f"EXPLAIN {each.sql} LIMIT 24", each.parameters)
            plan = "\n".join(step for (step,) in cursor.fetchall())
            assert "using product_" in plan
            assert "Sort" not in plan


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL is told how far each category is read")
@pytest.mark.parametrize("sort", ORDERINGS)
def test_several_categories_are_merged_in_the_order_of_their_indexes(sort: str) -> None:
    categories = [make_category(name=f"Category {number}").pk for number in range(3)]

    [sql] = asked_for(lambda: keys_in([*categories, None], sort, slice(24, 48)))

    steps = steps_of(sql.replace("%s", "1"))
    assert steps.count("MERGE (UNION ALL)") == 3
    assert not [step for step in steps if "TEMP B-TREE" in step]


@pytest.mark.parametrize("sort", ORDERINGS)
def test_several_categories_are_one_list(sort: str) -> None:
    categories = [make_category(name=f"Category {number}") for number in range(3)]
    for category in [*categories, None] * 2:
        for price in ("10", "20", None):
            product = make_product(category=category, price=price or "1", compare_at_price="25")
            if price is None:
                product.variants.all().delete()
    pks = [None, *(category.pk for category in categories)]

    pages = [keys_in(pks, sort, slice(start, start + 7)) for start in range(0, 28, 7)]

    expected = ORDERINGS[sort].apply(Product.objects.published()).values_list("pk", flat=True)
    assert [key for page in pages for key in page] == list(expected)
    assert len(expected) == 24


@pytest.mark.parametrize("number", [1, 2])
def test_the_database_knows_how_far_a_prepared_list_is_read(number: int) -> None:
    """PostgreSQL keeps a plan for a limit that it knows; otherwise it may plan anew, for longer than it reads."""
    categories = [make_category(name=f"Category {each}").pk for each in range(number)]

    [sql] = asked_for(lambda: keys_in(categories, "newest", slice(24, 48)))

    assert sql.endswith("LIMIT 24 OFFSET 24")
    if connection.vendor == "postgresql":
        assert sql.count("LIMIT 48") == (number if number > 1 else 0)


@pytest.mark.parametrize("sort", ["price", "price-desc", "newest"])
@pytest.mark.parametrize("beyond", [0, 1])
def test_of_very_many_categories_one_selection_is_made(sort: str, beyond: int) -> None:
    last = Category.objects.bulk_create(
        Category(name=f"Category {number}", slug=f"category-{number}") for number in range(most_merged(sort) + beyond)
    )[-1]
    cheap, dear = (make_product(category=last, price=price).pk for price in ("1", "2"))
    pks = list(Category.objects.values_list("pk", flat=True))
    keys: list[int] = []

    [sql] = asked_for(lambda: keys.extend(Categories(pks).keys(FilterQuery(), NOTHING, sort, slice(0, 24))))

    assert keys == ([cheap, dear] if sort == "price" else [dear, cheap])
    assert (sql.count("UNION ALL") > len(pks) // 2) == (not beyond)


def asked_for(read: Callable[[], object]) -> list[str]:
    """Return the statements that the database is asked for, without their values."""
    asked: list[str] = []

    def note(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        read()
    return asked


def steps_of(statement: str) -> list[str]:
    with connection.cursor() as cursor:
        # Its values are in it already.
        cursor.execute(f"EXPLAIN QUERY PLAN {statement.replace('%', '%%')}", [])
        return [detail for *_, detail in cursor.fetchall()]
