"""What one process writes is on the next request of every page, from every worker and from every thread."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

import httpx
import pytest

from shop.testing.filled import open_small_shop
from shop.testing.server import ROOT, Shop
from shop.testing.services import find_postgres, skip_without, throwaway_database

pytestmark = pytest.mark.served

# A process that writes whenever it is told to, and says so at the moment when it is done.
WRITER = """
import sys, django
django.setup()
from shop.catalog.models import Variant
variant = Variant.objects.first()
print("ready", flush=True)
for line in sys.stdin:
    variant.price += 1
    variant.save()
    print(f"\u20ac{variant.price:.2f}", flush=True)
"""
WRITES = 20
ASKERS = 4
# Enough for every thread of every worker to be asked.
REQUESTS = 40


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shop(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """A shop with one product, served by two workers."""
    folder = tmp_path_factory.mktemp("shop")
    if request.param == "sqlite":
        with open_small_shop(folder, products=1) as (shop, _variants):
            yield shop
        return
    skip_without(find_postgres())
    with throwaway_database() as url, open_small_shop(folder, products=1, DATABASE_URL=url) as (shop, _variants):
        yield shop


def test_a_price_that_another_process_writes_is_on_the_next_request(shop: Shop) -> None:
    with writer(shop) as write:
        for _ in range(4):
            price = write()
            # The next write finds this page in every worker.
            assert {page.count(price) > 0 for page in pages(shop)} == {True}


def test_it_is_there_as_soon_as_the_writer_is_done(shop: Shop) -> None:
    """While others ask for the page all the time: what is held of the state before is over by then."""
    address = f"{shop.url}/products/shirt-1/"
    with writer(shop) as write, askers(address), httpx.Client() as one, httpx.Client() as another:
        for _ in range(WRITES):
            price = write()
            assert [price in client.get(address).text for client in (one, another)] == [True, True]


@contextmanager
def askers(address: str) -> Iterator[None]:
    """Ask for a page all the time, on connections enough for all workers."""
    is_over = Event()

    def ask() -> None:
        with httpx.Client() as client:
            while not is_over.is_set():
                client.get(address)

    threads = [Thread(target=ask) for _ in range(ASKERS)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        is_over.set()
        for thread in threads:
            thread.join()


@contextmanager
def writer(shop: Shop) -> Iterator[Callable[[], str]]:
    """Give what raises the price in a process of its own, and returns it once that is done."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITER],
        cwd=ROOT,
        env=shop.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    ) as process:
        assert process.stdin
        assert process.stdout
        words, answers = process.stdin, process.stdout
        assert answers.readline() == "ready\n"

        def write() -> str:
            words.write("go\n")
            return answers.readline().strip()

        yield write
        words.close()


def pages(shop: Shop) -> list[str]:
    """Ask for the product again and again, each time on a new connection, so that all workers answer."""
    return [httpx.get(f"{shop.url}/products/shirt-1/").text for _ in range(REQUESTS)]
