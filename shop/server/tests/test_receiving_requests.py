"""A request holds a thread when it is there as a whole, and not before. It has bounds of size and of time."""

from collections.abc import Callable, Iterable, Iterator
from threading import Event
from typing import Any

import pytest

from shop.server import bounds
from shop.server.tests.visitors import SECONDS, Served, is_ended, read, served
from shop.server.tests.waiting import wait_until

pytestmark = pytest.mark.slow

MEGABYTE = 1024 * 1024
PAGE = b"GET / HTTP/1.1\r\nHost: shop\r\n\r\n"


def echo(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """Answer with what was sent, and with headers of WSGI that matter."""
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    said = [("X-Method", environ["REQUEST_METHOD"]), ("X-Peer", environ["REMOTE_ADDR"])]
    said += [(f"X-{name}", environ[name]) for name in ("PATH_INFO", "QUERY_STRING") if environ[name]]
    said += [("X-Seen", ",".join(sorted(name for name in environ if name.startswith("HTTP_"))))]
    start("200 OK", said)
    return [body]


def in_memory(shop: Served) -> int:
    """Return how many bytes of bodies are kept in memory."""
    return shop.now(lambda: shop.process.adapter.bodies.bytes)


@pytest.fixture
def shop() -> Iterator[Served]:
    with served(echo, most=200) as shop:
        yield shop


def post(length: int, *headers: str, path: str = "/") -> bytes:
    lines = [f"POST {path} HTTP/1.1", "Host: shop", f"Content-Length: {length}", *headers, "", ""]
    return "\r\n".join(lines).encode()


@pytest.mark.parametrize("number", [12, 100])
def test_slow_bodies_stop_no_page(number: int, shop: Served) -> None:
    slow = [shop.visit() for _ in range(number - 1)]
    for visitor in slow:
        visitor.sendall(post(1000) + b"a")

    assert shop.ask(PAGE).status == 200
    for visitor in slow:
        visitor.sendall(b"b" * 999)
        assert read(visitor).read() == b"a" + b"b" * 999
        visitor.close()


def test_a_body_may_come_in_chunks_and_has_a_length_for_the_application(shop: Served) -> None:
    head = b"POST / HTTP/1.1\r\nHost: shop\r\nTransfer-Encoding: chunked\r\n\r\n"
    answer = shop.ask(head + b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")

    assert answer.read() == b"abcde"
    assert answer.headers["X-Seen"] == "HTTP_HOST"


def test_who_asks_whether_to_send_a_body_is_told(shop: Served) -> None:
    with shop.visit() as visitor:
        visitor.sendall(post(3, "Expect: 100-continue"))
        assert visitor.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        visitor.sendall(b"abc")
        assert read(visitor).read() == b"abc"


@pytest.mark.parametrize("head", [post(MEGABYTE + 1), post(MEGABYTE + 1, "Expect: 100-continue"), post(10**12)])
def test_a_body_that_is_too_long_is_refused_before_it_comes(head: bytes, shop: Served) -> None:
    answer = shop.ask(head)

    assert (answer.status, answer.headers["Connection"]) == (413, "close")


def test_a_body_that_does_not_say_its_length_is_refused_when_it_is_too_long(shop: Served) -> None:
    with shop.visit() as visitor:
        visitor.sendall(b"POST / HTTP/1.1\r\nHost: shop\r\nTransfer-Encoding: chunked\r\n\r\n")
        visitor.sendall(b"%x\r\n" % (2 * MEGABYTE) + b"a" * 2 * MEGABYTE)
        assert read(visitor).status == 413


def test_those_who_may_upload_send_more_and_it_goes_to_the_disk() -> None:
    asked = []

    def may_upload(environ: dict[str, Any]) -> bool:
        asked.append(environ["PATH_INFO"])
        return bool(environ["PATH_INFO"] == "/admin/")

    with served(echo, may_upload=may_upload) as shop, shop.visit() as visitor:
        visitor.sendall(post(3 * MEGABYTE, path="/admin/"))
        for _ in range(3):
            visitor.sendall(b"a" * MEGABYTE)
        assert len(read(visitor).read()) == 3 * MEGABYTE
        assert shop.ask(post(3 * MEGABYTE, path="/cart/")).status == 413
        assert shop.now(lambda: (shop.process.adapter.bodies.uploads, shop.process.adapter.bodies.bytes)) == (0, 0)
    assert asked == ["/admin/", "/cart/"]


def test_bodies_in_memory_have_a_bound_together_and_the_oldest_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "BODIES_BYTES", 10_000)
    with served(echo) as shop, shop.visit() as first, shop.visit() as second:
        first.sendall(post(9_000) + b"a" * 8_000)
        wait_until(lambda: in_memory(shop) == 8_000)
        second.sendall(post(9_000) + b"b" * 9_000)
        assert read(second).read() == b"b" * 9_000
        assert is_ended(first)


@pytest.mark.parametrize("part", [b"GET / HT", post(10) + b"abc"])
def test_a_request_that_does_not_arrive_in_time_is_given_up(part: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "SECONDS_OF_A_HEAD", 0)
    monkeypatch.setattr(bounds, "SECONDS_OF_A_BODY", 0)
    with served(echo) as shop, shop.visit() as visitor:
        visitor.sendall(part)
        answer = read(visitor)
        assert (answer.status, answer.headers["Connection"]) == (408, "close")


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"GET / HTTP/1.1\r\nHost: shop\r\nX: " + b"x" * 40_000, 431),
        (b"GET", 400),
        (b"NOTHING AT ALL\r\n\r\n", 400),
        (b"CONNECT shop:443 HTTP/1.1\r\nHost: shop\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nHost: shop\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", 400),
        (b"POST / HTTP/1.1\r\nHost: shop\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
    ],
)
def test_what_is_no_request_is_refused(request_: bytes, status: int, shop: Served) -> None:
    with shop.visit() as visitor:
        visitor.sendall(request_ if request_ != b"GET" else b"G\x00T / HTTP/1.1\r\n\r\n")
        assert read(visitor).status == status


def test_the_application_is_told_what_was_asked_and_by_whom(shop: Served) -> None:
    request = b"GET /a%20b%C3%A9?c=%20d HTTP/1.1\r\nHost: shop\r\nX-Own: 1\r\nX_Own: 2\r\n\r\n"
    answer = shop.ask(request, address="127.0.0.7")

    assert answer.headers["X-PATH_INFO"] == "/a bé".encode().decode("latin-1")
    assert answer.headers["X-QUERY_STRING"] == "c=%20d"
    assert answer.headers["X-Peer"] == "127.0.0.7"
    # A name with an underscore could be taken for one that a proxy has set.
    assert answer.headers["X-Seen"] == "HTTP_HOST,HTTP_X_OWN"


def test_a_connection_is_kept_for_the_next_request(shop: Served) -> None:
    with shop.visit() as visitor:
        for _ in range(3):
            visitor.sendall(PAGE)
            answer = read(visitor)
            assert (answer.status, answer.headers["Connection"]) == (200, None)
            answer.read()


def test_who_may_not_upload_takes_no_place_of_those_who_may() -> None:
    came, may_go = [Event() for _ in range(3)], Event()

    def may_upload(environ: dict[str, Any]) -> bool:
        if environ["PATH_INFO"] != "/admin/":
            came[int(environ["QUERY_STRING"])].set()
            may_go.wait(SECONDS)
        return bool(environ["PATH_INFO"] == "/admin/")

    with served(echo, may_upload=may_upload) as shop:
        strangers = [shop.visit() for _ in range(3)]
        for number, stranger in enumerate(strangers):
            stranger.sendall(post(3 * MEGABYTE, path=f"/?{number}"))
            assert came[number].wait(SECONDS)
        assert shop.now(lambda: shop.process.adapter.bodies.uploads) == 0
        with shop.visit() as staff:
            staff.sendall(post(2 * MEGABYTE, path="/admin/") + b"a" * 2 * MEGABYTE)
            assert read(staff).status == 200
        may_go.set()
        for stranger in strangers:
            assert read(stranger).status == 413
            stranger.close()


def test_who_has_gone_before_a_thread_was_free_is_not_answered() -> None:
    asked: list[str] = []
    free, begun = Event(), [Event() for _ in range(4)]

    def slow(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        asked.append(environ["PATH_INFO"])
        begun[len(asked) - 1].set() if len(asked) <= 4 else None
        free.wait(SECONDS)
        start("200 OK", [])
        return [b""]

    with served(slow) as shop:
        busy = [shop.visit() for _ in range(4)]
        for visitor in busy:
            visitor.sendall(PAGE)
        assert all(each.wait(SECONDS) for each in begun)
        with shop.visit() as gone:
            gone.sendall(post(3, path="/gone/") + b"abc")
            wait_until(lambda: in_memory(shop) == 3)
        wait_until(lambda: shop.now(lambda: len(shop.process.connections)) == 4)
        free.set()
        for visitor in busy:
            assert read(visitor).status == 200
            visitor.close()
        wait_until(lambda: in_memory(shop) == 0)
    assert "/gone/" not in asked
