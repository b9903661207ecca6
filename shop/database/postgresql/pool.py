"""Connections that are kept, and given soon or not at all."""

from time import monotonic

import psycopg
from psycopg_pool import ConnectionPool, PoolTimeout

from shop.database.postgresql.fail_fast import fails_fast
from shop.database.postgresql.liveness import Connection, circuit

# The pool's own time-out is that of a page. A command loses more by giving up.
SECONDS_FOR_A_COMMAND = 5


class Pool(ConnectionPool[Connection]):
    """A pool that knows whether a page or a command asks."""

    @staticmethod
    def check_connection(conn: Connection) -> None:
        """Try a connection, unless it is fresh: under load each page would else ask once more than it has to."""
        if not conn.is_fresh:
            ConnectionPool.check_connection(conn)

    def getconn(self, timeout: float | None = None) -> Connection:
        return self._give_soon(timeout) if fails_fast.get() else self._give_with_patience(timeout)

    def _give_soon(self, timeout: float | None) -> Connection:
        """Raises DatabaseAway at once while the database was away a moment ago, or else PoolTimeout."""
        with circuit.attempt():
            try:
                return super().getconn(timeout)
            except psycopg.OperationalError:
                # When one kept connection is dead, all are; what is tried next must not find them one by one.
                self.drain()
                raise

    def _give_with_patience(self, timeout: float | None) -> Connection:
        """Try again and again, for the pool itself gives up while it waits. Raises PoolTimeout."""
        deadline = monotonic() + SECONDS_FOR_A_COMMAND
        while True:
            try:
                return super().getconn(timeout)
            except PoolTimeout:
                if monotonic() > deadline:
                    raise
