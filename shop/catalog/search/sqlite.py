"""The index on SQLite: FTS5 with nothing but which product has which token.

Where a word stands is in the tokens themselves, so there are neither columns to weigh nor positions to keep, and FTS5's
bm25 is not asked: it counts all the products that have a word, however few are shown.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from shop.catalog.search.protocol import Entry, Query

CREATE = """
    CREATE VIRTUAL TABLE {} USING fts5(tokens, detail='none', columnsize=0, tokenize="ascii")
"""
TABLE, NEW = "catalog_search", "catalog_search_new"
FOUND = """
    found_{0} AS MATERIALIZED (
        SELECT {0} AS place, rowid AS key FROM catalog_search WHERE catalog_search MATCH %s
        ORDER BY rowid DESC LIMIT CASE WHEN {1} THEN %s ELSE 0 END
    )
"""
NOT_ENOUGH = "NOT EXISTS (SELECT 1 FROM found_{} LIMIT 1 OFFSET %s)"
THESE = "(SELECT value FROM json_each(%s))"


def search(queries: Sequence[Query], limit: int, *, until_enough: bool = False) -> list[tuple[int, int]]:
    """Return pairs of a query's place and a product's key. Queries once."""
    found, parameters = [], list[Any]()
    for place, query in enumerate(queries):
        earlier = range(place) if until_enough else ()
        found.append(FOUND.format(place, " AND ".join(map(NOT_ENOUGH.format, earlier)) or "TRUE"))
        parameters += [expression(query), *[limit - 1 for _ in earlier], limit]
    each = " UNION ALL ".join(f"SELECT place, key FROM found_{place}" for place in range(len(queries)))  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {', '.join(found)} {each}", parameters)
        return list(cursor.fetchall())


def expression(query: Query) -> str:
    """Return the query in FTS5's language. Tokens have neither quotes nor anything else that it knows."""
    groups = (" OR ".join(f'"{token.text}"{" *" if token.is_prefix else ""}' for token in group) for group in query)
    return " AND ".join(f"({group})" for group in groups)


def write(entries: Sequence[Entry]) -> set[int]:
    """Write what differs, and return the keys of that. Queries once, and again to write."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT rowid, tokens FROM catalog_search WHERE rowid IN {THESE}", [as_json(entries)])  # noqa: S608
        stored = dict(cursor.fetchall())
    changed = [entry for entry in entries if stored.get(entry[0]) != " ".join(entry[1])]
    forget([key for key, _ in changed if key in stored])
    insert(TABLE, changed)
    return {key for key, _ in changed}


def as_json(entries: Sequence[Entry]) -> str:
    return json.dumps([key for key, _ in entries])


def forget(keys: Sequence[int]) -> None:
    """Take these products out."""
    if keys:
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM catalog_search WHERE rowid IN {THESE}", [json.dumps(list(keys))])  # noqa: S608


def insert(table: str, entries: Iterable[Entry]) -> None:
    """Write products into one of the two tables."""
    rows = [(key, " ".join(tokens)) for key, tokens in entries]
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {table} (rowid, tokens) VALUES (%s, %s)", rows)  # noqa: S608 our own names


def create(table: str = TABLE) -> None:
    """Create a table for the index."""
    with connection.cursor() as cursor:
        cursor.execute(CREATE.format(table))


def begin() -> None:
    """Begin a new index beside the old one."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {NEW}")
    create(NEW)


def fill(entries: Iterable[Entry]) -> None:
    insert(NEW, entries)


def finish() -> None:
    """Put the new index in the place of the old one."""
    with connection.cursor() as cursor:
        # It was written in parts, in each of which every word would be looked up.
        # https://sqlite.org/fts5.html#the_optimize_command
        cursor.execute(f"INSERT INTO {NEW} ({NEW}) VALUES ('optimize')")  # noqa: S608 our own names
        cursor.execute(f"DROP TABLE {TABLE}")
        cursor.execute(f"ALTER TABLE {NEW} RENAME TO {TABLE}")


def is_empty() -> bool:
    """Tell whether no product is in the index. Queries once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT NOT EXISTS (SELECT 1 FROM catalog_search)")
        return bool(cursor.fetchone()[0])
