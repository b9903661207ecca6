"""The same intent to buy, sent twenty times at once and again later, is one order, one charge and one thank-you page.

`make soak` does it for longer: SOAK_ROUNDS says how often.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import httpx
import pytest

from shop import environment
from shop.testing.buyers import ask, confirm, fill_in, read_form, visit
from shop.testing.filled import open_small_shop
from shop.testing.sandbox import Sandbox, open_sandbox
from shop.testing.server import Shop
from shop.testing.services import find_postgres, skip_without, throwaway_database
from shop.testing.small_shop import PLENTY

ROUNDS = environment.number("SOAK_ROUNDS", 1, least=1, most=1000)
TIMES = 20
AN_HOUR_AGO = """
from datetime import timedelta; from django.db.models import F; from shop.orders.models import Order
Order.objects.update(placed_at=F("placed_at") - timedelta(hours=1), paid_at=F("paid_at") - timedelta(hours=1))
"""

pytestmark = [pytest.mark.served]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Iterator[dict[str, str]]:
    if request.param == "sqlite":
        yield {}
        return
    skip_without(find_postgres())
    with throwaway_database() as url:
        yield {"DATABASE_URL": url}


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """A provider that tells the shop nothing by itself."""
    with open_sandbox(tmp_path_factory.mktemp("sandbox")) as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def shop(database: dict[str, str], sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """A shop with two processes of four threads each, whose one product can be paid through the sandbox alone."""
    sandbox.reset()
    variables = {"PAYMENT_PROVIDERS": "sandbox", "SANDBOX_URL": sandbox.url, "SANDBOX_SECRET": sandbox.secret}
    with open_small_shop(tmp_path_factory.mktemp("shop"), products=1, **database, **variables) as (shop, _):
        yield shop


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_two_tabs_that_confirm_twenty_times_make_one_order_and_one_charge(
    shop: Shop, sandbox: Sandbox, turn: int
) -> None:
    email = f"ada{turn}@example.org"
    with visit(shop) as client:
        client.post("/cart/lines/", data={"variant": ask(shop, "SELECT MIN(id) FROM catalog_variant")[0]})
        tabs = [fill_in(client, email), read_form(client.get("/checkout/review/"))]

        pages = all_at_once(client, tabs)
        [page] = {str(answer.url) for answer in pages}
        assert page.startswith(f"{sandbox.url}/pay/")
        thanks = client.get(sandbox.choose(page.rsplit("/", 1)[-1], "pay")).url
        assert thanks.path.startswith("/orders/")

        assert {answer.url for answer in all_at_once(client, tabs)} == {thanks}
        shop.manage("shell", "-v0", "-c", AN_HOUR_AGO)
        assert {confirm(client, tab).url for tab in tabs} == {thanks}

    assert ask(shop, f"SELECT state FROM orders_order WHERE email = '{email}'") == ["paid"]  # noqa: S608
    assert [payment["email"] for payment in sandbox.captured()].count(email) == 1
    assert ask(shop, "SELECT stock FROM catalog_variant") == [PLENTY - len(sandbox.captured())]


def all_at_once(client: httpx.Client, tabs: list[dict[str, str]]) -> list[httpx.Response]:
    with ThreadPoolExecutor(TIMES) as threads:
        return list(threads.map(partial(confirm, client), tabs * (TIMES // len(tabs))))
