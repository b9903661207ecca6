"""The session engine: Django's database sessions, changed key by key under the lock of their row."""

import logging
import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from hashlib import blake2b
from time import time
from typing import TYPE_CHECKING, Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import VALID_KEY_CHARS, UpdateError
from django.db import connections, router, transaction
from django.dispatch import Signal
from django.utils import timezone
from django.utils.crypto import get_random_string

from cart.cart import KEY as CART
from cart.session_data import EXPIRY, copied, is_expiry
from shop.http import Request

logger = logging.getLogger(__name__)

REMOVED_AT_ONCE = 1_000
SESSION_KEY = re.compile("[0-9a-z]{8,40}")
READ = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"
WRITE = "UPDATE django_session SET session_data = %s, expire_date = %s WHERE session_key = %s"
KEY_LETTERS = 32
MAX_LETTERS = 16 * 1024
# What is stored of a session with its own words: for whom a limit counts, and the key that this one was changed for.
CLIENT, CHANGED = "_client", "_changed"
# A request that was under way when the key was changed is answered by then.
FOLLOWED_SECONDS = 60
# The answer that tells the new key may be lost: the shopper who comes by then has the cart still.
LEFT_SECONDS = 60 * 60

key_changed = Signal()
"""Sent in the transaction in which a session gets another key: `session`, and its `former` key."""


class SessionFull(Exception):
    """More was to be stored than a session holds. Nothing of it is."""


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
        self._row: str | None = None
        self._is_locked = False
        self.is_gone = False
        self.is_new = False

    @property
    def is_unread(self) -> bool:
        return self.session_key is not None and self._row is None and not hasattr(self, "_session_cache")

    def take_row(self, row: str) -> None:
        """Take what was read of the session together with something else: "" where there is no such session."""
        self._row = row
        self.accessed = True

    def load(self) -> dict[str, Any]:
        data: dict[str, Any]
        if self._row is None:
            data = super().load()
        else:
            data = self.decode(self._row) if self._row else {}
            self._session_key = self.session_key if self._row else None
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

    def encode(self, session_dict: dict[str, Any]) -> str:
        """Write what a row is to hold. Raises SessionFull."""
        written: str = super().encode(session_dict)
        if len(written) > MAX_LETTERS:
            raise SessionFull
        return written

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Lock the session's row, read it again, and save what is changed inside the block. One transaction.

        A visitor without a session gets one with the first change. When the block raises, nothing is written, then or
        later. Inside another such block of the same session nothing is locked, read or written: the outer one does it.
        """
        before = copied(self.__dict__)
        try:
            if self._is_locked:
                yield
                return
            with transaction.atomic(using=self._database):
                has_row = self._lock_and_read()
                if self.session_key and not has_row:
                    # The session was ended elsewhere: nothing of it may live on.
                    self._session_key, self._session_cache, self._read, self.is_gone = None, {}, {}, True
                self._is_locked = True
                with self._shared():
                    yield
                self._is_locked = False
                if self._get_session() != self._read:
                    if has_row:
                        self._write()
                    else:
                        self.save()
                        self.is_new = True
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
        """Go on under a new key, with all that others have stored until now.

        Who has the former key has a copy of the cart, and nothing else. What a request that is under way does to the
        cart by that key is done under the new one too.
        """
        with transaction.atomic(using=self._database, savepoint=False):
            former = self.session_key
            has_row = self._is_locked or self._lock_and_read()
            session = self._get_session()
            session.pop(CHANGED, None)
            if client := self.client:
                session[CLIENT] = client
            self._session_key = get_random_string(KEY_LETTERS, VALID_KEY_CHARS)
            self.save(must_create=True)
            if former and has_row:
                self._leave(former)
                key_changed.send(type(self), session=self, former=former)
        self.modified = self.is_new = True

    def follow(self, keys: Collection[str]) -> bool:
        """Go on under the key that this one was changed for, where that is one of `keys`; tell whether it is.

        Only who got the answer that told it, or was told of what was done under it, can know it.
        """
        key, _ = self._changed_for
        if key and key in keys:
            self.__dict__ = vars(type(self)(key))
            self.modified = True
            return True
        return False

    @property
    def is_left(self) -> bool:
        """Whether this is a former key, which no answer tells again."""
        return CHANGED in self._get_session()

    @property
    def client(self) -> str:
        """Whom a limit counts: the same under each key that this session is given, and empty without a session."""
        known, key = self._get_session().get(CLIENT), self.session_key
        return str(known) if known else blake2b(key.encode(), digest_size=16).hexdigest() if key else ""

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

    def _lock_and_read(self) -> bool:
        """Lock the session's row and take over what others have stored in it; tell whether there is one."""
        row = self._lock() if self.session_key else None
        if row is not None:
            self._catch_up(row)
        return row is not None

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

    def _leave(self, former: str) -> None:
        """Leave a copy of the cart under the former key, whose row is locked. Queries once."""
        until = int(time()) + FOLLOWED_SECONDS
        left = {CHANGED: [self.session_key, until]}
        left |= {name: stored for name, stored in self._get_session().items() if name in (CART, CLIENT)}
        connection = connections[self._database]
        ends = connection.ops.adapt_datetimefield_value(timezone.now() + timedelta(seconds=LEFT_SECONDS))
        with connection.cursor() as cursor:
            cursor.execute(WRITE, [self.encode(left), ends, former])

    @property
    def _changed_for(self) -> tuple[str, int]:
        """The key that this one was changed for, and until when what is done by this one is done by that too."""
        match self._get_session().get(CHANGED):
            case [str(key), int(until)]:
                return key, until
        return "", 0

    @contextmanager
    def _shared(self) -> Iterator[None]:
        """Where the key was changed a moment ago, let the block change the cart under the new one, and the copy."""
        key, until = self._changed_for
        if until < time():
            yield
            return
        later = type(self)(key)
        with later.locked():
            if later.session_key:
                hand_on(later, self)
            yield
            if later.session_key and self.is_left:
                hand_on(self, later)

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


def hand_on(giver: SessionStore, taker: SessionStore) -> None:
    """Let one session have the cart of another."""
    if CART in giver:
        taker[CART] = copied(giver[CART])
    else:
        taker.pop(CART, None)


class CartRequest(Request):
    """A request with a session of this engine."""

    session: SessionStore
