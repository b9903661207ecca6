"""The front page reads the few products that it shows, and not all of a million to find them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from shop.testing.builders import make_category, make_product

pytestmark = pytest.mark.django_db


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


def steps_of(statement: str) -> list[str]:
    with connection.cursor() as cursor:
        # Its values are in it already.
        cursor.execute(f"EXPLAIN QUERY PLAN {statement.replace('%', '%%')}", [])
        return [detail for *_, detail in cursor.fetchall()]
