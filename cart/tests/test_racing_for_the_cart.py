"""Nothing is lost when one shopper's requests arrive at the same moment, in several processes and threads.

`make soak` does it for longer: SOAK_ROUNDS says how often.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import pytest

from shop import environment
from shop.testing.filled import open_small_shop
from shop.testing.server import Shop
from shop.testing.services import find_postgres, skip_without, throwaway_database
from shop.testing.shoppers import Shopper, at_once

PRODUCTS = 21
ROUNDS = range(environment.number("SOAK_ROUNDS", 2, least=1, most=1000))
SEE_OTHER = 303

pytestmark = [pytest.mark.served, pytest.mark.parametrize("turn", ROUNDS)]


@dataclass(frozen=True)
class Race:
    """A shop that is served, and the variants that it sells."""

    shop: Shop
    variants: list[int]


@pytest.fixture(scope="session")
def sqlite_race(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Race]:
    with open_small_shop(tmp_path_factory.mktemp("shop"), products=PRODUCTS) as opened:
        yield Race(*opened)


@pytest.fixture(scope="session")
def postgresql_race(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Race]:
    skip_without(find_postgres())
    folder = tmp_path_factory.mktemp("shop")
    with throwaway_database() as url, open_small_shop(folder, products=PRODUCTS, DATABASE_URL=url) as opened:
        yield Race(*opened)


@pytest.fixture(params=["sqlite", "postgresql"])
def race(request: pytest.FixtureRequest) -> Race:
    """A shop with two processes of four threads each, on one of the databases."""
    race = request.getfixturevalue(f"{request.param}_race")
    assert isinstance(race, Race)
    return race


@pytest.fixture
def shopper(race: Race) -> Iterator[Shopper]:
    """A shopper with a session and an empty cart."""
    with Shopper.arrive(race.shop, race.variants[-1]) as shopper:
        assert shopper.set(race.variants[-1], 0).status_code == SEE_OTHER
        yield shopper


def test_twenty_adds_of_twenty_products_are_twenty_lines(race: Race, shopper: Shopper, turn: int) -> None:
    wanted = race.variants[:20]

    statuses = at_once([partial(shopper.add, variant) for variant in wanted])

    assert statuses == [SEE_OTHER] * 20
    assert shopper.stored_quantities() == dict.fromkeys(wanted, 1)


def test_twenty_adds_of_one_product_are_twenty_of_it(race: Race, shopper: Shopper, turn: int) -> None:
    wanted = race.variants[0]

    statuses = at_once([partial(shopper.add, wanted)] * 20)

    assert statuses == [SEE_OTHER] * 20
    assert shopper.stored_quantities() == {wanted: 20}


def test_twenty_quantities_of_twenty_lines_are_each_as_asked(race: Race, shopper: Shopper, turn: int) -> None:
    wanted = {variant: number for number, variant in enumerate(race.variants[:20], start=2)}
    assert at_once([partial(shopper.add, variant) for variant in wanted]) == [SEE_OTHER] * 20

    statuses = at_once([partial(shopper.set, *item) for item in wanted.items()])

    assert statuses == [SEE_OTHER] * 20
    assert shopper.stored_quantities() == wanted


def test_an_add_that_races_with_a_removal_comes_before_or_after_it(race: Race, shopper: Shopper, turn: int) -> None:
    contested, *others = race.variants[:10]
    assert shopper.add(contested).status_code == SEE_OTHER

    statuses = at_once(
        [
            *[partial(shopper.add, variant) for variant in others],
            partial(shopper.add, contested),
            partial(shopper.set, contested, 0),
        ]
    )

    assert statuses == [SEE_OTHER] * 11
    removed_last = dict.fromkeys(others, 1)
    added_last = removed_last | {contested: 1}
    assert shopper.stored_quantities() in (removed_last, added_last)
