"""The database of a shop on SQLite: copied while it is written to, and put back in one transaction."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection

from shop.backups.contents import Contents, contents
from shop.backups.refusals import BackupRefused, RestoreRefused

SECONDS_TO_WAIT = 3
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"


def dump(file: Path) -> Contents:
    """Copy the database into a new file, and say what is in the copy. Writers go on meanwhile.

    The copy is what was committed when it began: SQLite reads it as one transaction. Raises TransactionManagementError
    within a transaction of the connection's own, whose end SQLite would wait for.
    """
    connection.validate_no_atomic_block()
    connection.ensure_connection()
    with closing(sqlite3.connect(file)) as copy:
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
        if copy.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise BackupRefused("The database is damaged: PRAGMA integrity_check says where. No backup was made.")
        return contents(lambda query: copy.execute(query).fetchall(), {name for (name,) in copy.execute(TABLES)})


@contextmanager
def held_alone() -> Iterator[sqlite3.Connection]:
    """Give a connection beside which there is no other. Raises RestoreRefused while somebody else has one."""
    connection.close()
    name = str(connection.settings_dict["NAME"])
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(name, timeout=SECONDS_TO_WAIT, isolation_level=None)) as alone:
        try:
            # SQLite leaves the write-ahead log for no connection that is not the only one.
            alone.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.OperationalError as error:
            raise RestoreRefused(f"The shop is running, or something else has {name} open: stop it first.") from error
        yield alone


def load(file: Path) -> None:
    """Put a copy in the place of the database, in one transaction: whoever is killed meanwhile leaves the old one."""
    with held_alone() as alone, closing(sqlite3.connect(file)) as copy:
        copy.backup(alone)
