"""Who sends the next request before the last one is answered gets both answers, within the bounds of one visitor."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from threading import Event
from typing import Any

import pytest

from shop.server import bounds
from shop.server.connections import State
from shop.server.tests.visitors import SECONDS, Served, read, served
from shop.server.tests.waiting import wait_until

pytestmark = pytest.mark.slow

PAGE = b"GET / HTTP/1.1\r\nHost: shop\r\n\r\n"


@dataclass
class Slow:
    """An application that answers when it may."""

    begun: Event = field(default_factory=Event)
    may_go: Event = field(default_factory=Event)

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        self.begun.set()
        assert self.may_go.wait(SECONDS)
        start("200 OK", [])
        return [environ["PATH_INFO"].encode()]


@pytest.fixture
def slow() -> Iterator[Slow]:
    slow = Slow()
    yield slow
    slow.may_go.set()


def test_both_answers_come_in_their_order(slow: Slow) -> None:
    slow.may_go.set()
    with served(slow) as shop, shop.visit() as visitor:
        last = PAGE.replace(b"/ ", b"/second/ ").replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
        visitor.sendall(PAGE.replace(b"/ ", b"/first/ ") + last)
        received = b""
        while part := visitor.recv(1000):
            received += part
    assert received.index(b"/first/") < received.index(b"/second/")


def test_a_flood_of_requests_is_refused(slow: Slow) -> None:
    with served(slow) as shop, shop.visit() as visitor:
        visitor.sendall(PAGE)
        assert slow.begun.wait(SECONDS)
        visitor.sendall(PAGE * (bounds.REQUESTS_AHEAD + 1))
        answer = read(visitor)
        assert (answer.status, answer.headers["Connection"]) == (400, "close")
        slow.may_go.set()


def test_the_head_of_the_next_has_its_bound_too(slow: Slow) -> None:
    with served(slow) as shop, shop.visit() as visitor:
        visitor.sendall(PAGE)
        assert slow.begun.wait(SECONDS)
        visitor.sendall(PAGE[:-2] + b"X: " + b"x" * bounds.HEAD_BYTES)
        assert read(visitor).status == 431
        slow.may_go.set()


def test_who_was_refused_is_not_answered_as_well(slow: Slow) -> None:
    with served(slow) as shop, shop.visit() as visitor:
        visitor.sendall(PAGE)
        assert slow.begun.wait(SECONDS)
        visitor.sendall(b"no request\r\n\r\n")
        answer = read(visitor)
        assert (answer.status, answer.read()) == (400, b"Bad Request\n")
        slow.may_go.set()
        wait_until(lambda: shop.now(lambda: not shop.process.server_state.tasks))
        assert states(shop) == [State.LEAVING]
        assert visitor.recv(1) == b""


def states(shop: Served) -> list[State]:
    return shop.now(lambda: [each.state for each in shop.process.connections])


def test_what_was_being_asked_when_the_server_stops_is_answered(slow: Slow) -> None:
    slow.may_go.set()
    with served(slow) as shop, shop.visit() as visitor:
        visitor.sendall(PAGE)
        read(visitor).read()
        visitor.sendall(PAGE[:10])
        wait_until(lambda: states(shop) == [State.RECEIVING])
        shop.process.should_exit = True
        wait_until(lambda: not shop.now(shop.process.servers[0].is_serving))
        visitor.sendall(PAGE[10:])
        answer = read(visitor)
        assert (answer.status, answer.headers["Connection"]) == (200, "close")


def test_an_upgrade_that_is_not_had_is_no_fault(slow: Slow, caplog: pytest.LogCaptureFixture) -> None:
    slow.may_go.set()
    with served(slow) as shop, shop.visit() as visitor:
        for _ in range(2):
            visitor.sendall(PAGE[:-2] + b"Connection: Upgrade\r\nUpgrade: h2c\r\n\r\n")
            answer = read(visitor)
            assert (answer.status, answer.read()) == (200, b"/")
    assert caplog.text == ""
