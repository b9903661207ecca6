"""What one process writes is on the next request of every page, from every worker and from every thread."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from shop.testing.server import Shop, open_small_shop
from shop.testing.services import find_postgres, skip_without, throwaway_database

pytestmark = pytest.mark.served

RAISE = "from shop.catalog.models import Variant; v = Variant.objects.first(); v.price += 1; v.save()"
# Enough for every thread of every worker to be asked.
REQUESTS = 40


@pytest.fixture(params=["sqlite", "postgresql"])
def shop(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Shop]:
    """A shop with one product of 20.00, served by two workers."""
    if request.param == "sqlite":
        with open_small_shop(tmp_path, products=1) as (shop, _variants):
            yield shop
        return
    skip_without(find_postgres())
    with throwaway_database() as url, open_small_shop(tmp_path, products=1, DATABASE_URL=url) as (shop, _variants):
        yield shop


def test_a_price_that_another_process_writes_is_on_the_next_request(shop: Shop) -> None:
    for price in ("€20.00", "€21.00", "€22.00"):
        assert {page.count(price) > 0 for page in pages(shop)} == {True}
        shop.manage("shell", "--no-imports", "-c", RAISE)
    assert {page.count("€23.00") > 0 for page in pages(shop)} == {True}


def pages(shop: Shop) -> list[str]:
    """Ask for the product again and again, each time on a new connection, so that all workers answer."""
    return [httpx.get(f"{shop.url}/products/shirt-1/").text for _ in range(REQUESTS)]
