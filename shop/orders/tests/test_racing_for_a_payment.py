"""A payment that is told of many times at the same moment, to several processes and threads, is settled once."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any

import httpx
import pytest

from shop.testing.filled import open_small_shop
from shop.testing.sandbox import Sandbox, open_sandbox
from shop.testing.server import Shop
from shop.testing.services import find_postgres, skip_without, throwaway_database
from shop.testing.shoppers import OWN_FORM

pytestmark = pytest.mark.served
SCRIPT = ("-m", "shop.orders.tests.served_payments")
TIMES = 20
PAID = {"state": "paid", "attention": "", "payments": ["captured"], "letters": 1, "paid events": 1}


@dataclass(frozen=True)
class Till:
    """A shop that is served, and its provider."""

    shop: Shop
    sandbox: Sandbox

    def begin(self, count: int) -> list[dict[str, Any]]:
        orders: list[dict[str, Any]] = json.loads(self.shop.run(*SCRIPT, "begin", str(count)))
        return orders

    def outcomes(self, orders: list[dict[str, Any]]) -> list[dict[str, Any]]:
        found = json.loads(self.shop.run(*SCRIPT, "outcomes"))
        return [found[str(order["order"])] for order in orders]

    def event(self, order: dict[str, Any]) -> str:
        return str(self.sandbox.events(order["reference"])[-1]["id"])

    def captured(self, orders: list[dict[str, Any]]) -> int:
        references = {order["reference"] for order in orders}
        return sum(each["id"] in references for each in self.sandbox.captured())

    def come_back(self, order: dict[str, Any], query: str = "") -> int:
        """Come back from the provider, and return the status of where that leads."""
        url = f"{self.shop.url}/checkout/return/{order['token']}/{query}"
        return httpx.get(url, timeout=30, follow_redirects=True, trust_env=False).status_code

    def give_up(self, order: dict[str, Any]) -> int:
        """Press the button that gives the goods back, and return the status of where that leads."""
        url = f"{self.shop.url}/checkout/payments/{order['token']}/given-up/"
        return httpx.post(url, headers=OWN_FORM, timeout=30, follow_redirects=True, trust_env=False).status_code

    def tell(self, event: str, *, times: int) -> None:
        """Send a webhook many times at once, and again where the shop has asked for that."""
        assert set(self.sandbox.deliver(event, times=times, at_once=True)) <= {200, 503}
        assert self.sandbox.deliver(event) == [200]

    def reconcile(self) -> None:
        self.shop.manage("reconcile_payments")


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def till(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Till]:
    """A shop of two processes with four threads each, on one of the databases, with a sandbox that waits for orders."""
    if request.param == "sqlite":
        yield from _till(tmp_path_factory, {})
        return
    skip_without(find_postgres())
    with throwaway_database() as url:
        yield from _till(tmp_path_factory, {"DATABASE_URL": url})


def _till(factory: pytest.TempPathFactory, variables: dict[str, str]) -> Iterator[Till]:
    with open_sandbox(factory.mktemp("sandbox")) as sandbox:
        offered = {
            "PAYMENT_PROVIDERS": "offline,sandbox",
            "SANDBOX_URL": sandbox.url,
            "SANDBOX_SECRET": sandbox.secret,
        }
        with open_small_shop(factory.mktemp("shop"), products=1, **variables, **offered) as (shop, _):
            sandbox.set(webhook_url=f"{shop.url}/payments/sandbox/webhook/")
            yield Till(shop, sandbox)


def at_once(actions: list[Callable[[], Any]]) -> list[Any]:
    with ThreadPoolExecutor(len(actions)) as threads:
        return [task.result() for task in [threads.submit(action) for action in actions]]


def test_twenty_webhooks_at_once_are_one_payment(till: Till) -> None:
    orders = till.begin(5)
    for order in orders:
        till.sandbox.choose(order["reference"], "pay")
        till.tell(till.event(order), times=TIMES)

    assert till.outcomes(orders) == [PAID] * 5
    assert till.captured(orders) == 5


def test_return_page_webhooks_and_reconciliation_at_once_are_one_payment(till: Till) -> None:
    orders = till.begin(5)
    for order in orders:
        till.sandbox.choose(order["reference"], "pay")
    statuses = at_once(
        [
            till.reconcile,
            *[
                action
                for order in orders
                for action in (
                    partial(till.tell, till.event(order), times=5),
                    partial(till.come_back, order),
                    partial(till.come_back, order, "?cancelled=1"),
                    partial(till.come_back, order),
                )
            ],
        ]
    )

    assert [status for status in statuses if status not in (None, 200)] == []
    assert till.outcomes(orders) == [PAID] * 5
    assert till.captured(orders) == 5


def test_paying_while_the_shop_gives_up_is_paid_or_closed_and_never_both(till: Till) -> None:
    orders = till.begin(10)
    at_once(
        [
            action
            for order in orders
            for action in (
                partial(till.sandbox.choose, order["reference"], "pay"),
                partial(till.give_up, order),
                partial(till.sandbox.choose, order["reference"], "decline"),
            )
        ]
    )
    for order in orders:
        for event in till.sandbox.events(order["reference"]):
            till.tell(event["id"], times=3)
    till.reconcile()

    outcomes = till.outcomes(orders)
    assert till.captured(orders) == sum(outcome == PAID for outcome in outcomes)
    assert {outcome["state"] for outcome in outcomes} <= {"paid", "awaiting"}


def test_money_that_goes_back_on_both_sides_at_once_is_never_more_than_was_paid(till: Till) -> None:
    orders = till.begin(3)
    for order in orders:
        till.sandbox.choose(order["reference"], "pay")
        assert till.sandbox.deliver(till.event(order)) == [200]
    here = [str(order["order"]) for order in orders]
    there = [partial(till.sandbox.choose, order["reference"], "refund", amount="5.00") for order in orders]
    at_once([partial(till.shop.run, *SCRIPT, "give_back", *here), *there, till.reconcile])
    events = [event["id"] for order in orders for event in till.sandbox.events(order["reference"])]
    at_once([*(partial(till.sandbox.deliver, event, times=5, at_once=True) for event in events), till.reconcile])

    found = json.loads(till.shop.run(*SCRIPT, "returned"))
    gone = {
        each["id"]: sum(refund["amount_minor"] for refund in each["refunds"].values())
        for each in till.sandbox.captured()
    }
    for order in orders:
        known = found[str(order["order"])]
        assert sum(int(sum_.replace(".", "")) for sum_ in known["sums"]) == gone[order["reference"]] * 10 <= 20_000
        assert known["letters"] == len(known["sums"])
        assert int(known["left"].replace(".", "")) == 2000 - gone[order["reference"]]


def test_what_no_provider_said_pays_nothing(till: Till) -> None:
    orders = till.begin(1)
    lie = {"id": "sbe_lie", "kind": "payment.captured", "reference": orders[0]["reference"], "key": orders[0]["key"]}
    assert till.sandbox.deliver(lie, secret="guessed", times=5, at_once=True) == [400] * 5
    assert till.sandbox.deliver(lie, age=301) == [400]
    assert till.sandbox.deliver(lie | {"reference": "sbx_unknown", "key": ""}, times=5, at_once=True) == [200] * 5
    assert till.sandbox.deliver(lie, times=5, at_once=True) == [200] * 5
    assert till.outcomes(orders)[0]["state"] == "awaiting"


def test_one_payment_that_is_started_often_at_once_is_one_attempt(till: Till) -> None:
    raced = json.loads(till.shop.run(*SCRIPT, "race", "10"))
    assert len(raced["urls"]) == 1
    assert raced["outcomes"] == {raced["urls"][0]: 10}


def test_money_for_an_order_that_is_cancelled_at_the_same_moment_is_never_lost(till: Till) -> None:
    raced = json.loads(till.shop.run(*SCRIPT, "cancel", "8"))
    assert raced == {"outcomes": {"settled": 16, "cancelled": 16}, "kept": [True] * 8, "sold": 0}


def test_forms_of_the_shop_may_lead_to_the_page_of_its_provider(till: Till) -> None:
    policy = httpx.get(till.shop.url, trust_env=False).headers["Content-Security-Policy"]
    assert f"form-action 'self' {till.sandbox.url};" in f"{policy};"
