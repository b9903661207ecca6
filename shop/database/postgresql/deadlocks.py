"""Transactions that PostgreSQL ends to break a deadlock: nothing of them has happened, so they are done again."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import OperationalError, connection

P = ParamSpec("P")
T = TypeVar("T")

TIMES = 5
# SQLSTATE. Asked by its number, so that a shop on SQLite does not load the driver.
DEADLOCK_DETECTED = "40P01"


def outlasting_deadlocks(function: Callable[P, T]) -> Callable[P, T]:
    """Let a function whose work is one transaction be called again when that is ended, up to five times in all.

    Called within a transaction it is called once: that is the whole which has to be done again, by whoever began it.
    """

    @wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> T:
        for _ in range(TIMES - 1):
            try:
                return function(*args, **kwargs)
            except OperationalError as error:
                if connection.in_atomic_block or getattr(error.__cause__, "sqlstate", "") != DEADLOCK_DETECTED:
                    raise
        return function(*args, **kwargs)

    return call
