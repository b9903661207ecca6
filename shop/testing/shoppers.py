"""Shoppers who click at the same moment, against a shop that is served."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from threading import Barrier, Event
from time import monotonic
from typing import Any, Self, TypeVar

import httpx
import psycopg
from django.conf import settings

from cart.sessions import SessionStore
from shop.testing.server import Shop

SECONDS = 30
T = TypeVar("T")
# What a browser says of a form on a page of the shop that it sends without scripts.
OWN_FORM = {"Sec-Fetch-Site": "same-origin"}


@dataclass(frozen=True)
class Shopper:
    """One visitor, known by the session cookie alone; may send any number of requests at once."""

    shop: Shop
    client: httpx.Client
    session_key: str

    @classmethod
    @contextmanager
    def arrive(cls, shop: Shop, variant: int) -> Iterator[Self]:
        """Come for the first time, put one thing into the cart, and stay known."""
        with httpx.Client(base_url=shop.url, headers=OWN_FORM, timeout=SECONDS, verify=False) as client:  # noqa: S501 plain HTTP
            answer = client.post("/cart/lines/", data={"variant": variant})
            yield cls(shop, client, answer.cookies[settings.SESSION_COOKIE_NAME])

    def add(self, variant: int) -> httpx.Response:
        return self.client.post("/cart/lines/", data={"variant": variant})

    def set(self, variant: int, quantity: int) -> httpx.Response:
        return self.client.post(f"/cart/lines/{variant}/", data={"quantity": quantity})

    def stored_quantities(self) -> dict[int, int]:
        """Return what the session's row holds now: quantities by variant."""
        lines = stored_session(self.shop, self.session_key)["cart"]["lines"]
        return {int(variant): line["quantity"] for variant, line in lines.items()}


def stored_session(shop: Shop, session_key: str) -> dict[str, Any]:
    """Return the content of a session's row in the shop's database, past the shop. Raises LookupError without a row."""
    url = shop.environment["DATABASE_URL"]
    is_sqlite = url.startswith("sqlite")
    query = "SELECT session_data FROM django_session WHERE session_key = "
    with closing(sqlite3.connect(url.removeprefix("sqlite:///")) if is_sqlite else psycopg.connect(url)) as connection:
        row = connection.execute(query + ("?" if is_sqlite else "%s"), (session_key,)).fetchone()
    if row is None:
        raise LookupError(session_key)
    return SessionStore().decode(row[0])


def steadily(actions: Iterable[Callable[[], T]], *, per_second: int, threads: int = 50) -> list[T]:
    """Begin so many of the actions each second, whether or not earlier ones have ended; return what they returned."""
    start, clock = monotonic(), Event()

    def go(number: int, action: Callable[[], T]) -> T:
        clock.wait(max(0, start + number / per_second - monotonic()))
        return action()

    with ThreadPoolExecutor(threads) as pool:
        return [task.result() for task in [pool.submit(go, *numbered) for numbered in enumerate(actions)]]


def at_once(actions: Iterable[Callable[[], httpx.Response]]) -> list[int]:
    """Do all of it at the same moment, each in a thread of its own, and return the statuses in order."""
    waiting = list(actions)
    start = Barrier(len(waiting))

    def go(action: Callable[[], httpx.Response]) -> int:
        start.wait(SECONDS)
        return action().status_code

    with ThreadPoolExecutor(len(waiting)) as threads:
        return list(threads.map(go, waiting))
