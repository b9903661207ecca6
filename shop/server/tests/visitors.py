"""A web process in a thread of the test, with an application of the test's, and visitors with plain sockets."""

import asyncio
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPResponse
from queue import SimpleQueue
from threading import Event, Thread
from typing import TypeVar

from shop.server.adapter import Adapter, Application, Environ
from shop.server.connections import Connections
from shop.server.listening import bind
from shop.server.worker import WebProcess

SECONDS = 30
T = TypeVar("T")


class Observed(WebProcess):
    """A web process that can be looked into."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        self.loop = asyncio.get_running_loop()
        await super().startup(sockets)
        self.is_ready.set()

    is_ready: Event


@dataclass
class Served:
    """A web process at work."""

    process: Observed
    port: int

    def visit(self, address: str = "127.0.0.1") -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), SECONDS, source_address=(address, 0))

    def ask(self, request: bytes, address: str = "127.0.0.1") -> HTTPResponse:
        with self.visit(address) as visitor:
            visitor.sendall(request)
            return read(visitor)

    def now(self, look: Callable[[], T]) -> T:
        """Return what is seen from within the process."""
        seen: SimpleQueue[T] = SimpleQueue()
        self.process.loop.call_soon_threadsafe(lambda: seen.put(look()))
        return seen.get(timeout=SECONDS)


def is_open(visitor: socket.socket) -> bool:
    """Tell whether the server has left a connection open on which nothing is sent."""
    visitor.settimeout(0)
    try:
        return bool(visitor.recv(1))
    except BlockingIOError:
        return True
    except ConnectionError:
        return False


def is_ended(visitor: socket.socket) -> bool:
    """Wait until the server ends a connection, however it does."""
    try:
        return not visitor.recv(1)
    except ConnectionError:
        return True


def read(visitor: socket.socket, method: str = "GET") -> HTTPResponse:
    """Read an answer's head; its body can be read from it."""
    answer = HTTPResponse(visitor, method=method)
    answer.begin()
    return answer


@contextmanager
def served(
    application: Application,
    *,
    most: int = 100,
    of_a_network: int | None = None,
    may_upload: Callable[[Environ], bool] = lambda _: False,
) -> Iterator[Served]:
    """Serve an application in this process until the block ends."""
    listener = bind("127.0.0.1", 0)
    process = Observed(listener, Connections(most, of_a_network), Adapter(application, may_upload))
    process.is_ready = Event()
    port = listener.getsockname()[1]
    thread = Thread(target=process.run, args=([listener],))
    thread.start()
    assert process.is_ready.wait(SECONDS)
    try:
        yield Served(process, port)
    finally:
        process.should_exit = True
        thread.join(SECONDS)
        assert not thread.is_alive()
