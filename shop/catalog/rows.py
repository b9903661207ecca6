"""Rows by their keys, read past the ORM: Django needs longer to write the statement than the database to answer it."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from shop.catalog.keys import among, parameter


class Rows:
    """These columns of some rows, whose statement is written once. Values come as the database's driver gives them."""

    def __init__(self, rows: Callable[[], QuerySet[Any]], columns: Iterable[str]) -> None:
        self._rows = rows
        self._columns = tuple(columns)

    @cached_property
    def _statement(self) -> str:
        by_key = self._rows().order_by().filter(pk__in=among([]))
        return by_key.values_list(*self._columns).query.sql_with_params()[0]

    def read(self, keys: Sequence[int]) -> list[tuple[Any, ...]]:
        """Return the rows of these keys that exist, in any order. Queries once."""
        with connection.cursor() as cursor:
            cursor.execute(self._statement, [parameter(keys)])
            return list(cursor.fetchall())
