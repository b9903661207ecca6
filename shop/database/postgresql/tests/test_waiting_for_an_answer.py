"""A page waits for a database that works, and not for one that is gone; a command waits for both."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Timer
from time import monotonic
from typing import Any

import psycopg
import pytest

from shop.database.postgresql import liveness
from shop.database.postgresql.fail_fast import FailFast, fails_fast
from shop.database.postgresql.liveness import Circuit, Connection, DatabaseAway, answers
from shop.testing.frozen_network import Network

pytestmark = pytest.mark.postgresql("it depends on what the database locks")

LONGER_THAN_SILENCE = "SELECT 'done' FROM pg_sleep(0.5)"


@pytest.fixture(autouse=True)
def circuit(monkeypatch: pytest.MonkeyPatch) -> Circuit:
    """A circuit that knows nothing yet."""
    monkeypatch.setattr(liveness, "circuit", circuit := Circuit())
    return circuit


@pytest.fixture
def connection(network: Network) -> Iterator[Connection]:
    with Connection.connect(network.url, autocommit=True) as connection:
        yield connection


@contextmanager
def hurried() -> Iterator[None]:
    token = fails_fast.set(True)
    yield
    fails_fast.reset(token)


def ask(connection: Connection) -> Any:
    return connection.execute(LONGER_THAN_SILENCE).fetchone()


def test_a_page_waits_for_a_long_query_of_a_living_database(connection: Connection) -> None:
    with hurried():
        assert ask(connection) == ("done",)


def test_a_page_gives_up_soon_when_the_network_is_dead(
    connection: Connection, network: Network, circuit: Circuit
) -> None:
    start = monotonic()

    with network.dead(), hurried(), pytest.raises(DatabaseAway):
        connection.execute("SELECT 1")

    assert monotonic() - start < 1
    assert connection.closed
    with pytest.raises(DatabaseAway):
        attempt(circuit, never_called)


def test_a_command_waits_until_the_network_is_back(connection: Connection, network: Network, circuit: Circuit) -> None:
    back = Timer(1, network.flows.set)
    network.flows.clear()
    back.start()

    assert connection.execute("SELECT 1").fetchone() == (1,)
    assert not circuit.rests


def test_a_request_is_hurried_and_nothing_after_it() -> None:
    seen = []

    def page(*_: object) -> list[bytes]:
        seen.append(fails_fast.get())
        return []

    FailFast(page)({}, print)

    assert seen == [True]
    assert not fails_fast.get()


def test_a_dead_network_is_told_from_a_living_one(network: Network) -> None:
    here = network.listener.getsockname()
    assert answers(*here)

    with network.dead():
        assert not answers(*here)


def test_a_circuit_rests_after_a_failure(circuit: Circuit) -> None:
    with pytest.raises(psycopg.OperationalError):
        attempt(circuit, fail)

    with pytest.raises(DatabaseAway):
        attempt(circuit, never_called)


def test_one_alone_tries_again_after_the_rest(circuit: Circuit, monkeypatch: pytest.MonkeyPatch) -> None:
    circuit.break_off()
    later(monkeypatch)

    with circuit.attempt(), pytest.raises(DatabaseAway):
        attempt(circuit, never_called)

    attempt(circuit, bool)


def test_before_a_failure_all_may_try(circuit: Circuit) -> None:
    with circuit.attempt():
        attempt(circuit, bool)


def attempt(circuit: Circuit, act: Callable[[], object]) -> None:
    with circuit.attempt():
        act()


def never_called(*_: object) -> bool:
    raise AssertionError


def fail() -> None:
    raise psycopg.OperationalError


def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the rest be over."""
    now = monotonic() + liveness.SECONDS_TO_REST
    monkeypatch.setattr(liveness, "monotonic", lambda: now)
