"""A migration beside running processes changes what a statement returns that they have prepared."""

from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from django.db.utils import NotSupportedError

pytestmark = [
    pytest.mark.postgresql("it counts or shapes what the database is asked"),
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite plans anew by itself"),
]
TIMES = 6
READ = "SELECT name FROM migrated ORDER BY name"


@pytest.fixture(autouse=True)
def table() -> Iterator[None]:
    migrate("CREATE TABLE migrated (name varchar(5))")
    migrate("INSERT INTO migrated VALUES ('mug')")
    yield
    migrate("DROP TABLE migrated")


def test_a_page_reads_on() -> None:
    prepare()
    migrate("ALTER TABLE migrated ALTER name TYPE varchar(50)")

    assert [read() for _ in range(TIMES)] == ["mug"] * TIMES


def test_a_transaction_fails_once() -> None:
    prepare()
    migrate("ALTER TABLE migrated ALTER name TYPE varchar(50)")

    with pytest.raises(NotSupportedError), transaction.atomic():
        read()
    with transaction.atomic():
        assert read() == "mug"


def prepare() -> None:
    for _ in range(TIMES):
        read()


def read() -> str:
    with connection.cursor() as cursor:
        cursor.execute(READ)
        return str(cursor.fetchone()[0])


def migrate(statement: str) -> None:
    """Execute a statement over another connection, as another process would."""
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute(statement)
    finally:
        other.close()
