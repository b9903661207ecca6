"""A page is given a connection soon or not at all; a command waits a while for one."""

import select
from collections.abc import Iterator
from threading import Timer
from time import monotonic
from typing import Any

import psycopg
import pytest
from psycopg import OperationalError

from shop.database.postgresql import liveness
from shop.database.postgresql import pool as pooling
from shop.database.postgresql.fail_fast import fails_fast
from shop.database.postgresql.liveness import Circuit, Connection, DatabaseAway
from shop.database.postgresql.pool import Pool
from shop.testing.frozen_network import Network
from shop.testing.services import POSTGRES_URL

pytestmark = pytest.mark.postgresql("it depends on what the database locks")

SECONDS = 10


@pytest.fixture(autouse=True)
def circuit(monkeypatch: pytest.MonkeyPatch) -> Circuit:
    """A circuit that knows nothing yet."""
    circuit = Circuit()
    monkeypatch.setattr(liveness, "circuit", circuit)
    monkeypatch.setattr(pooling, "circuit", circuit)
    return circuit


@pytest.fixture
def pool(network: Network) -> Iterator[Pool]:
    kwargs = {"connect_timeout": 3, "autocommit": True}
    check = Pool.check_connection
    with Pool(network.url, connection_class=Connection, kwargs=kwargs, check=check, open=False, min_size=1) as pool:
        pool.timeout, pool.reconnect_timeout = 0.6, 1
        pool.wait()
        yield pool


@pytest.fixture
def hurried() -> Iterator[None]:
    token = fails_fast.set(True)
    yield
    fails_fast.reset(token)


@pytest.mark.usefixtures("hurried")
def test_a_page_is_refused_soon_and_the_next_at_once(pool: Pool, network: Network) -> None:
    start = monotonic()

    with network.dead():
        with pytest.raises(OperationalError):
            pool.getconn()
        assert monotonic() - start < 1
        with pytest.raises(DatabaseAway):
            pool.getconn()


def test_a_command_waits_until_the_network_is_back(pool: Pool, network: Network) -> None:
    pool.drain()
    network.flows.clear()
    Timer(1.5, network.flows.set).start()

    connection = pool.getconn()

    assert connection.execute("SELECT 1").fetchone() == (1,)
    pool.putconn(connection)


def statements(connection: Connection) -> list[bytes]:
    """Return what the connection is asked from now on."""
    asked: list[bytes] = []
    execute = connection.execute

    def note(query: bytes, *arguments: Any, **options: Any) -> Any:
        asked.append(query)
        return execute(query, *arguments, **options)

    connection.execute = note  # type: ignore[method-assign,assignment]
    return asked


def test_a_connection_that_was_just_used_is_not_tried_again(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    connection = pool.getconn()
    asked = statements(connection)
    pool.putconn(connection)

    assert pool.getconn() is connection
    assert asked == []

    pool.putconn(connection)
    monkeypatch.setattr(liveness, "SECONDS_OF_TRUST", 0)

    assert pool.getconn() is connection
    assert len(asked) == 1
    pool.putconn(connection)


def test_a_connection_that_was_just_used_and_has_been_ended_is_not_given(pool: Pool) -> None:
    connection = pool.getconn()
    with psycopg.connect(POSTGRES_URL, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [connection.info.backend_pid])
    # The network takes a moment to pass it on.
    select.select([connection.pgconn.socket], [], [], SECONDS)
    pool.putconn(connection)

    given = pool.getconn()

    assert given is not connection
    assert given.execute("SELECT 1").fetchone() == (1,)
    pool.putconn(given)
