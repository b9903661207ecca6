"""A payment provider that is frozen stops nobody who looks around, and loses no order of those who want to pay."""

import socket
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from statistics import median
from threading import Event, Thread

import httpx
import pytest

from shop.payments.patience import SHOPPER
from shop.testing.buyers import ask, confirm_at_once, visit
from shop.testing.filled import open_small_shop
from shop.testing.filled_checkouts import gather
from shop.testing.server import Shop
from shop.testing.services import find_postgres, skip_without, throwaway_database

pytestmark = pytest.mark.served
SHOPPERS = 16
SECONDS_FOR_A_PAGE = 0.5
AWAY = "The payment page cannot be reached now. Nothing was charged."


@dataclass
class Frozen:
    """A provider that takes every connection and never answers."""

    listener: socket.socket
    asked: list[socket.socket] = field(default_factory=list)
    is_over: Event = field(default_factory=Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.listener.getsockname()[1]}"

    def take(self) -> None:
        while not self.is_over.is_set():
            with suppress(TimeoutError):
                self.asked.append(self.listener.accept()[0])


@pytest.fixture
def frozen() -> Iterator[Frozen]:
    with socket.create_server(("127.0.0.1", 0), backlog=256) as listener:
        listener.settimeout(0.1)
        frozen = Frozen(listener)
        thread = Thread(target=frozen.take)
        thread.start()
        yield frozen
        frozen.is_over.set()
        thread.join()
        for each in frozen.asked:
            each.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def shop(request: pytest.FixtureRequest, frozen: Frozen, tmp_path: Path) -> Iterator[Shop]:
    """A shop of two processes with four threads each, which is paid by a frozen provider."""
    with ExitStack() as stack:
        variables = {"PAYMENT_PROVIDERS": "sandbox", "SANDBOX_URL": frozen.url}
        if request.param == "postgresql":
            skip_without(find_postgres())
            variables["DATABASE_URL"] = stack.enter_context(throwaway_database())
        yield stack.enter_context(open_small_shop(tmp_path, products=1, **variables))[0]


def test_sixteen_shoppers_before_it_keep_nobody_from_the_shop(shop: Shop, frozen: Frozen) -> None:
    [crowd] = gather(shop, buyers=SHOPPERS, stocks=[SHOPPERS])
    with visit(shop) as visitor, ThreadPoolExecutor(1) as thread:
        visitor.get("/")

        paying = thread.submit(confirm_at_once, shop, crowd.checkouts)
        waited = look_around(visitor, frozen, paying)
        answers = paying.result()

    assert len(frozen.asked) < SHOPPERS, "not everybody waits for it"
    assert max(waited) < SHOPPER.seconds, "who does not pay does not wait for it"
    assert median(waited) < SECONDS_FOR_A_PAGE
    assert [AWAY in answer.text for answer in answers] == [True] * SHOPPERS
    assert ask(shop, "SELECT state FROM orders_order") == ["awaiting"] * SHOPPERS


def look_around(visitor: httpx.Client, frozen: Frozen, paying: "Future[list[httpx.Response]]") -> list[float]:
    """Open pages until all who pay have an answer; return how many seconds each took while the provider kept some."""
    waited = []
    pause = Event()
    while not paying.done():
        is_kept = bool(frozen.asked)
        answer = visitor.get("/")
        assert answer.status_code == HTTPStatus.OK
        if is_kept:
            waited.append(answer.elapsed.total_seconds())
        pause.wait(0.05)
    return waited
