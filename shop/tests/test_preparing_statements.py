"""PostgreSQL plans once what a connection is asked again and again."""

import pytest
from django.db import connection

from shop.catalog.cart_variants import read_cart_variants
from shop.catalog.models import Product

pytestmark = [
    pytest.mark.postgresql("it counts or shapes what the database is asked"),
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite plans in no time"),
]
TIMES = 6


def test_the_orms_statements_are_prepared() -> None:
    assert not is_prepared('"catalog_product"."seo_title" = ')

    for number in range(TIMES):
        Product.objects.filter(seo_title=f"mug-{number}").first()

    assert is_prepared('"catalog_product"."seo_title" = ')


def test_those_past_the_orm_are_too() -> None:
    for number in range(TIMES):
        read_cart_variants([number, number + 1])

    assert is_prepared('FROM "catalog_variant"')


def is_prepared(part: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM pg_prepared_statements WHERE position(%s IN statement) > 0)", [part]
        )
        row = cursor.fetchone()
    return bool(row and row[0])
