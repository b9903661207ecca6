"""What is left of the database of a shop that has stopped."""

import sqlite3
from contextlib import closing
from pathlib import Path

from django.conf import settings


def leave_one_file() -> None:
    """Bring what is still in SQLite's log into the database itself: a copy of the one file is the whole shop then.

    Processes that were ended have left it there. Does nothing on another database, and where one is still at work.
    """
    described = settings.DATABASES["default"]
    path = Path(described["NAME"])
    if described["ENGINE"] != "shop.database.sqlite" or not path.is_file():
        return
    # The last connection that is closed removes the log.
    with closing(sqlite3.connect(path)) as last:
        last.execute("PRAGMA wal_checkpoint(TRUNCATE)")
