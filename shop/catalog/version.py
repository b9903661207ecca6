"""Remembering what was read of the catalogue for as long as nothing of it is written."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from threading import local
from typing import Generic, TypeVar

from django.core.cache import cache
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from shop.catalog.leases import Lease
from shop.catalog.models import CatalogueVersion
from shop.catalog.models.versions import TOKENS, version_of

T = TypeVar("T")

SECONDS_TO_KEEP = 60 * 60
MISSING = object()
of_this_page: ContextVar[list[str] | None] = ContextVar("of_this_page", default=None)


def current() -> str:
    """Return the catalogue's version: a write, by any process, is seen by the first call after it was done.

    Queries seldom: on SQLite after something in the database was written, whatever it was; elsewhere when the lease
    is over.
    """
    known = of_this_page.get()
    if known:
        return known[0]
    version = ask()
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
    watch = watch_of_this_thread(database)
    return CatalogueVersion.current() if watch is None else watch.version(database)


@contextmanager
def one_state(*known: str) -> Iterator[None]:
    """Read a page of one state of the catalogue: ask for its version once, or not at all where it is `known`."""
    token = of_this_page.set(list(known))
    try:
        yield
    finally:
        of_this_page.reset(token)


class OneStateMiddleware:
    """Let every page that only reads ask for the version once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD") or of_this_page.get() is not None:
            return self.get_response(request)
        with one_state():
            return self.get_response(request)


class Watch:
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


lease = Lease()
watches = local()


def watch_of_this_thread(database: BaseDatabaseWrapper) -> Watch | None:
    """Return the thread's watch; None for a database in memory."""
    path = str(database.settings_dict["NAME"])
    watch: Watch | None = getattr(watches, "watch", None)
    if watch is not None and watch.path == path:
        return watch
    if not Path(path).is_absolute():
        return None
    watch = watches.watch = Watch(path)
    return watch


class Kept(Generic[T]):
    """What this process has made of the catalogue as it is now: made anew after a write, and changed by nobody."""

    def __init__(self, make: Callable[[str], T]) -> None:
        self._make = make
        self._kept: tuple[str, T] | None = None

    def get(self) -> T:
        """Queries for the version, and after a write what making it takes."""
        version = current()
        kept = self._kept
        if kept is None or kept[0] != version:
            # One assignment: another thread sees the old or the new, with the version that it belongs to.
            kept = self._kept = (version, self._make(version))
        return kept[1]


def remembered(name: str, version: str, read: Callable[[], T]) -> T:
    """Return what `read` returned for the catalogue in this version: plain data that the cache can pickle."""
    key = f"catalog:{name}:{version}"
    found: T | object = cache.get(key, MISSING)
    if found is not MISSING:
        return found  # type: ignore[return-value]
    value = read()
    cache.set(key, value, SECONDS_TO_KEEP)
    return value
