"""Fixtures of the tests of PostgreSQL's backend."""

from collections.abc import Iterator

import pytest

from shop.testing.frozen_network import Network, network_to
from shop.testing.services import POSTGRES_URL, find_postgres, skip_without


@pytest.fixture
def network() -> Iterator[Network]:
    """A network to PostgreSQL, which a test may freeze."""
    skip_without(find_postgres())
    with network_to(POSTGRES_URL) as network:
        yield network
