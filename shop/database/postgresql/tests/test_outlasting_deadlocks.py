"""What a deadlock ended is done again; what failed for another reason is not."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.db import OperationalError
from psycopg.errors import DeadlockDetected, QueryCanceled

from shop.database.postgresql import deadlocks
from shop.database.postgresql.deadlocks import TIMES, outlasting_deadlocks

pytestmark = pytest.mark.postgresql("it depends on what the database locks")


def ended(by: type[Exception]) -> OperationalError:
    error = OperationalError("ended")
    error.__cause__ = by()
    return error


class Work:
    def __init__(self, *errors: Exception) -> None:
        self.errors: Iterator[Exception] = iter(errors)
        self.calls = 0

    def __call__(self) -> str:
        self.calls += 1
        for error in self.errors:
            raise error
        return "done"


def test_it_is_done_again() -> None:
    work = Work(ended(DeadlockDetected), ended(DeadlockDetected))

    assert outlasting_deadlocks(work.__call__)() == "done"
    assert work.calls == 3


def test_it_is_given_up_at_last() -> None:
    work = Work(*[ended(DeadlockDetected)] * 9)

    with pytest.raises(OperationalError):
        outlasting_deadlocks(work.__call__)()
    assert work.calls == TIMES


def test_another_failure_is_one() -> None:
    work = Work(ended(QueryCanceled))

    with pytest.raises(OperationalError):
        outlasting_deadlocks(work.__call__)()
    assert work.calls == 1


def test_within_a_transaction_it_is_for_who_began_it(monkeypatch: pytest.MonkeyPatch) -> None:
    work = Work(ended(DeadlockDetected))
    monkeypatch.setattr(deadlocks, "connection", SimpleNamespace(in_atomic_block=True))

    with pytest.raises(OperationalError):
        outlasting_deadlocks(work.__call__)()
    assert work.calls == 1
