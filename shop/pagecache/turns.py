"""One page is drawn at a time, where that is quicker.

Drawing is Python's work, of which a process does one thing at a time whatever its threads. On SQLite threads that draw
side by side only take the interpreter from each other at every row that is read, forty times a page. PostgreSQL
reads in a process of its own: there one page is drawn while another one waits for it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from django.db import connection

LONGEST_WAIT = 0.05
"""Seconds. Who waited so long behind a page that takes its time goes on beside it."""


class Turns:
    """Who draws now. For all threads of a process."""

    def __init__(self) -> None:
        self._lock = Lock()

    @contextmanager
    def take(self) -> Iterator[None]:
        """Wait for a turn, and have it until the block ends."""
        is_taken = connection.vendor == "sqlite" and self._lock.acquire(timeout=LONGEST_WAIT)
        try:
            yield
        finally:
            if is_taken:
                self._lock.release()
