"""The session engine: Django's database sessions, changed key by key under the lock of their row."""

import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.db import connections, router, transaction
from django.utils import timezone

from shop.http import Request

logger = logging.getLogger(__name__)

REMOVED_AT_ONCE = 1_000
EXPIRY = "_session_expiry"
SESSION_KEY = re.compile("[0-9a-z]{8,40}")
READ = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"
WRITE = "UPDATE django_session SET session_data = %s, expire_date = %s WHERE session_key = %s"
SECONDS_OF_A_CENTURY = 100 * 365 * 24 * 60 * 60


class SessionStore(db.SessionStore):
    """A database session that never writes an older copy over a newer one.

    Django's own engines write the whole dict that they once read, so of two parallel requests one is lost. This one
    remembers what it read, and on saving puts only its own changes into the row as it is then, under the row's lock.
    `is_gone` says that the session which the visitor came with was looked for, and has ended; `is_new`, that this
    request has begun another.
    """

    if TYPE_CHECKING:
        _session_cache: dict[str, Any]

        def _get_session(self, no_load: bool = ...) -> dict[str, Any]: ...  # noqa: FBT001

    def __init__(self, session_key: str | None = None) -> None:
        super().__init__(session_key)
        self._read: dict[str, Any] = {}
        self.is_gone = False
        self.is_new = False

    def load(self) -> dict[str, Any]:
        data: dict[str, Any] = super().load()
        self._read = copied(data)
        self.is_gone = self.is_gone or self.session_key is None
        return data

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """Read what a row holds. What no session can have written counts as nothing, and is logged."""
        data: Any = super().decode(session_data)
        if not isinstance(data, dict):
            logger.warning("A stored session could not be read and counts as empty: %.200r", data)
            return {}
        if EXPIRY in data and not is_expiry(data[EXPIRY]):
            logger.warning("The expiry of a stored session could not be read: %.200r", data.pop(EXPIRY))
        return data

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Lock the session's row, read it again, and save what is changed inside the block. One transaction.

        A visitor without a session gets one with the first change. When the block raises, nothing is written, then or
        later.
        """
        before = copied(self.__dict__)
        try:
            with transaction.atomic(using=self._database):
                row = self._lock() if self.session_key else None
                if row is not None:
                    self._catch_up(row)
                elif self.session_key:
                    # The session was ended elsewhere: nothing of it may live on.
                    self._session_key, self._session_cache, self._read, self.is_gone = None, {}, {}, True
                yield
                if self._get_session() != self._read:
                    if row is None:
                        self.save()
                        self.is_new = True
                    else:
                        self._write()
        except BaseException:
            self.__dict__ = before
            raise

    @classmethod
    @contextmanager
    def locked_together(cls, keys: Iterable[str]) -> Iterator[None]:
        """Lock the rows of several sessions for the block, in one order for everyone. One transaction."""
        sessions = [session for session in map(cls, sorted(set(keys))) if session.session_key]
        with transaction.atomic(using=router.db_for_write(cls.get_model_class())):
            for session in sessions:
                session._lock()  # noqa: SLF001
            yield

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002
        """Write this request's changes, and nothing when there are none. Raises UpdateError for a vanished session."""
        if must_create or self.session_key is None:
            super().save(must_create=must_create)
            self._read = copied(self._get_session(no_load=True))
        elif self._get_session() != self._read:
            with transaction.atomic(using=self._database):
                row = self._lock()
                if row is None:
                    raise UpdateError
                self._catch_up(row)
                self._write()

    def cycle_key(self) -> None:
        """Go on under a new key, with all that others have stored until now."""
        with transaction.atomic(using=self._database):
            row = self._lock() if self.session_key else None
            if row is not None:
                self._catch_up(row)
            super().cycle_key()

    @classmethod
    def clear_expired(cls) -> None:
        """Remove expired sessions, some at a time, so that no shopper's write waits for all of them."""
        expired = cls.get_model_class().objects.filter(expire_date__lt=timezone.now())
        while keys := list(expired.values_list("pk", flat=True)[:REMOVED_AT_ONCE]):
            expired.filter(pk__in=keys).delete()

    def _validate_session_key(self, key: str | None) -> bool:
        """Refuse a key that no session can have: PostgreSQL takes no NUL, not even to look for one."""
        return SESSION_KEY.fullmatch(key or "") is not None

    @property
    def _database(self) -> str:
        return router.db_for_write(self.model)

    def _lock(self) -> str | None:
        """Lock the session's row, and return what it holds; None where there is none. Queries once, past the ORM."""
        connection = connections[self._database]
        live = connection.ops.adapt_datetimefield_value(timezone.now())
        lock = connection.ops.for_update_sql() if connection.features.has_select_for_update else ""
        with connection.cursor() as cursor:
            cursor.execute(f"{READ} {lock}", [self.session_key, live])
            row = cursor.fetchone()
        return row[0] if row else None

    def _write(self) -> None:
        """Write the row that is locked. Queries once, past the ORM."""
        session = self._get_session()
        connection = connections[self._database]
        ends = connection.ops.adapt_datetimefield_value(self.get_expiry_date())
        with connection.cursor() as cursor:
            cursor.execute(WRITE, [self.encode(session), ends, self.session_key])
        self._read = copied(session)

    def _catch_up(self, row: str) -> None:
        """Take over what others have stored since this session was read, and put this request's changes on top."""
        mine, read = getattr(self, "_session_cache", {}), self._read
        newest = self.decode(row)
        self._read = copied(newest)
        for key in mine.keys() | read.keys():
            if key not in mine:
                newest.pop(key, None)
            elif key not in read or mine[key] != read[key]:
                newest[key] = mine[key]
        self._session_cache = newest


def copied(stored: Any) -> Any:
    """Copy what a session holds: JSON, of which only dicts and lists can change. In a tenth of `deepcopy`'s time.

    All else is shared with the copy, which is why nothing else may be put into a session and changed there.
    """
    if isinstance(stored, dict):
        return {key: copied(value) for key, value in stored.items()}
    if isinstance(stored, list):
        return [copied(value) for value in stored]
    return stored


def is_expiry(stored: Any) -> bool:
    """Tell whether Django can have stored this as a session's expiry: seconds, or a moment that is yet to come."""
    if isinstance(stored, str):
        try:
            return datetime.fromisoformat(stored) > timezone.now()
        except (TypeError, ValueError):
            return False
    return type(stored) is int and 0 <= stored < SECONDS_OF_A_CENTURY


class CartRequest(Request):
    """A request with a session of this engine."""

    session: SessionStore
