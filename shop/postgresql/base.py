"""The backend itself, under the name that Django looks for."""

from typing import Any

import psycopg
from django.db.backends.postgresql import base

from shop.postgresql.hurry import is_hurried
from shop.postgresql.impatience import Connection, circuit


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's, which gives a page a connection soon or not at all."""

    def __init__(self, settings_dict: dict[str, Any], *arguments: Any, **options: Any) -> None:
        super().__init__(settings_dict, *arguments, **options)
        if pool := settings_dict["OPTIONS"].get("pool"):
            pool["connection_class"] = Connection

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        if not is_hurried.get():
            return super().get_new_connection(conn_params)
        with circuit.attempt():
            try:
                return super().get_new_connection(conn_params)
            except psycopg.OperationalError:
                # When one kept connection is dead, all are; what is tried next must not find them one by one.
                if self.pool:
                    self.pool.drain()
                raise
