"""A server that is killed under load, with all its processes, loses no order, no money and no goods.

`make soak` does it for longer: SOAK_KILLS says how often.
"""

from collections.abc import Iterator

import pytest

from shop import environment
from shop.checkout.tests.killed_shop import Street
from shop.testing.buyers import ask
from shop.testing.filled import fill
from shop.testing.sandbox import Sandbox, open_sandbox
from shop.testing.server import Shop, plan_shop
from shop.testing.services import find_postgres, skip_without, throwaway_database
from shop.testing.small_shop import PLENTY

KILLS = environment.number("SOAK_KILLS", 2, least=1, most=1000)
# Goods are gone for as long as an order holds them, and for good when it is paid.
STOCK_AND_SOLD = """
SELECT v.stock + COALESCE(SUM(l.quantity), 0) FROM catalog_variant v
LEFT JOIN (SELECT quantity, variant_id FROM orders_orderline JOIN orders_order o ON o.id = order_id
           WHERE o.is_held OR o.paid_at IS NOT NULL) l ON l.variant_id = v.id
GROUP BY v.id, v.stock
"""
HELD = "SELECT COALESCE(SUM(quantity), 0) FROM catalog_stockhold"
UNPAID_AND_HELD = """
SELECT COALESCE(SUM(quantity), 0) FROM orders_orderline JOIN orders_order o ON o.id = order_id
WHERE o.is_held AND o.paid_at IS NULL
"""
WITHOUT_LINES = "SELECT id FROM orders_order WHERE id NOT IN (SELECT order_id FROM orders_orderline)"
PAID = """
SELECT reference FROM orders_payment p JOIN orders_order o ON o.id = order_id
WHERE o.state = 'paid' AND p.state = 'captured' AND p.amount = o.total
"""

pytestmark = [pytest.mark.served]


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Iterator[dict[str, str]]:
    if request.param == "sqlite":
        yield {}
        return
    skip_without(find_postgres())
    with throwaway_database() as url:
        yield {"DATABASE_URL": url}


@pytest.fixture
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    with open_sandbox(tmp_path_factory.mktemp("sandbox"), holds=False) as sandbox:
        yield sandbox


@pytest.fixture
def shop(database: dict[str, str], sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """A shop that is closed still, and takes payments through the sandbox."""
    shop = plan_shop(
        tmp_path_factory.mktemp("shop"),
        DJANGO_SETTINGS_MODULE="shop.testing.settings",
        PAYMENT_PROVIDERS="sandbox",
        SANDBOX_URL=sandbox.url,
        SANDBOX_SECRET=sandbox.secret,
        **database,
    )
    sandbox.set(webhook_url=f"{shop.url}/payments/sandbox/webhook/")
    return shop


def test_nothing_is_lost_and_nothing_is_doubled(shop: Shop, sandbox: Sandbox) -> None:
    street = Street(shop, sandbox, fill(shop, products=3))

    street.survive(KILLS)
    shop.manage("reconcile_payments")

    captured = [payment["id"] for payment in sandbox.captured()]
    print(f"{KILLS} kills, {street.interrupted} interrupted, {len(captured)} paid")  # noqa: T201
    assert street.refused == []
    assert street.interrupted >= KILLS
    assert ask(shop, STOCK_AND_SOLD) == [PLENTY] * 3
    assert ask(shop, HELD) == ask(shop, UNPAID_AND_HELD)
    assert ask(shop, WITHOUT_LINES) == []
    assert sorted(ask(shop, PAID)) == sorted(captured)
    assert ask(shop, "SELECT COUNT(*) FROM orders_order WHERE state = 'paid'") == [len(captured)]
    assert ask(shop, "SELECT attention FROM orders_order WHERE attention <> ''") == []
    if shop.environment["DATABASE_URL"].startswith("sqlite"):
        assert ask(shop, "PRAGMA integrity_check") == ["ok"]
        assert ask(shop, "PRAGMA foreign_key_check") == []
