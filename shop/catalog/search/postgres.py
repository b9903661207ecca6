"""The index on PostgreSQL: a GIN index over text search vectors.

Where a word stands is in the lexemes themselves rather than in weights: of weights the index knows nothing, so that
every product with a word would have to be fetched to learn where the word stands in it.

Nor does the index know an order: all products with a frequent word would be read to find the newest of them. So each
product also has tokens that say in which windows of keys it stands, and the newest windows are asked first, then wider
ones, until enough is found. The vectors are kept out of the rows, which are then few pages to look through.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from shop.catalog.search.protocol import Entry, Query

TABLE, NEW = "catalog_search", "catalog_search_new"
CREATE = """
    CREATE TABLE {0} (product_id bigint PRIMARY KEY, tokens tsvector NOT NULL) WITH (toast_tuple_target = 128);
    ALTER TABLE {0} ALTER COLUMN tokens SET STORAGE EXTERNAL
"""
# What is written would else wait in a list that every search reads from end to end.
CREATE_INDEX = "CREATE INDEX ON {} USING gin (tokens) WITH (fastupdate = off)"
WINDOWS = (9, 12, 15, 18)
"""How wide windows are, as powers of two. Of each width the two newest are asked: the last may have just begun."""
WINDOW = "~{}.{}"
"""The token of a window: no word has a sign like its first. One is made here, and one in the statement below."""
NEWEST = "newest AS MATERIALIZED (SELECT {} FROM (SELECT max(product_id) AS key FROM catalog_search) AS keys)"
NEWEST_OF = """
    format('''~{0}.%%s'' | ''~{0}.%%s''', key >> {0}, (key >> {0}) - 1)::tsquery AS in_{0},
    ((key >> {0}) - 1) << {0} AS from_{0}
"""
FOUND = "found_{0} AS MATERIALIZED (SELECT {0} AS place, product_id FROM ({1}) AS parts WHERE {2} LIMIT %s)"
NOT_ENOUGH = "NOT EXISTS (SELECT 1 FROM found_{} OFFSET %s)"
# Sorted by an expression, lest the table is walked along its keys.
SEARCH_PART = """
    (SELECT product_id FROM catalog_search WHERE tokens @@ (%s::tsquery{}){} ORDER BY product_id + 0 DESC LIMIT %s)
"""
IN, BEFORE = " && (SELECT in_{} FROM newest)", " AND product_id + 0 < (SELECT from_{} FROM newest)"
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


def search(queries: Sequence[Query], limit: int, *, until_enough: bool = False) -> list[tuple[int, int]]:
    # What is narrower than what is wanted cannot be enough.
    widths = [width for width in WINDOWS if 2 << width >= limit]
    newest = NEWEST.format(", ".join(NEWEST_OF.format(width) for width in widths or WINDOWS))
    # The parts follow each other from the newest on, and none is begun before it is needed.
    within = [*(IN.format(width) for width in widths), ""]
    before = ["", *(BEFORE.format(width) for width in widths)]
    parts = " UNION ALL ".join(map(SEARCH_PART.format, within, before))
    found, parameters = [newest], list[Any]()
    for place, query in enumerate(queries):
        earlier = range(place) if until_enough else ()
        found.append(FOUND.format(place, parts, " AND ".join(map(NOT_ENOUGH.format, earlier)) or "TRUE"))
        parameters += [*[expression(query), limit] * len(within), *[limit - 1 for _ in earlier], limit]
    each = " UNION ALL ".join(f"SELECT place, product_id FROM found_{place}" for place in range(len(queries)))  # noqa: S608
    return [(place, key) for place, key in ask(f"WITH {', '.join(found)} {each}", parameters)]


def expression(query: Query) -> str:
    """Return the query in PostgreSQL's language. Tokens have neither quotes nor anything else that it knows."""
    groups = (" | ".join(f"'{token.text}'{':*' if token.is_prefix else ''}" for token in group) for group in query)
    return " & ".join(f"({group})" for group in groups)


def write(entries: Sequence[Entry]) -> set[int]:
    if not entries:
        return set()
    texts = [" ".join((*tokens, *windows_of(key))) for key, tokens in entries]
    return {row[0] for row in ask(WRITE, [[key for key, _ in entries], texts])}


def windows_of(key: int) -> list[str]:
    """Return the tokens of the windows in which a product stands."""
    return [WINDOW.format(width, key >> width) for width in WINDOWS]


def forget(keys: Sequence[int]) -> None:
    if keys:
        ask("DELETE FROM catalog_search WHERE product_id = ANY(%s) RETURNING product_id", [list(keys)])


def ask(sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """Run a statement, and return the rows that it gives."""
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


def fill(entries: Iterable[Entry]) -> None:
    """Write products into the new index."""
    with connection.cursor() as cursor, cursor.copy(f"COPY {NEW} (product_id, tokens) FROM STDIN") as copy:
        for key, tokens in entries:
            copy.write_row((key, " ".join(f"'{token}'" for token in (*tokens, *windows_of(key)))))


def finish() -> None:
    ask(CREATE_INDEX.format(NEW))
    ask(f"ANALYZE {NEW}")
    ask(f"DROP TABLE {TABLE}")
    ask(f"ALTER TABLE {NEW} RENAME TO {TABLE}")
    ask(f"ALTER INDEX {NEW}_pkey RENAME TO {TABLE}_pkey")


def is_empty() -> bool:
    return bool(ask("SELECT NOT EXISTS (SELECT 1 FROM catalog_search)")[0][0])
