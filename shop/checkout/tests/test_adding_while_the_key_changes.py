"""Adds that are under way while the session gets its new key are in the cart under that key.

`make soak` does it for longer: SOAK_ROUNDS says how often.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import httpx
import pytest

from cart.cart import Cart
from shop import environment
from shop.checkout.tests.shopping import CONTACT
from shop.testing.filled import open_small_shop
from shop.testing.server import Shop
from shop.testing.services import find_postgres, skip_without, throwaway_database
from shop.testing.shoppers import OWN_FORM, SECONDS, Shopper, at_once, stored_session

ADDED = 8
ROUNDS = environment.number("SOAK_ROUNDS", 2, least=1, most=1000)
SEE_OTHER = 303

pytestmark = pytest.mark.served


@dataclass(frozen=True)
class Race:
    """A shop that is served, and the variants that it sells."""

    shop: Shop
    variants: list[int]


@pytest.fixture(params=["sqlite", "postgresql"], scope="module")
def race(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Race]:
    folder = tmp_path_factory.mktemp("shop")
    if request.param == "sqlite":
        with open_small_shop(folder, products=ADDED + 1) as opened:
            yield Race(*opened)
        return
    skip_without(find_postgres())
    with throwaway_database() as url, open_small_shop(folder, products=ADDED + 1, DATABASE_URL=url) as opened:
        yield Race(*opened)


def begin_checkout(race: Race, key: str, told: list[str]) -> httpx.Response:
    """Send the first form, and note the key that the answer tells."""
    with httpx.Client(base_url=race.shop.url, headers=OWN_FORM, timeout=SECONDS, cookies={"sessionid": key}) as client:
        answer = client.post("/checkout/contact/", data=CONTACT)
        told.append(answer.cookies["sessionid"])
        return answer


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_nothing_is_lost(race: Race, turn: int) -> None:
    first, *others = race.variants
    told: list[str] = []
    with Shopper.arrive(race.shop, first) as shopper:
        adds = [partial(shopper.add, variant) for variant in others[:ADDED]]
        begin = partial(begin_checkout, race, shopper.session_key, told)
        statuses = at_once([*adds[:4], begin, *adds[4:]])

    assert statuses == [SEE_OTHER] * (ADDED + 1)
    (new,) = told
    assert new != shopper.session_key
    stored = stored_session(race.shop, new)
    assert {line.quantity for line in Cart.load(stored["cart"]).lines.values()} == {1}
    assert set(Cart.load(stored["cart"]).lines) == {first, *others[:ADDED]}
    assert stored["checkout"]["given"]["contact"]["email"] == CONTACT["email"]
