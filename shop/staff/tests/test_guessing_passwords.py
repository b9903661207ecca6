"""Eight who guess passwords without a pause, each time from another address, take no thread from shoppers."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from http import HTTPStatus
from statistics import median
from threading import Event

import httpx
import pytest

from shop.staff.tests.slow_hashing import SECONDS_OF_A_HASH, most_at_once
from shop.testing.buyers import visit
from shop.testing.filled import open_small_shop
from shop.testing.server import Shop
from shop.testing.services import find_postgres, skip_without, throwaway_database

pytestmark = pytest.mark.served
GUESSERS = 8
PROCESSES = 2
PAGES = 20


@pytest.fixture(params=["sqlite", "postgresql"])
def shop(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    variables = {"DJANGO_SETTINGS_MODULE": "shop.staff.tests.slow_hashing", "WEB_WORKERS": str(PROCESSES)}
    with ExitStack() as stack:
        if request.param == "postgresql":
            skip_without(find_postgres())
            variables["DATABASE_URL"] = stack.enter_context(throwaway_database())
        folder = tmp_path_factory.mktemp("shop")
        yield stack.enter_context(open_small_shop(folder, products=1, **variables))[0]


def test_one_password_a_process_is_hashed_at_a_time_and_pages_open_meanwhile(shop: Shop) -> None:
    is_over = Event()
    with ThreadPoolExecutor(GUESSERS) as threads:
        guessers = [threads.submit(guess, shop, number, is_over) for number in range(GUESSERS)]
        try:
            seconds = open_pages(shop)
        finally:
            is_over.set()
        statuses = sum((guesser.result() for guesser in guessers), Counter[int]())

    assert 1 <= most_at_once(shop.folder) <= PROCESSES
    assert median(seconds) < SECONDS_OF_A_HASH / 2
    assert statuses.keys() == {HTTPStatus.OK, HTTPStatus.TOO_MANY_REQUESTS}


def guess(shop: Shop, guesser: int, is_over: Event) -> Counter[int]:
    """Guess until it is over; return how often which status came."""
    statuses: Counter[int] = Counter()
    with visit(shop) as client:
        client.get("/admin/login/")
        token = client.cookies["csrftoken"]
        while not is_over.wait(0.05):
            number = statuses.total()
            form = {"username": f"name {guesser} {number}", "password": "a guess", "csrfmiddlewaretoken": token}
            address = f"10.{guesser}.{number // 250}.{number % 250}"
            answer = client.post("/admin/login/", data=form, headers={"X-Forwarded-For": address})
            statuses[answer.status_code] += 1
    return statuses


def open_pages(shop: Shop) -> list[float]:
    """Open the front page again and again, each time over another connection; return the seconds that each took."""
    return [open_page(shop) for _ in range(PAGES)]


def open_page(shop: Shop) -> float:
    answer = httpx.get(shop.url, timeout=30, trust_env=False)
    assert answer.status_code == HTTPStatus.OK
    return answer.elapsed.total_seconds()
