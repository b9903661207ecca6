"""Rows read past the ORM: Django needs longer to write a statement than the database to answer it."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from shop.catalog.keys import among_given, parameter


class Given(str):
    """The name of a value that a statement is given when it is asked."""

    __slots__ = ()


def given(name: str) -> RawSQL:
    """Return what stands in a query set for such a value."""
    return RawSQL("%s", [Given(name)])


class Statement:
    """These columns of a query set's rows, whose statement is written once.

    Values come as the database's driver gives them.
    """

    def __init__(self, rows: Callable[[], QuerySet[Any]], columns: Iterable[str]) -> None:
        self._rows = rows
        self._columns = tuple(columns)

    @cached_property
    def _written(self) -> tuple[str, tuple[Any, ...]]:
        return self._rows().values_list(*self._columns).query.sql_with_params()

    def read(self, **values: Any) -> list[tuple[Any, ...]]:
        """Return the rows for what is given. Queries once."""
        statement, parameters = self._written
        with connection.cursor() as cursor:
            cursor.execute(statement, [values[own] if isinstance(own, Given) else own for own in parameters])
            return list(cursor.fetchall())


class Rows:
    """These columns of some rows by their keys."""

    def __init__(self, rows: Callable[[], QuerySet[Any]], columns: Iterable[str]) -> None:
        self._statement = Statement(lambda: rows().order_by().filter(pk__in=among_given(Given("keys"))), columns)

    def read(self, keys: Sequence[int]) -> list[tuple[Any, ...]]:
        """Return the rows of these keys that exist, in any order. Queries once, or for no key not at all."""
        return self._statement.read(keys=parameter(keys)) if keys else []
