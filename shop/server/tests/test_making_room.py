"""When there are as many connections as may be, one goes that is idle, then one that is slow; none that is answered."""

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from threading import Event
from typing import Any

import pytest

from shop.server import bounds
from shop.server.connections import State, network_of
from shop.server.tests.visitors import SECONDS, Served, is_ended, is_open, read, served
from shop.server.tests.waiting import wait_until

pytestmark = pytest.mark.slow

PAGE = b"GET / HTTP/1.1\r\nHost: shop\r\n\r\n"


def page(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    start("200 OK", [])
    return [b"page"]


def wait_for(shop: Served, number: int) -> None:
    wait_until(lambda: shop.now(lambda: len(shop.process.connections)) == number)


def wait_for_state(shop: Served, state: State, number: int) -> None:
    wait_until(lambda: shop.now(lambda: [each.state for each in shop.process.connections].count(state)) == number)


def test_the_one_goes_that_is_idle_the_longest() -> None:
    with ExitStack() as stack:
        shop = stack.enter_context(served(page, most=3))
        slow, idle, other = (stack.enter_context(shop.visit()) for _ in range(3))
        slow.sendall(b"GET / HT")
        wait_for_state(shop, State.RECEIVING, 1)
        for visitor in (idle, other):
            visitor.sendall(PAGE)
            assert read(visitor).read() == b"page"
        wait_for_state(shop, State.IDLE, 2)
        assert shop.ask(PAGE).status == 200
        assert is_ended(idle)
        assert is_open(slow)
        assert is_open(other)


def test_a_slow_one_goes_where_none_is_idle() -> None:
    with ExitStack() as stack:
        shop = stack.enter_context(served(page, most=2))
        slow = [stack.enter_context(shop.visit()) for _ in range(2)]
        wait_for(shop, 2)
        for number, visitor in enumerate(slow):
            visitor.sendall(b"GET / HT")
            wait_for_state(shop, State.RECEIVING, number + 1)
        assert shop.ask(PAGE).status == 200
        assert is_ended(slow[0])
        assert is_open(slow[1])


def test_one_that_has_just_come_stays_while_its_request_is_on_its_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "SECONDS_NEW", SECONDS)
    with ExitStack() as stack:
        shop = stack.enter_context(served(page, most=2))
        slow = [stack.enter_context(shop.visit()) for _ in range(2)]
        wait_for(shop, 2)
        for visitor in slow:
            visitor.sendall(b"GET / HT")
        wait_for_state(shop, State.RECEIVING, 2)
        new, _ = (stack.enter_context(shop.visit()) for _ in range(2))
        assert all(is_ended(visitor) for visitor in slow)
        new.sendall(PAGE)
        assert read(new).read() == b"page"


def test_one_that_says_nothing_is_idle_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "SECONDS_NEW", 0)
    with served(page) as shop, shop.visit():
        wait_for_state(shop, State.IDLE, 1)


def test_none_goes_that_is_answered_and_others_are_told_to_come_back() -> None:
    may_go, begun = Event(), Event()

    def slow(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        begun.set()
        may_go.wait(SECONDS)
        return page(environ, start)

    with served(slow, most=1) as shop, shop.visit() as first:
        first.sendall(PAGE)
        assert begun.wait(SECONDS)
        assert shop.ask(b"").status == 503
        may_go.set()
        assert read(first).read() == b"page"


def test_an_address_takes_the_place_of_its_own_and_of_no_other() -> None:
    with ExitStack() as stack:
        shop = stack.enter_context(served(page, most=100, of_a_network=5))
        other = stack.enter_context(shop.visit("127.0.0.3"))
        greedy = [stack.enter_context(shop.visit("127.0.0.2")) for _ in range(5)]
        wait_for(shop, 6)
        assert shop.ask(PAGE, "127.0.0.2").status == 200
        assert is_ended(greedy[0])
        assert all(is_open(each) for each in (other, *greedy[1:]))


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("fe80::1%eth0", "fe80::/64"),
    ],
)
def test_a_customer_has_one_address_or_a_network_of_them(address: str, network: str) -> None:
    assert network_of(address) == network
