"""The backend itself, under the name that Django looks for."""

from typing import TYPE_CHECKING, ClassVar

from django.db.backends.base.base import NO_DB_ALIAS
from django.db.backends.postgresql import base

from shop.postgresql.impatience import Connection
from shop.postgresql.pool import Pool


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's, with a pool that gives a page a connection soon or not at all."""

    if TYPE_CHECKING:
        _connection_pools: ClassVar[dict[str, Pool]]

        def _configure_connection(self, connection: Connection) -> None: ...

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
