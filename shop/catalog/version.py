"""Remembering what was read of the catalogue for as long as nothing of it is written."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from threading import local
from typing import Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from shop.catalog.leases import VersionLease
from shop.catalog.models import CatalogueVersion
from shop.catalog.models.versions import TOKENS, version_of
from shop.catalog.schedule import timetable

T = TypeVar("T")

snapshot_version: ContextVar[list[str] | None] = ContextVar("snapshot_version", default=None)


def current() -> str:
    """Return the catalogue's version: a write, by any process, is seen by the first call after it was done.

    It is another one too when something that is dated begins or ends (`shop.catalog.schedule`). Queries seldom: on
    SQLite after something in the database was written, whatever it was; elsewhere when the lease is over.
    """
    known = snapshot_version.get()
    if known:
        return known[0]
    version = timetable.date(ask())
    if known is not None:
        known.append(version)
    return version


def ask() -> str:
    """Return the version as it is now. A transaction sees its own writes too."""
    # Not by `connection`, which would look for the thread's own at each of these words: every page begins with this.
    database = connections[DEFAULT_DB_ALIAS]
    if database.in_atomic_block:
        return CatalogueVersion.current()
    if database.vendor != "sqlite":
        return lease.get(CatalogueVersion.current)
    watch = monitor_of_this_thread(database)
    return CatalogueVersion.current() if watch is None else watch.version(database)


@contextmanager
def catalogue_snapshot(*known: str) -> Iterator[None]:
    """Read inside one version of the catalogue, which is asked for once, or not at all where it is `known`."""
    token = snapshot_version.set(list(known))
    try:
        yield
    finally:
        snapshot_version.reset(token)


class CatalogueSnapshotMiddleware:
    """Let every page that only reads ask for the version once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD") or snapshot_version.get() is not None:
            return self.get_response(request)
        with catalogue_snapshot():
            return self.get_response(request)


class VersionMonitor:
    """An SQLite connection of its own, which is told by SQLite whether others have written since it last looked."""

    def __init__(self, path: str) -> None:
        self.path = path
        with connection.wrap_database_errors:
            self._connection = sqlite3.connect(f"{Path(path).as_uri()}?mode=ro", uri=True, isolation_level=None)
        self._seen = -1
        self._version = ""

    def version(self, database: BaseDatabaseWrapper) -> str:
        """Raises Django's DatabaseError, as for every other query of the thread's database."""
        with database.wrap_database_errors:
            # https://sqlite.org/pragma.html#pragma_data_version
            [seen] = self._connection.execute("PRAGMA data_version").fetchone()
            if seen != self._seen:
                self._version = version_of(self._connection.execute(TOKENS))
                self._seen = seen
        return self._version


lease = VersionLease()
monitors = local()


def monitor_of_this_thread(database: BaseDatabaseWrapper) -> VersionMonitor | None:
    """Return the thread's watch; None for a database in memory."""
    path = str(database.settings_dict["NAME"])
    watch: VersionMonitor | None = getattr(monitors, "watch", None)
    if watch is not None and watch.path == path:
        return watch
    if not Path(path).is_absolute():
        return None
    watch = monitors.watch = VersionMonitor(path)
    return watch


class PerVersion(Generic[T]):
    """A value that is made once for each version of the catalogue, for all threads of a process. Nobody changes it."""

    def __init__(self, make: Callable[[str], T]) -> None:
        self._make = make
        self._kept: tuple[str, T] | None = None

    def get(self) -> T:
        """Queries for the version, and after a write what making it takes."""
        return self.at(current())

    def at(self, version: str) -> T:
        """Return the value of a version that was asked for already."""
        kept = self._kept
        if kept is None or kept[0] != version:
            # One assignment: another thread sees the old or the new, with the version that it belongs to.
            kept = self._kept = (version, self._make(version))
        return kept[1]
