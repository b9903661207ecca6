"""Two thousand visitors who do nothing, or do it slowly, keep nobody else waiting."""

import resource
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from time import perf_counter

import pytest

from shop.server.tests.serving_toys import Toy, ask, toy

pytestmark = pytest.mark.served
VISITORS = 2_000
OF_AN_ADDRESS = 250
ASKED = 200
SLOW = {"idle": b"", "head": b"GET / HTTP/1.1\r\nX: ", "body": b"POST / HTTP/1.1\r\nContent-Length: 1000\r\n\r\na"}


@pytest.fixture
def _many_files() -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < VISITORS + 200:
        pytest.skip("this system lets a process have too few files for 2,000 connections")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, VISITORS + 200), hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def come(server: Toy, number: int, stack: ExitStack, part: bytes) -> None:
    """Let another visitor come from one of several addresses and send a part of a request."""
    address = f"127.0.0.{2 + number // OF_AN_ADDRESS}"
    visitor = socket.create_connection(("127.0.0.1", server.port), 30, source_address=(address, 0))
    stack.enter_context(visitor)
    visitor.sendall(part)


@pytest.mark.usefixtures("_many_files")
@pytest.mark.parametrize("part", SLOW.values(), ids=SLOW)
def test_the_p99_of_others_stays_under_a_second(part: bytes, tmp_path: Path) -> None:
    with toy(tmp_path) as server, ExitStack() as stack:
        for number in range(VISITORS):
            come(server, number, stack, part)
        seconds = []
        for _ in range(ASKED):
            begun = perf_counter()
            ask(server.port, "GET")
            seconds.append(perf_counter() - begun)
    assert sorted(seconds)[ASKED * 99 // 100 - 1] < 1
