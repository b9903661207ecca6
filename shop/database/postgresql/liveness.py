"""A page waits for the database only while the database lives.

A network that dies silently tells nobody: neither a query nor an attempt to connect ever ends, and a server that works
on a long query is as silent. So a page that hears nothing asks, on a connection of its own, whether anybody is there.
"""

import select
import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from time import monotonic
from typing import Any, TypeVar

import psycopg
from psycopg.abc import PQGen

from shop.database.postgresql.fail_fast import fails_fast

T = TypeVar("T")

# Together with the pool's own time-out these leave a page its second.
SECONDS_OF_SILENCE = 0.2
SECONDS_TO_ANSWER = 0.3
# A server that has just answered, and is silent again, is at work.
SECONDS_OF_WORK = 2
SECONDS_TO_REST = 1
# A connection that was used so long ago is tried before it is used again.
SECONDS_OF_TRUST = 1
# "Do you speak TLS?" Every PostgreSQL and every pooler says yes or no in one byte, before it asks who is there.
TLS_REQUEST = struct.pack("!II", 8, 80877103)


class DatabaseAway(psycopg.OperationalError):
    """The database is not there, or was not a moment ago."""


class Circuit:
    """What a process knows of its database: after a failure all but one wait for a rest before they ask again."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._is_broken = False
        self._rests_until = 0.0

    @property
    def rests(self) -> bool:
        return monotonic() < self._rests_until

    def break_off(self) -> None:
        with self._lock:
            self._is_broken = True
            self._rests_until = monotonic() + SECONDS_TO_REST

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Try to reach the database. Raises DatabaseAway at once while that has just failed, or another is trying."""
        with self._lock:
            if self.rests:
                raise DatabaseAway("The database was away a moment ago.")
            if self._is_broken:
                self._rests_until = monotonic() + SECONDS_TO_REST
        try:
            yield
        except psycopg.OperationalError:
            self.break_off()
            raise
        with self._lock:
            self._is_broken = False
            self._rests_until = 0.0


circuit = Circuit()


class Connection(psycopg.Connection[Any]):
    """A connection that a page gives up as soon as nobody is at the other end."""

    _answered_at = 0.0

    def wait(self, gen: PQGen[T], interval: float = 0.1, timeout: float | None = None) -> T:
        try:
            answer = super().wait(self._listen(gen) if fails_fast.get() else gen, interval, timeout)
        except DatabaseAway:
            # The query is under way: nothing else can be asked here any more.
            self.close()
            raise
        self._answered_at = monotonic()
        return answer

    @property
    def is_fresh(self) -> bool:
        """Whether it answered a moment ago, and nothing has come since: a server that ends a connection says so."""
        return monotonic() < self._answered_at + SECONDS_OF_TRUST and not has_news(self.pgconn.socket)

    def _listen(self, gen: PQGen[T]) -> PQGen[T]:
        """Pass on what `gen` waits for. Raises DatabaseAway when it waits for nobody."""
        give_up = monotonic() + SECONDS_OF_SILENCE
        try:
            wanted = next(gen)
            while True:
                ready = yield wanted
                if not ready and monotonic() > give_up:
                    self._see_that_it_lives()
                    give_up = monotonic() + SECONDS_OF_WORK
                wanted = gen.send(ready)
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]

    def _see_that_it_lives(self) -> None:
        if not answers(self.info.hostaddr or self.info.host, self.info.port):
            circuit.break_off()
            raise DatabaseAway("The database does not answer.")


def has_news(number: int) -> bool:
    """Tell whether something can be read from a socket: its end too."""
    poll = select.poll()
    poll.register(number, select.POLLIN)
    return bool(poll.poll(0))


def answers(host: str, port: int) -> bool:
    """Tell whether a PostgreSQL answers there, soon. `host` is an address, or the folder of a local socket."""
    deadline = monotonic() + SECONDS_TO_ANSWER
    is_local = host.startswith("/")
    family = socket.AF_UNIX if is_local else socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family) as probe:
            probe.settimeout(SECONDS_TO_ANSWER)
            probe.connect(f"{host}/.s.PGSQL.{port}" if is_local else (host, port))
            probe.sendall(TLS_REQUEST)
            probe.settimeout(max(deadline - monotonic(), 0.01))
            return probe.recv(1) != b""
    except OSError:
        return False
