"""What is imported is looked up by its keys: a shop of a million products takes it in as fast as an empty one."""

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shop.catalog.tests.product_files import bring_in, product_row, write_csv

PRODUCTS = 200

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it counts or shapes what the database is asked")]


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PostgreSQL plans by how much there is, and reads few rows as they lie"
)
def test_no_statement_of_an_import_walks_along_all_products(tmp_path: Path) -> None:
    file = tmp_path / "products.csv"
    for price in ("12.50", "13.00"):
        rows = [product_row(f"mug-{number}", Variant_Price=price) for number in range(PRODUCTS)]
        with CaptureQueriesContext(connection) as captured:
            bring_in(write_csv(file, rows))
        statements = [query["sql"] for query in captured if query["sql"].startswith(("SELECT", "UPDATE", "DELETE"))]

        # Whether there is any product at all, the first one tells.
        statements.remove('SELECT 1 AS "a" FROM "catalog_product" LIMIT 1')
        found = [step for statement in statements for step in steps_of(statement) if "catalog_product" in step]

        assert found
        assert [step for step in found if not is_a_search_by_key(step)] == []


def steps_of(statement: str) -> list[str]:
    with connection.cursor() as cursor:
        # Its values are in it already.
        cursor.execute(f"EXPLAIN QUERY PLAN {statement.replace('%', '%%')}", [])
        return [detail for *_, detail in cursor.fetchall()]


def is_a_search_by_key(step: str) -> bool:
    """Tell whether a step looks rows up by their own keys, by that of their product, or by their address."""
    return step.startswith("SEARCH") and any(key in step for key in ("(rowid=?)", "_id=?)", "(slug_key=?)"))
