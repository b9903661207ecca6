"""A long work on SQLite lets those write who wait, and does as much at a time as they can bear."""

from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import OperationalError, connections

from shop.database.sqlite import turns
from shop.database.sqlite.base import DatabaseWrapper
from shop.database.sqlite.turns import Turns

pytestmark = pytest.mark.django_db

WORKED = "INSERT INTO work DEFAULT VALUES"
MOST_TURNS = 30


@pytest.fixture
def database(tmp_path: Path) -> Iterator[dict[str, Any]]:
    """The settings of a database in a file, with a table to write to."""
    options = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": "PRAGMA journal_mode=WAL"}
    values = connections.settings["default"] | {"NAME": str(tmp_path / "db.sqlite3"), "OPTIONS": options}
    with closing(DatabaseWrapper(values)) as connection, connection.cursor() as cursor:
        cursor.execute("CREATE TABLE work (id INTEGER PRIMARY KEY)")
        yield values


@pytest.fixture
def on_sqlite(monkeypatch: pytest.MonkeyPatch, database: dict[str, Any]) -> None:
    """Let the work be done on SQLite, whatever the tests run on."""
    monkeypatch.setattr(turns, "connection", DatabaseWrapper(database))


@pytest.mark.usefixtures("on_sqlite")
def test_who_waits_writes_before_a_long_work_has_ended(database: dict[str, Any]) -> None:
    is_begun, is_over = Event(), Event()
    done: list[int] = []

    def work() -> None:
        pace, pause = Turns(most=3), Event()
        with closing(DatabaseWrapper(database)) as connection:
            for number in count():
                if is_over.is_set() or number == MOST_TURNS:
                    return
                with pace.take(1):
                    begin(connection)
                    is_begun.set()
                    pause.wait(0.1)
                    connection.connection.execute("COMMIT")
                done.append(number)

    worker = Thread(target=work)
    worker.start()
    with closing(DatabaseWrapper(database)) as page:
        assert is_begun.wait(10)
        for _ in range(3):
            begin(page)
            page.connection.execute(WORKED)
            page.connection.execute("COMMIT")
    is_over.set()
    worker.join()

    assert len(done) < MOST_TURNS / 2


def test_a_writer_waits_no_longer_than_it_is_told(database: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "SECONDS_TO_WAIT", 0.05)
    with closing(DatabaseWrapper(database)) as one, closing(DatabaseWrapper(database)) as other:
        begin(one)
        with pytest.raises(OperationalError, match="database is locked"):
            begin(other)
        with pytest.raises(OperationalError, match="database is locked"), other.cursor() as cursor:
            cursor.execute(WORKED)


def test_a_thread_that_waits_holds_nothing_of_its_connection(database: dict[str, Any]) -> None:
    """A cursor that another thread's garbage collector clears away waits for nobody: that thread may be the writer."""
    is_waiting = Event()
    left_over: list[Any] = []

    def write() -> None:
        with closing(DatabaseWrapper(database)) as other, other.cursor() as cursor:
            left_over.append(other.connection.execute("SELECT 1"))
            is_waiting.set()
            cursor.execute(WORKED)

    with closing(DatabaseWrapper(database)) as writer:
        begin(writer)
        waiting = Thread(target=write)
        waiting.start()
        assert is_waiting.wait(10)
        waiting.join(0.2)
        started = monotonic()
        left_over.clear()
        assert monotonic() - started < 5
        writer.connection.execute("COMMIT")
    waiting.join(10)
    assert not waiting.is_alive()


@pytest.mark.usefixtures("on_sqlite")
def test_a_turn_has_as_many_rows_as_others_can_wait_for(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(turns, "monotonic", lambda: now[0])
    waits: list[float] = []
    monkeypatch.setattr(turns, "sleep", waits.append)
    pace = Turns(most=300)
    sizes = []
    for seconds in (0.1, 0.1, 0.4, 2.0):
        sizes.append(pace.size)
        with pace.take(pace.size):
            now[0] += seconds
    sizes.append(pace.size)

    assert sizes == [100, 200, 300, 150, 100]
    assert waits == [0, *[pytest.approx(turns.SECONDS_BETWEEN_TURNS)] * 3]


def test_a_database_that_locks_rows_writes_all_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "connection", SimpleNamespace(vendor="postgresql"))
    pace = Turns(most=300)
    with pace.take(300):
        """However long it takes."""

    assert pace.size == 300


def begin(connection: DatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        cursor.execute("BEGIN IMMEDIATE")
