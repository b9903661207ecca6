"""Nothing is lost when one shopper's requests arrive at the same moment, in several processes and threads."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest

from shop.testing.server import Shop, plan_shop, serve
from shop.testing.services import find_postgres, skip_without, throwaway_database
from shop.testing.shoppers import Shopper, at_once

VARIANTS = 21
ROUNDS = range(1, 6)
OK = 200

# All rounds on one server: it is opened once for each database.
pytestmark = [pytest.mark.xdist_group("racing"), pytest.mark.parametrize("turn", ROUNDS)]


@dataclass(frozen=True)
class Race:
    shop: Shop
    variants: list[int]

    def shopper(self) -> Shopper:
        """A shopper with an empty cart, but a session."""
        shopper = Shopper.arrive(self.shop, self.variants[-1])
        assert shopper.set(self.variants[-1], 0).status_code == OK
        return shopper


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def race(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Race]:
    """A shop with two processes of four threads each, on one of the databases."""
    with ExitStack() as stack:
        variables = {}
        if request.param == "postgresql":
            skip_without(find_postgres())
            variables["DATABASE_URL"] = stack.enter_context(throwaway_database())
        shop = plan_shop(tmp_path_factory.mktemp("shop"), **variables)
        variants = shop.run("-m", "shop.testing.small_shop", str(VARIANTS)).split()
        stack.enter_context(serve(shop))
        yield Race(shop, [int(variant) for variant in variants])


def test_twenty_adds_of_twenty_products_are_twenty_lines(race: Race, turn: int) -> None:
    shopper = race.shopper()
    wanted = race.variants[:20]

    statuses = at_once([lambda variant=variant: shopper.add(variant) for variant in wanted])

    assert statuses == [OK] * 20
    assert shopper.stored_quantities() == dict.fromkeys(wanted, 1)


def test_twenty_adds_of_one_product_are_twenty_of_it(race: Race, turn: int) -> None:
    shopper = race.shopper()
    wanted = race.variants[0]

    statuses = at_once([lambda: shopper.add(wanted)] * 20)

    assert statuses == [OK] * 20
    assert shopper.stored_quantities() == {wanted: 20}


def test_twenty_quantities_of_twenty_lines_are_each_as_asked(race: Race, turn: int) -> None:
    shopper = race.shopper()
    wanted = {variant: number for number, variant in enumerate(race.variants[:20], start=2)}
    assert at_once([lambda variant=variant: shopper.add(variant) for variant in wanted]) == [OK] * 20

    statuses = at_once([lambda item=item: shopper.set(*item) for item in wanted.items()])

    assert statuses == [OK] * 20
    assert shopper.stored_quantities() == wanted


def test_an_add_that_races_with_a_removal_comes_before_or_after_it(race: Race, turn: int) -> None:
    shopper = race.shopper()
    contested, *others = race.variants[:10]
    assert shopper.add(contested).status_code == OK

    statuses = at_once(
        [
            *[lambda variant=variant: shopper.add(variant) for variant in others],
            lambda: shopper.add(contested),
            lambda: shopper.set(contested, 0),
        ]
    )

    assert statuses == [OK] * 11
    removed_last = dict.fromkeys(others, 1)
    added_last = removed_last | {contested: 1}
    assert shopper.stored_quantities() in (removed_last, added_last)
