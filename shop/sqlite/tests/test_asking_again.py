"""A statement that is asked again is read through once for its placeholders, and asks the same."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from django.db import connection
from django.db.backends.sqlite3.base import SQLiteCursorWrapper

from shop.sqlite.base import LONGEST, Cursor, converted


@pytest.fixture
def cursor() -> Iterator[Cursor]:
    with closing(sqlite3.connect(":memory:")) as database:
        converted.cache_clear()
        yield database.cursor(factory=Cursor)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL is asked in its own way")
@pytest.mark.django_db
def test_the_shop_asks_by_it() -> None:
    with connection.cursor() as cursor:
        assert isinstance(cursor.cursor, Cursor)


@pytest.mark.parametrize("query", ["SELECT %s", "SELECT %s || '%%s%%' || %s", "SELECT '%%'", "SELECT 1"])
def test_it_is_what_django_makes_of_it(cursor: Cursor, query: str) -> None:
    values = ["a%sb?"] * query.replace("%%s", "").count("%s")
    with closing(cursor.connection.cursor(factory=SQLiteCursorWrapper)) as django:
        expected = django.execute(query, values).fetchall()

    assert [cursor.execute(query, values).fetchall() for _ in range(2)] == [expected, expected]


def test_values_by_name_are_put_in_by_name(cursor: Cursor) -> None:
    assert cursor.execute("SELECT %(one)s, %(two)s", {"one": 1, "two": 2}).fetchall() == [(1, 2)]


def test_it_is_read_through_once(cursor: Cursor) -> None:
    for number in range(3):
        cursor.execute("SELECT %s", [number])

    assert (converted.cache_info().misses, converted.cache_info().hits) == (1, 2)


def test_what_is_very_long_is_not_kept(cursor: Cursor) -> None:
    query = f"SELECT %s -- {'x' * LONGEST}"

    assert cursor.execute(query, [1]).fetchall() == [(1,)]
    assert converted.cache_info().currsize == 0
