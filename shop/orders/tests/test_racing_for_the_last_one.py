"""Nothing is sold twice and nobody is refused in vain, however many buy at the same moment.

`make soak` does it for longer: SOAK_ROUNDS says how often.
"""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from shop import environment
from shop.testing.filled import make_tables
from shop.testing.server import plan_shop
from shop.testing.services import find_postgres, skip_without, throwaway_database

ROUNDS = environment.number("SOAK_ROUNDS", 1, least=1, most=1000)
Outcomes = dict[str, list[dict[str, Any]]]

# All races of one database are run in one go.
pytestmark = pytest.mark.served


def run(tmp_path_factory: pytest.TempPathFactory, **variables: str) -> Outcomes:
    shop = plan_shop(tmp_path_factory.mktemp("shop"), DJANGO_SETTINGS_MODULE="shop.testing.settings", **variables)
    make_tables(shop)
    outcomes: Outcomes = json.loads(shop.run("-m", "shop.orders.tests.racing", str(ROUNDS)).splitlines()[-1])
    return outcomes


@pytest.fixture(scope="session")
def sqlite_races(tmp_path_factory: pytest.TempPathFactory) -> Outcomes:
    return run(tmp_path_factory)


@pytest.fixture(scope="session")
def postgresql_races(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outcomes]:
    skip_without(find_postgres())
    with throwaway_database() as url:
        yield run(tmp_path_factory, DATABASE_URL=url)


@pytest.fixture(params=["sqlite", "postgresql"])
def races(request: pytest.FixtureRequest) -> Outcomes:
    outcomes: Outcomes = request.getfixturevalue(f"{request.param}_races")
    return outcomes


def test_one_of_fifty_buyers_gets_the_last_one(races: Outcomes) -> None:
    expected = {"order": 1, "OutOfStock": 49, "stock": 0, "lines": 1, "held": 1, "available": False}
    assert races["the last one"] == [expected] * ROUNDS


def test_fifty_buyers_of_fifty_each_get_one(races: Outcomes) -> None:
    expected = {"order": 50, "stock": 0, "lines": 50, "held": 50, "available": False}
    assert races["enough for all"] == [expected] * ROUNDS


def test_two_products_in_opposite_order_never_deadlock(races: Outcomes) -> None:
    expected = {"order": 20, "stock": 0, "lines": 20, "held": 20, "available": False}
    assert races["opposite order"] == [expected] * ROUNDS


def test_one_checkout_token_is_one_order(races: Outcomes) -> None:
    expected = {"order": 20, "stock": 19, "lines": 1, "held": 1, "available": True}
    assert races["one token"] == [expected] * ROUNDS


def test_a_coupon_for_one_use_is_used_once(races: Outcomes) -> None:
    expected = {"order": 1, "CouponUsedUp": 49, "stock": 49, "lines": 1, "held": 1, "available": True, "uses": 1}
    assert races["one coupon"] == [expected] * ROUNDS


def test_cancelled_orders_give_their_goods_back_once(races: Outcomes) -> None:
    expected = {
        "cancelled": 20,
        "bought or refused": 10,
        "others": [],
        "stock is what was not bought": True,
        "available says so": True,
    }
    assert races["cancelling"] == [expected] * ROUNDS


def test_merchants_who_save_the_same_products_neither_deadlock_nor_lose_a_sale(races: Outcomes) -> None:
    expected = {"order": 20, "merchant 302": 7, "stock": 80, "lines": 20, "held": 20, "available": True}
    assert races["merchants"] == [expected] * ROUNDS


def test_a_list_that_is_saved_neither_deadlocks_with_orders_nor_delays_a_price(races: Outcomes) -> None:
    expected = {"order": 30, "merchant 302": 3, "facets are true": True, "prices": 1}
    assert races["a list"] == [expected] * ROUNDS


def test_merchants_who_write_together_never_deadlock(races: Outcomes) -> None:
    assert races["together"] == [{"order": 8, "merchant": 6, "facets are true": True}] * ROUNDS


def test_no_order_is_lost_to_a_merchant_who_writes_in_any_order(races: Outcomes) -> None:
    for outcomes in races["in odd order"]:
        assert outcomes.pop("ended", 0) + outcomes.pop("merchant", 0) == 6
        assert outcomes == {"order": 8, "facets are true": True}


def test_orders_of_one_source_at_once_hold_no_more_than_its_share(races: Outcomes) -> None:
    assert all(outcome == {"order": 2, "refused": 18, "stock": 54} for outcome in races["orders of one source"])


def test_an_order_that_is_being_paid_is_either_paid_or_cancelled(races: Outcomes) -> None:
    for outcome in races["payments and a merchant who cancels"]:
        assert outcome == {"each is one of both": True, "as it was told": True, "goods are back": True}
