"""Whoever confirms at the same moment as others gets the goods, or is told by name what is gone.

`make soak` does it for longer: SOAK_ROUNDS says how often.
"""

from collections.abc import Iterator

import pytest

from shop import environment
from shop.testing.buyers import ask, confirm_at_once, outcomes
from shop.testing.filled import open_small_shop
from shop.testing.filled_checkouts import gather
from shop.testing.server import Shop
from shop.testing.services import find_postgres, skip_without, throwaway_database

ROUNDS = environment.number("SOAK_ROUNDS", 1, least=1, most=1000)

pytestmark = [pytest.mark.served]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shop(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """A shop with two processes of four threads each, on one of the databases."""
    folder = tmp_path_factory.mktemp("shop")
    if request.param == "sqlite":
        with open_small_shop(folder, products=1) as (shop, _):
            yield shop
        return
    skip_without(find_postgres())
    with throwaway_database() as url, open_small_shop(folder, products=1, DATABASE_URL=url) as (shop, _):
        yield shop


def left(shop: Shop, variants: list[int]) -> list[tuple[int, int]]:
    """Return how many of each there are, and how many are in orders."""
    return [
        ask(
            shop,
            "SELECT stock, (SELECT COALESCE(SUM(quantity), 0) FROM orders_orderline l WHERE l.variant_id = v.id) "  # noqa: S608
            f"FROM catalog_variant v WHERE id = {variant}",
        )[0]
        for variant in variants
    ]


def test_of_fifty_buyers_of_the_last_one_one_gets_it_and_the_others_are_told(shop: Shop) -> None:
    for crowd in gather(shop, crowds=ROUNDS, buyers=50, stocks=[1]):
        [title] = crowd.titles

        answers = confirm_at_once(shop, crowd.checkouts)

        assert outcomes(answers, title, "sold out") == {"order": 1, "told why not": 49}
        assert left(shop, crowd.variants) == [(0, 1)]


def test_twenty_buyers_of_twenty_each_get_one(shop: Shop) -> None:
    for crowd in gather(shop, crowds=ROUNDS, buyers=20, stocks=[20]):
        answers = confirm_at_once(shop, crowd.checkouts)

        assert outcomes(answers) == {"order": 20}
        assert len({answer.url for answer in answers}) == 20
        assert left(shop, crowd.variants) == [(0, 20)]


def test_twenty_buyers_of_two_things_in_opposite_order_never_deadlock(shop: Shop) -> None:
    for crowd in gather(shop, crowds=ROUNDS, buyers=20, stocks=[20, 20]):
        answers = confirm_at_once(shop, crowd.checkouts)

        assert outcomes(answers) == {"order": 20}
        assert left(shop, crowd.variants) == [(0, 20), (0, 20)]


def test_a_coupon_for_one_use_is_used_once_by_twenty_and_the_others_are_told(shop: Shop) -> None:
    for crowd in gather(shop, crowds=ROUNDS, buyers=20, stocks=[20], coupon_uses=1):
        answers = confirm_at_once(shop, crowd.checkouts)

        assert outcomes(answers, crowd.coupon) == {"order": 1, "told why not": 19}
        assert left(shop, crowd.variants) == [(19, 1)]
        assert ask(shop, f"SELECT uses FROM coupons_coupon WHERE code = '{crowd.coupon}'") == [1]  # noqa: S608
        assert ask(shop, f"SELECT discount FROM orders_order WHERE coupon_code = '{crowd.coupon}'") == [2]  # noqa: S608
