"""The first rows of several compiled queries, read by one statement."""

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from django.db import connection

from shop.database.compiled_query import CompiledQuery


class Part(NamedTuple):
    """The first `limit` rows of a query that has an order, with its parameters' values."""

    query: CompiledQuery
    limit: int
    values: Mapping[str, Any] = {}


def read_parts(parts: Sequence[Part]) -> list[list[tuple[Any, ...]]]:
    """Return the rows of each part, in its order. All have the same columns. Queries once, or not at all."""
    found: list[list[tuple[Any, ...]]] = [[] for _part in parts]
    if not parts:
        return found
    selects, parameters = [], []
    for number, part in enumerate(parts):
        statement, given = part.query.written(**part.values)
        # The statement is Django's own, and the number counts: nobody's text is in either.
        ranked = f"SELECT {number} AS part, row_number() OVER () AS place, q.* FROM ({statement} LIMIT %s) q"  # noqa: S608
        selects.append(ranked)
        parameters += [*given, part.limit]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(selects), parameters)
        for number, _place, *row in sorted(cursor.fetchall(), key=itemgetter(0, 1)):
            found[number].append(tuple(row))
    return found
