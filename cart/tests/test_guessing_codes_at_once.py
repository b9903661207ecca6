"""Who guesses codes in parallel, in several processes and without a cache, gets no more guesses than in a row."""

from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial

import httpx
import pytest

from cart.codes import GUESSES
from shop.testing.filled import open_small_shop
from shop.testing.services import find_postgres, skip_without, throwaway_database
from shop.testing.shoppers import Shopper, at_once

pytestmark = pytest.mark.served


@pytest.fixture(params=["sqlite", "postgresql"])
def shoppers(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Shopper]]:
    """Six shoppers with something in the cart, all at one address."""
    variables = {}
    with ExitStack() as stack:
        if request.param == "postgresql":
            skip_without(find_postgres())
            variables["DATABASE_URL"] = stack.enter_context(throwaway_database())
        folder = tmp_path_factory.mktemp("shop")
        shop, [variant] = stack.enter_context(open_small_shop(folder, products=1, **variables))
        yield [stack.enter_context(Shopper.arrive(shop, variant)) for _ in range(6)]


def guess_at_once(shoppers: list[Shopper], *, times: int) -> int:
    """Let each shopper guess so often, all at once; return how many were told that there is no such code."""
    answers: list[httpx.Response] = []

    def guess(shopper: Shopper, number: int) -> httpx.Response:
        answers.append(
            shopper.client.post("/cart/coupon/", data={"code": f"GUESS{number}"}, headers={"HX-Request": "true"})
        )
        return answers[-1]

    statuses = at_once([partial(guess, shopper, number) for shopper in shoppers for number in range(times)])
    assert set(statuses) == {422}
    told = sum("There is no code" in answer.text for answer in answers)
    assert told + sum("That was too often" in answer.text for answer in answers) == len(answers)
    return told


def test_a_session_has_so_many_and_no_more_whatever_others_at_its_address_guess(shoppers: list[Shopper]) -> None:
    assert guess_at_once(shoppers[:1], times=20) == GUESSES.most
    assert guess_at_once(shoppers[1:], times=8) == 8 * len(shoppers[1:])
