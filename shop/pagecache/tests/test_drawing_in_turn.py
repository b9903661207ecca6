"""Threads of one process draw one after the other on SQLite, unless one of them takes its time."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, BrokenBarrierError, Event

import pytest
from django.db import connection

from shop.catalog import version
from shop.pagecache.tests.asking import Got, ask
from shop.pagecache.turns import LONGEST_WAIT
from shop.pagecache.visitors import empty
from shop.pagecache.wsgi import Application, Environ, PageCache, StartResponse

LONG = 10
pytestmark = [
    pytest.mark.skipif(connection.vendor != "sqlite", reason="elsewhere pages are drawn side by side"),
    pytest.mark.django_db,
]


def drawing(work: Callable[[str], None]) -> Application:
    """Return an application that answers every address with a page, after some work."""

    def draw(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        work(environ["PATH_INFO"])
        start_response("200 OK", [("Content-Type", "text/html"), ("Cache-Control", "public")])
        return [b"<p>drawn</p>"]

    return draw


def ask_at_once(application: Application, *addresses: str) -> list[Got]:
    """Ask for each address in a thread of its own, all of one catalogue."""
    empty()

    def ask_alone(address: str) -> Got:
        with version.one_state("this"):
            return ask(application, address)

    with ThreadPoolExecutor(len(addresses)) as threads:
        return list(threads.map(ask_alone, addresses))


def test_a_page_that_two_ask_for_is_drawn_once() -> None:
    both, drawn = Barrier(2), []

    def work(address: str) -> None:
        drawn.append(address)
        try:
            both.wait(LONGEST_WAIT / 2)
        except BrokenBarrierError:
            """The other one waits for this page."""

    first, second = ask_at_once(PageCache(drawing(work)), "/", "/")

    assert drawn == ["/"]
    assert first.text == second.text == "<p>drawn</p>"


def test_a_page_that_takes_its_time_holds_up_no_other() -> None:
    begun, others_are_done, held_up = Event(), Event(), []

    def work(address: str) -> None:
        if address == "/":
            begun.set()
            held_up.append(not others_are_done.wait(LONG))
        else:
            begun.wait(LONG)

    cache = PageCache(drawing(work))
    with ThreadPoolExecutor(1) as other:
        slow = other.submit(ask_at_once, cache, "/")
        begun.wait(LONG)
        [quick] = ask_at_once(cache, "/search/")
        others_are_done.set()

    assert quick.text == slow.result()[0].text
    assert held_up == [False]
