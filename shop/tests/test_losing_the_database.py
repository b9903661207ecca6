"""A shop whose database is gone says so at once, and is itself again when the database is."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from time import monotonic

import httpx
import pytest

from shop.testing.filled import open_small_shop
from shop.testing.frozen_network import Network, network_to
from shop.testing.server import Shop
from shop.testing.services import find_postgres, refusing, skip_without, throwaway_database
from shop.testing.shoppers import Shopper, steadily

pytestmark = pytest.mark.served

SECONDS_TO_SAY_SO = 1
SECONDS_TO_RECOVER = 5
VISITS = 6
PER_SECOND = 20
SECONDS_AWAY = 3


@pytest.fixture
def network() -> Iterator[Network]:
    """A way to an empty PostgreSQL database."""
    skip_without(find_postgres())
    with throwaway_database() as url, network_to(url) as network:
        yield network


@pytest.fixture
def shop(tmp_path: Path, network: Network) -> Iterator[tuple[Shop, list[int]]]:
    """A shop on a PostgreSQL database of its own, by a network of its own."""
    with open_small_shop(tmp_path, products=2, DATABASE_URL=network.url) as shop:
        yield shop


def away(network: Network, how: str) -> AbstractContextManager[None]:
    return network.dead() if how == "silent" else refusing(network.url)


@pytest.mark.parametrize("how", ["refusing", "silent"])
def test_it_says_so_within_a_second_and_recovers_by_itself(
    shop: tuple[Shop, list[int]], network: Network, how: str
) -> None:
    served, (first, second) = shop
    with Shopper.arrive(served, first) as shopper:
        visit = shopper.client.get

        with away(network, how):
            answers = [visit("/cart/") for _ in range(VISITS)] + [shopper.add(second)]
            health, readiness = visit("/healthz"), visit("/readyz")

        assert {answer.status_code for answer in answers} == {503}
        assert all(answer.headers["Retry-After"] == "5" and "<h1" in answer.text for answer in answers)
        assert not any("Set-Cookie" in answer.headers for answer in answers)
        assert max(answer.elapsed.total_seconds() for answer in [*answers, readiness]) < SECONDS_TO_SAY_SO
        assert (health.status_code, readiness.status_code) == (200, 503)

        assert recovers(shopper.client)
        assert {visit("/cart/").status_code for _ in range(VISITS)} == {200}
        assert shopper.add(second).status_code == 303
        assert shopper.stored_quantities() == {first: 1, second: 1}


@pytest.mark.parametrize("how", ["refusing", "silent"])
def test_nobody_of_a_crowd_waits_longer(shop: tuple[Shop, list[int]], network: Network, how: str) -> None:
    served, (first, _) = shop
    with Shopper.arrive(served, first) as shopper:
        visits = [partial(shopper.client.get, page) for page in ("/cart/", "/", "/readyz")]
        steadily(islice(cycle(visits), PER_SECOND), per_second=PER_SECOND)

        with away(network, how):
            answers = steadily(islice(cycle(visits), SECONDS_AWAY * PER_SECOND), per_second=PER_SECOND)

        assert {answer.status_code for answer in answers} == {503}
        assert max(answer.elapsed.total_seconds() for answer in answers) < SECONDS_TO_SAY_SO
        assert recovers(shopper.client)


def recovers(client: httpx.Client) -> bool:
    """Ask until the shop is ready, or for too long."""
    deadline = monotonic() + SECONDS_TO_RECOVER
    while client.get("/readyz").status_code != 200:
        if monotonic() > deadline:
            return False
    return True
