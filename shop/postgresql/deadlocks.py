"""Transactions that PostgreSQL ends to break a deadlock: nothing of them has happened, so they are done again."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import OperationalError, connection
from psycopg.errors import DeadlockDetected

P = ParamSpec("P")
T = TypeVar("T")

TIMES = 5


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
                if connection.in_atomic_block or not isinstance(error.__cause__, DeadlockDetected):
                    raise
        return function(*args, **kwargs)

    return call
