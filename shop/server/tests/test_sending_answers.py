"""An answer goes out as fast as its visitor reads, and holds no thread meanwhile."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

from shop.server import bounds
from shop.server.adapter import Environ
from shop.server.tests.visitors import read, served
from shop.server.tests.waiting import wait_until

pytestmark = pytest.mark.slow

PAGE = b"GET / HTTP/1.1\r\nHost: shop\r\n\r\n"
LARGE = 20_000_000
"""More than the system keeps for a visitor who does not read."""
Start = Callable[..., Any]


def pieces(environ: Environ, start: Start) -> Iterator[bytes]:
    start("200 OK", [])
    yield from (b"%d," % number for number in range(1000))


def whole(environ: Environ, start: Start) -> Iterable[bytes]:
    start("200 OK", [("Content-Length", "3")])
    return [b"abc"]


def large(environ: Environ, start: Start) -> Iterable[bytes]:
    start("200 OK", [])
    return (
        [b"a" * LARGE] if environ["PATH_INFO"] == "/whole/" else (b"a" * 1_000_000 for _ in range(LARGE // 1_000_000))
    )


def test_what_is_made_piece_by_piece_arrives_whole_and_the_connection_stays() -> None:
    with served(pieces) as shop, shop.visit() as visitor:
        for _ in range(2):
            visitor.sendall(PAGE)
            answer = read(visitor)
            assert answer.headers["Content-Length"] == "3890"
            assert answer.read() == b"".join(b"%d," % number for number in range(1000))


def test_an_old_client_is_told_the_end_by_the_end_of_the_connection() -> None:
    with served(pieces) as shop, shop.visit() as visitor:
        visitor.sendall(b"GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
        answer = read(visitor)
        assert answer.headers["Transfer-Encoding"] is None
        assert answer.read() == b"".join(b"%d," % number for number in range(1000))


@pytest.mark.parametrize(("application", "length"), [(whole, "3"), (pieces, None)])
def test_a_head_is_sent_without_a_body(application: Any, length: str | None) -> None:
    with served(application) as shop, shop.visit() as visitor:
        for _ in range(2):
            visitor.sendall(PAGE.replace(b"GET", b"HEAD"))
            answer = read(visitor, method="HEAD")
            assert (answer.status, answer.headers["Content-Length"], answer.read()) == (200, length, b"")


def test_an_answer_without_a_body_may_say_how_long_it_would_be() -> None:
    def unchanged(environ: Environ, start: Start) -> Iterable[bytes]:
        start("304 Not Modified", [("Content-Length", "3")])
        return []

    with served(unchanged) as shop, shop.visit() as visitor:
        for _ in range(2):
            visitor.sendall(PAGE)
            answer = read(visitor)
            assert (answer.status, answer.headers["Connection"], answer.read()) == (304, None, b"")


@pytest.mark.parametrize("path", [b"/whole/", b"/pieces/"])
def test_those_who_do_not_read_hold_no_thread(path: bytes) -> None:
    with served(large) as shop:
        slow = [shop.visit() for _ in range(8)]
        for visitor in slow:
            visitor.sendall(PAGE.replace(b"/ ", path + b" "))
        with shop.visit() as visitor:
            visitor.sendall(PAGE.replace(b"/ ", path + b" "))
            assert len(read(visitor).read()) == LARGE
        for visitor in slow:
            visitor.close()


def test_who_does_not_read_for_too_long_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "SECONDS_OF_AN_ANSWER", 0)
    monkeypatch.setattr(bounds, "BYTES_OF_ANOTHER_SECOND", LARGE)
    with served(large) as shop, shop.visit() as visitor:
        visitor.sendall(PAGE.replace(b"/ ", b"/whole/ "))
        wait_until(lambda: shop.now(lambda: len(shop.process.connections)) == 1)
        wait_until(lambda: shop.now(lambda: len(shop.process.connections)) == 0)


def test_what_an_answer_is_made_of_is_closed() -> None:
    class Pieces(list[bytes]):
        is_closed = False

        def close(self) -> None:
            self.is_closed = True

    made = Pieces([b"a", b"b"])

    def application(environ: Environ, start: Start) -> Iterable[bytes]:
        start("200 OK", [])
        return made

    with served(application) as shop:
        assert shop.ask(PAGE).status == 200
    assert made.is_closed


def test_an_application_that_fails_is_an_answer_too(caplog: pytest.LogCaptureFixture) -> None:
    def fail(environ: Environ, start: Start) -> Iterable[bytes]:
        raise LookupError("nobody home")

    with served(fail) as shop:
        assert shop.ask(PAGE).status == 500
    assert "nobody home" in caplog.text


def test_an_answer_that_fails_half_way_is_no_answer(caplog: pytest.LogCaptureFixture) -> None:
    def fail(environ: Environ, start: Start) -> Iterator[bytes]:
        start("200 OK", [])
        yield b"a"
        yield b"b"
        raise LookupError("nobody home")

    with served(fail) as shop:
        assert shop.ask(PAGE).status == 500
    assert "nobody home" in caplog.text
