"""Limits hold when fifty want the same at once, in several processes and threads, on both databases."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from shop.testing.filled import make_tables
from shop.testing.rush import rush
from shop.testing.server import Shop, plan_shop
from shop.testing.services import find_postgres, skip_without, throwaway_database

CONTENDERS = "shop.coupons.tests.contenders"
COUPONS = """
from shop.coupons.models import Coupon
Coupon.objects.bulk_create([
    Coupon(code="ONCE", value=10, max_uses=1),
    Coupon(code="MINE", value=10, max_uses_per_customer=2),
    Coupon(code="ORDER", value=10, max_uses=3),
    Coupon(code="TURNS", value=10, max_uses=3),
])
"""

pytestmark = pytest.mark.served


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shop(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """A shop with four coupons, which nobody serves."""
    folder = tmp_path_factory.mktemp("shop")
    if request.param == "sqlite":
        yield prepared(folder, f"sqlite:///{folder / 'db.sqlite3'}")
        return
    skip_without(find_postgres())
    with throwaway_database() as url:
        yield prepared(folder, url)


def prepared(folder: Path, url: str) -> Shop:
    shop = plan_shop(folder, DJANGO_SETTINGS_MODULE="shop.testing.settings", DATABASE_URL=url)
    make_tables(shop)
    shop.manage("shell", "--verbosity=0", "--command", COUPONS)
    return shop


def counted(shop: Shop, code: str) -> tuple[int, int]:
    """Return how often a coupon says that it was used, and in how many orders it is, past the shop."""
    url = shop.environment["DATABASE_URL"]
    query = (
        "SELECT uses, (SELECT COUNT(*) FROM coupons_couponuse u WHERE u.coupon_id = c.id) "  # noqa: S608
        f"FROM coupons_coupon c WHERE code = '{code}'"
    )
    is_sqlite = url.startswith("sqlite")
    with closing(sqlite3.connect(url.removeprefix("sqlite:///")) if is_sqlite else psycopg.connect(url)) as connection:
        [(uses, orders)] = connection.execute(query).fetchall()
    return uses, orders


def test_a_coupon_for_one_use_is_used_once_by_fifty(shop: Shop) -> None:
    assert Counter(rush(shop, f"{CONTENDERS}:use_once")) == {"used": 1, "CouponUsedUp": 49}
    assert counted(shop, "ONCE") == (1, 1)


def test_one_customer_uses_it_as_often_as_one_may(shop: Shop) -> None:
    assert Counter(rush(shop, f"{CONTENDERS}:use_as_one_customer")) == {"used": 2, "CouponUsedByYou": 48}
    assert counted(shop, "MINE") == (2, 2)


def test_an_order_that_is_placed_fifty_times_uses_it_once(shop: Shop) -> None:
    assert Counter(rush(shop, f"{CONTENDERS}:use_for_one_order")) == {"used": 50}
    assert counted(shop, "ORDER") == (1, 1)


def test_what_is_given_back_and_used_again_is_counted_right(shop: Shop) -> None:
    said = rush(shop, f"{CONTENDERS}:give_back_and_use")

    assert set(said) <= {"used", "given back", "CouponUsedUp"}
    uses, orders = counted(shop, "TURNS")
    assert uses == orders <= 3


def test_ten_guesses_are_ten_guesses(shop: Shop) -> None:
    assert Counter(rush(shop, f"{CONTENDERS}:guess")) == {"had": 10, "refused": 40}
