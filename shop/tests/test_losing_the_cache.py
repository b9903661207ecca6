"""A Redis that hangs or is gone costs shoppers nothing: not their carts, not their sessions, not their time.

`make soak` does it for longer: SOAK_SECONDS says for how long Redis hangs.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import cycle, islice
from pathlib import Path

import httpx
import pytest

from shop import environment
from shop.testing.own_redis import OwnRedis, find_own_redis, own_redis
from shop.testing.server import Shop, open_small_shop
from shop.testing.services import skip_without
from shop.testing.shoppers import Shopper, steadily

pytestmark = pytest.mark.served

SHOPPERS = 50
PER_SECOND = 20
SECONDS = environment.number("SOAK_SECONDS", 3, least=1, most=3600)
SECONDS_FOR_A_PAGE = 1
PRODUCTS = 3
SEE_ANOTHER = 302
MERCHANT = {"DJANGO_SUPERUSER_USERNAME": "jin", "DJANGO_SUPERUSER_PASSWORD": "a long password"}


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[OwnRedis]:
    skip_without(find_own_redis())
    with own_redis(tmp_path) as cache:
        yield cache


@pytest.fixture
def shop(tmp_path: Path, cache: OwnRedis) -> Iterator[tuple[Shop, list[int]]]:
    with open_small_shop(tmp_path, products=PRODUCTS, REDIS_URL=cache.url, **MERCHANT) as shop:
        yield shop


def test_fifty_shoppers_notice_nothing(shop: tuple[Shop, list[int]], cache: OwnRedis) -> None:
    served, variants = shop
    with ExitStack() as stack, merchant(served) as admin:
        shoppers = [stack.enter_context(Shopper.arrive(served, variants[0])) for _ in range(SHOPPERS)]
        well = steadily(visits(shoppers), per_second=PER_SECOND)
        assert cache.keys > 0

        cache.stop()
        hanging = steadily(clicks(shoppers, variants[1], SECONDS * PER_SECOND), per_second=PER_SECOND)
        cache.kill()
        gone = steadily(clicks(shoppers, variants[2], SECONDS * PER_SECOND), per_second=PER_SECOND)

        answers = hanging + gone
        assert {answer.status_code for answer in answers} == {200, 303}
        # A machine that is busy with other things is slow with Redis too.
        assert slowest(answers) < max(SECONDS_FOR_A_PAGE, 3 * slowest(well))
        assert admin.get("/admin/").status_code == 200
        for number, shopper in enumerate(shoppers):
            added = {variants[0]: 1}
            for variant in variants[1:]:
                adds = len(range(number, SECONDS * PER_SECOND // 2, SHOPPERS))
                added |= {variant: adds} if adds else {}
            assert shopper.stored_quantities() == added
            assert f'data-count="{sum(added.values())}"' in shopper.client.get("/").text


def slowest(answers: list[httpx.Response]) -> float:
    """Return how long the slowest answer took, in seconds."""
    return max(answer.elapsed.total_seconds() for answer in answers)


def visits(shoppers: list[Shopper]) -> Iterator[Callable[[], httpx.Response]]:
    for shopper in shoppers:
        yield partial(shopper.client.get, "/")


def clicks(shoppers: list[Shopper], variant: int, count: int) -> Iterator[Callable[[], httpx.Response]]:
    """So many requests: by turns a shopper adds something and looks at the front page."""
    for shopper in islice(cycle(shoppers), count // 2):
        yield partial(shopper.add, variant)
        yield partial(shopper.client.get, "/")


@contextmanager
def merchant(shop: Shop) -> Iterator[httpx.Client]:
    """Someone who has logged in to the admin."""
    shop.manage("createsuperuser", "--no-input", "--email", "jin@shop.example")
    form = {"username": MERCHANT["DJANGO_SUPERUSER_USERNAME"], "password": MERCHANT["DJANGO_SUPERUSER_PASSWORD"]}
    with httpx.Client(base_url=shop.url, verify=False) as client:  # noqa: S501 plain HTTP
        client.get("/admin/login/")
        form["csrfmiddlewaretoken"] = client.cookies["csrftoken"]
        assert client.post("/admin/login/", data=form).status_code == SEE_ANOTHER
        yield client
