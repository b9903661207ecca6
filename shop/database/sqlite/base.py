"""The backend itself, under the name that Django looks for."""

import sqlite3
from typing import Any, Self

from django.db.backends.sqlite3 import base
from django.db.backends.sqlite3.features import DatabaseFeatures

from shop.database.sqlite import turns


class Cursor(base.SQLiteCursorWrapper):
    """Django's, with statements that wait for their turn as `shop.database.sqlite.turns` has it."""

    def execute(self, query: str, params: Any = None) -> Self:
        """Run a statement. Raises sqlite3.OperationalError; a transaction has its turn since its BEGIN."""
        execute = super().execute
        if self.connection.in_transaction:
            execute(query, params)
        else:
            turns.wait(lambda: execute(query, params))
        return self


class Features(DatabaseFeatures):
    """Django's, which asks no new process whether SQLite knows JSON: since 3.38 each does."""

    supports_json_field = True


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's, whose connections never wait within SQLite once they are open."""

    features_class = Features

    def get_new_connection(self, conn_params: dict[str, Any]) -> sqlite3.Connection:
        """Return an open connection, to a database that may be busy until then."""
        opened: sqlite3.Connection = super().get_new_connection(conn_params)
        opened.execute("PRAGMA busy_timeout = 0")
        return opened

    def create_cursor(self, name: str | None = None) -> Cursor:
        """Return a cursor that waits for its turn."""
        cursor: Cursor = self.connection.cursor(factory=Cursor)
        return cursor
