"""`manage.py backup` while buyers order: each order that was confirmed before is in it, whole, and none by half."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from shop.backups.tests.shops import closed_shop, perform
from shop.testing.buyers import ask, confirm_at_once
from shop.testing.filled import make_tables
from shop.testing.filled_checkouts import gather
from shop.testing.server import Shop, serve

pytestmark = pytest.mark.served

STOCK = 100
BUYERS = 12
ORDERS = "SELECT id FROM orders_order"
STOCK_AND_SOLD = """
SELECT v.stock + COALESCE((SELECT SUM(quantity) FROM orders_orderline l WHERE l.variant_id = v.id), 0)
FROM catalog_variant v
"""
WITHOUT_LINES = "SELECT id FROM orders_order WHERE id NOT IN (SELECT order_id FROM orders_orderline)"


@pytest.fixture(params=["sqlite", "postgresql"])
def shops(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[list[Shop]]:
    """A shop that sells, and another on the same kind of database of which nothing is there yet."""
    folders = [tmp_path / "selling", tmp_path / "restored"]
    for folder in folders:
        folder.mkdir()
    with closed_shop(folders[0], request.param) as selling, closed_shop(folders[1], request.param) as other:
        yield [selling, other]


def test_every_order_that_was_confirmed_before_is_in_it(shops: list[Shop], tmp_path: Path) -> None:
    selling, restored = shops
    make_tables(selling)
    [crowd] = gather(selling, buyers=BUYERS, stocks=[STOCK])
    with serve(selling), ThreadPoolExecutor(1) as aside:
        confirm_at_once(selling, crowd.checkouts[:2])
        before = set(ask(selling, ORDERS))
        backup = aside.submit(selling.manage, "backup", str(tmp_path / "shop.tar"))
        for place in range(2, BUYERS, 2):
            confirm_at_once(selling, crowd.checkouts[place : place + 2])
        backup.result()
        after = set(ask(selling, ORDERS))
    perform(restored, f"restore {tmp_path / 'shop.tar'}")

    assert (len(before), len(after)) == (2, BUYERS)
    assert before <= set(ask(restored, ORDERS)) <= after
    assert ask(restored, STOCK_AND_SOLD) == [STOCK]
    assert ask(restored, WITHOUT_LINES) == []
