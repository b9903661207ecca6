"""Who writes next: SQLite has one writer, and lets the others sleep ever longer between their tries.

So a long work that begins again as soon as it has ended would never let them in. It writes in short transactions, waits
a moment after each, and then tries less often than the pages, which try every few milliseconds.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic, sleep
from typing import TypeVar

from django.db import connection

T = TypeVar("T")

SECONDS_A_TURN = 0.2
FEWEST = 10
SECONDS_BETWEEN_TURNS = 0.02
SECONDS_BETWEEN_TRIES = 0.005
SECONDS_BETWEEN_PATIENT_TRIES = 0.05
SECONDS_TO_WAIT = 20.0

pause = ContextVar("pause", default=SECONDS_BETWEEN_TRIES)


def wait(work: Callable[[], T]) -> T:
    """Return what one statement outside of a transaction answers, as soon as SQLite lets it in.

    After 20 s sqlite3.OperationalError is raised. The wait is Python's, never SQLite's: SQLite would hold the
    connection's mutex meanwhile, and another thread whose garbage collector meets a cursor of this connection would
    wait for that mutex, perhaps while it writes itself.
    """
    deadline = monotonic() + SECONDS_TO_WAIT
    while True:
        try:
            return work()
        except sqlite3.OperationalError as error:
            if not is_taken(error) or monotonic() > deadline:
                raise
        sleep(pause.get())


def is_taken(error: sqlite3.OperationalError) -> bool:
    """Tell whether another connection writes: https://sqlite.org/rescode.html#busy."""
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF == sqlite3.SQLITE_BUSY


class Turns:
    """How many of at most so many rows a long work writes in one transaction: `size`.

    On SQLite so many as take a fifth of a second, but no less than a third of them: each transaction has a cost of its
    own. Databases that lock rows hold nobody up: there it is always `most`.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self.least = min(most, max(FEWEST, most // 3))
        self.is_needed = connection.vendor == "sqlite"
        self.size = self.least if self.is_needed else most
        self._ended = 0.0

    @contextmanager
    def take(self, count: int) -> Iterator[None]:
        """Write so many rows in the block, in one transaction; others have had their turn before it."""
        if not self.is_needed:
            yield
            return
        sleep(max(0.0, self._ended + SECONDS_BETWEEN_TURNS - monotonic()))
        started, token = monotonic(), pause.set(SECONDS_BETWEEN_PATIENT_TRIES)
        try:
            yield
        finally:
            pause.reset(token)
            self._ended = monotonic()
        fitting = round(count * SECONDS_A_TURN / max(self._ended - started, 0.001))
        self.size = min(max(fitting, self.least), self.most)
