"""The index on PostgreSQL: a GIN index over text search vectors.

Where a word stands is in the lexemes themselves rather than in weights: of weights the index knows nothing, so that
every product with a word would have to be fetched to learn where the word stands in it.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

if TYPE_CHECKING:
    from shop.catalog.search.index import Entry, Query

TABLE, NEW = "catalog_search", "catalog_search_new"
CREATE = "CREATE TABLE {} (product_id bigint PRIMARY KEY, tokens tsvector NOT NULL)"
CREATE_INDEX = "CREATE INDEX ON {} USING gin (tokens)"
SEARCH = """
    (SELECT %s, product_id FROM catalog_search WHERE tokens @@ %s::tsquery ORDER BY product_id DESC LIMIT %s)
"""
WRITE = """
    WITH entries AS (
        SELECT key, array_to_tsvector(string_to_array(words, ' ')) AS tokens
        FROM unnest(%s::bigint[], %s::text[]) AS given (key, words)
    )
    INSERT INTO catalog_search (product_id, tokens)
    SELECT key, entries.tokens FROM entries LEFT JOIN catalog_search AS old ON old.product_id = key
    WHERE old.tokens IS DISTINCT FROM entries.tokens
    ORDER BY key
    ON CONFLICT (product_id) DO UPDATE SET tokens = excluded.tokens
    RETURNING product_id
"""


def search(queries: "Sequence[Query]", limit: int) -> list[tuple[int, int]]:
    parameters = [value for place, query in enumerate(queries) for value in (place, expression(query), limit)]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([SEARCH] * len(queries)), parameters)
        return list(cursor.fetchall())


def expression(query: "Query") -> str:
    """Return the query in PostgreSQL's language. Tokens have neither quotes nor anything else that it knows."""
    groups = (" | ".join(f"'{token.text}'{':*' if token.is_prefix else ''}" for token in group) for group in query)
    return " & ".join(f"({group})" for group in groups)


def write(entries: "Sequence[Entry]") -> set[int]:
    if not entries:
        return set()
    return {row[0] for row in ask(WRITE, [[key for key, _ in entries], [" ".join(tokens) for _, tokens in entries]])}


def forget(keys: Sequence[int]) -> None:
    if keys:
        ask("DELETE FROM catalog_search WHERE product_id = ANY(%s) RETURNING product_id", [list(keys)])


def ask(sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall() if cursor.description else []


def create(table: str = TABLE) -> None:
    ask(CREATE.format(table))
    ask(CREATE_INDEX.format(table))


def begin() -> None:
    ask(f"LOCK TABLE {TABLE} IN SHARE ROW EXCLUSIVE MODE")
    ask(f"DROP TABLE IF EXISTS {NEW}")
    ask(CREATE.format(NEW))


def fill(entries: "Iterable[Entry]") -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {NEW} (product_id, tokens) FROM STDIN") as copy:
        for key, tokens in entries:
            copy.write_row((key, " ".join(f"'{token}'" for token in tokens)))


def finish() -> None:
    ask(CREATE_INDEX.format(NEW))
    ask(f"ANALYZE {NEW}")
    ask(f"DROP TABLE {TABLE}")
    ask(f"ALTER TABLE {NEW} RENAME TO {TABLE}")
    ask(f"ALTER INDEX {NEW}_pkey RENAME TO {TABLE}_pkey")


def is_empty() -> bool:
    return bool(ask("SELECT NOT EXISTS (SELECT 1 FROM catalog_search)")[0][0])


def rows(keys: Sequence[int]) -> RawSQL:
    return RawSQL("SELECT unnest(%s::bigint[])", [list(keys)])


def begins(field: str, text: str) -> Q:
    return Q(**{f"{field}__startswith": text})
