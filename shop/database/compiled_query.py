"""Queries whose SQL is compiled once: Django needs longer to write it than the database to answer it."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from shop.database.id_list import id_list, in_id_list


class Param(str):
    """The name of a parameter, whose value comes each time that the query runs."""

    __slots__ = ()


def param(name: str) -> RawSQL:
    """Return the placeholder that stands in a query set for this parameter."""
    return RawSQL("%s", [Param(name)])


class CompiledQuery:
    """A query set's SQL for these columns, compiled once.

    Its rows have the values as the database's driver gives them.
    """

    def __init__(self, rows: Callable[[], QuerySet[Any]], columns: Iterable[str]) -> None:
        self._rows = rows
        self._columns = tuple(columns)

    @cached_property
    def _written(self) -> tuple[str, tuple[Any, ...]]:
        return self._rows().values_list(*self._columns).query.sql_with_params()

    def read(self, **values: Any) -> list[tuple[Any, ...]]:
        """Return the rows for these parameters. Queries once."""
        statement, parameters = self.written(**values)
        with connection.cursor() as cursor:
            cursor.execute(statement, parameters)
            return list(cursor.fetchall())

    def written(self, **values: Any) -> tuple[str, list[Any]]:
        """Return the statement, and what stands in its places for these parameters."""
        statement, parameters = self._written
        return statement, [values[own] if isinstance(own, Param) else own for own in parameters]


class QueryByIds:
    """The same for rows by their primary keys."""

    def __init__(self, rows: Callable[[], QuerySet[Any]], columns: Iterable[str]) -> None:
        self._statement = CompiledQuery(lambda: rows().order_by().filter(pk__in=in_id_list(Param("keys"))), columns)

    def read(self, keys: Sequence[int]) -> list[tuple[Any, ...]]:
        """Return the rows of these keys that exist, in any order. Queries once, or for no key not at all."""
        return self._statement.read(keys=id_list(keys)) if keys else []
