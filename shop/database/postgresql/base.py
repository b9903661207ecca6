"""The backend itself, under the name that Django looks for."""

from typing import TYPE_CHECKING, Any, ClassVar, Self

import psycopg
from django.db.backends.base.base import NO_DB_ALIAS
from django.db.backends.postgresql import base
from psycopg.pq import TransactionStatus

from shop.database.postgresql.liveness import Connection
from shop.database.postgresql.pool import Pool

OUTDATED = "cached plan must not change result type"


class Cursor(base.CursorMixin, psycopg.Cursor[Any]):
    """Django's, for statements that are prepared: a migration may change what one of them returns."""

    def execute(self, *args: Any, **options: Any) -> Self:
        try:
            return super().execute(*args, **options)
        except psycopg.errors.FeatureNotSupported as error:
            # A transaction cannot go on, and when it is rolled back psycopg forgets what was prepared.
            if OUTDATED not in str(error) or self.connection.info.transaction_status != TransactionStatus.IDLE:
                raise
        self.connection.execute("DEALLOCATE ALL")
        return super().execute(*args, **options)


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's, with a pool that gives a page a connection soon or not at all."""

    if TYPE_CHECKING:
        _connection_pools: ClassVar[dict[str, Pool]]

        def _configure_connection(self, connection: Connection) -> None: ...

    def get_connection_params(self) -> dict[str, Any]:
        return {**super().get_connection_params(), "cursor_factory": Cursor}

    @property
    def pool(self) -> Pool | None:
        options = self.settings_dict["OPTIONS"].get("pool")
        if self.alias == NO_DB_ALIAS or not options:
            return None
        if self.alias not in self._connection_pools:
            pool = Pool(
                kwargs=self.get_connection_params() | {"autocommit": True},
                connection_class=Connection,
                open=False,
                configure=self._configure_new,
                check=Pool.check_connection,
                **options,
            )
            # Of two threads that come here at once, both use the first's.
            self._connection_pools.setdefault(self.alias, pool)
        return self._connection_pools[self.alias]

    def _configure_new(self, connection: Connection) -> None:
        # Compiling a page's queries takes longer than running them.
        connection.execute("SET jit = off")
        self._configure_connection(connection)
