"""A page is given a connection soon or not at all; a command waits a while for one."""

from collections.abc import Iterator
from threading import Timer
from time import monotonic

import pytest
from psycopg import OperationalError

from shop.postgresql import impatience
from shop.postgresql import pool as pooling
from shop.postgresql.hurry import is_hurried
from shop.postgresql.impatience import Circuit, Connection, DatabaseAway
from shop.postgresql.pool import Pool
from shop.testing.frozen_network import Network, network_to
from shop.testing.services import POSTGRES_URL, find_postgres, skip_without


@pytest.fixture(autouse=True)
def circuit(monkeypatch: pytest.MonkeyPatch) -> Circuit:
    """A circuit that knows nothing yet."""
    circuit = Circuit()
    monkeypatch.setattr(impatience, "circuit", circuit)
    monkeypatch.setattr(pooling, "circuit", circuit)
    return circuit


@pytest.fixture
def network() -> Iterator[Network]:
    skip_without(find_postgres())
    with network_to(POSTGRES_URL) as network:
        yield network


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
    token = is_hurried.set(True)
    yield
    is_hurried.reset(token)


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
