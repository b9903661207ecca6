"""The load generator: so many connections, each of a visitor who asks again as soon as the answer is there.

One thread serves all connections over plain sockets, so that it costs little beside the server that it measures: a
request that is sent again is encoded once, and of an answer no more is read than its status, length and cookies.
"""

import select
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from time import perf_counter, process_time

from shop.demo.bench.visits import Answer, Step, Unexpected, Visit

# More would be asked from the system page by page, at each answer.
BYTES = 65_536
SECONDS_WITHOUT_AN_ANSWER = 60
BAD_REQUEST = 400
LAST_CHUNK = b"0\r\n\r\n"


@dataclass
class Figures:
    """The answers to steps of one name."""

    seconds: list[float] = field(default_factory=list)
    size: int = 0

    def quantile(self, percent: int) -> float:
        """Return within how many milliseconds so many per cent of the answers were there."""
        return quantile(self.seconds, percent)


def quantile(seconds: list[float], percent: int) -> float:
    """Return within how many milliseconds so many per cent of these are over."""
    return 1000 * sorted(seconds)[min(len(seconds) * percent // 100, len(seconds) - 1)]


@dataclass
class Load:
    """What came of a run: figures by name of step. `worked` is how many seconds of a core the generator itself took."""

    figures: dict[str, Figures] = field(default_factory=dict)
    elapsed: float = 0
    worked: float = 0
    answers: int = 0

    def rate(self, name: str) -> float:
        """Return how many of these there were in a second."""
        return len(self.figures[name].seconds) / self.elapsed

    def add(self, other: "Load") -> None:
        """Take in what came of another run."""
        for name, figures in other.figures.items():
            own = self.figures.setdefault(name, Figures())
            own.seconds += figures.seconds
            own.size += figures.size
        self.elapsed += other.elapsed
        self.worked += other.worked
        self.answers += other.answers

    @property
    def busy(self) -> float:
        """The share of a core that the generator took."""
        return self.worked / self.elapsed


@dataclass(slots=True)
class Connection:
    """A connection and the visit that goes on over it."""

    socket: socket.socket
    visit: Visit
    step: Step
    request: bytes
    sent_at: float = 0
    buffer: bytes = b""

    def send(self) -> None:
        self.buffer = b""
        self.sent_at = perf_counter()
        self.socket.sendall(self.request)


def load(port: int, visits: Iterator[Visit], *, connections: int, seconds: float) -> Load:
    """Let visits go on over so many connections, one after the other on each, until time or visits run out.

    Raises Unexpected for an answer with an error, and TimeoutError where none comes.
    """
    with ExitStack() as stack:
        poll = stack.enter_context(select.epoll())
        opened: dict[int, Connection] = {}
        for _ in range(connections):
            if (visit := next(visits, None)) is None:
                break
            own = stack.enter_context(socket.create_connection(("127.0.0.1", port)))
            own.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            poll.register(own, select.EPOLLIN)
            opened[own.fileno()] = begin(own, visit)
        done, started, worked = Load(), perf_counter(), process_time()
        for connection in opened.values():
            connection.send()
        while opened:
            if not (ready := poll.poll(SECONDS_WITHOUT_AN_ANSWER)):
                raise TimeoutError
            for number, _ in ready:
                connection = opened[number]
                if not (received := connection.socket.recv(BYTES)):
                    raise ConnectionResetError(connection.step.path)
                connection.buffer += received
                if (answer := read(connection.buffer)) is None:
                    continue
                now = perf_counter()
                note(done, connection, answer, now)
                following = None if now - started > seconds else go_on(connection, answer, visits)
                if following is None:
                    del opened[number]
                    poll.unregister(number)
                else:
                    opened[number] = following
                    following.send()
        done.elapsed, done.worked = perf_counter() - started, process_time() - worked
    return done


def begin(own: socket.socket, visit: Visit) -> Connection:
    """Return a connection with a visit's first request ready."""
    step = next(visit.steps)
    return Connection(own, visit, step, step.encode(visit.cookies))


def go_on(connection: Connection, answer: Answer, visits: Iterator[Visit]) -> Connection | None:
    """Get the next request ready, of this visit or of another; None where there is no other."""
    has_new_cookies = b"set-cookie:" in answer.head.lower() and connection.visit.keep(answer)
    try:
        step = connection.visit.steps.send(answer)
    except StopIteration:
        following = next(visits, None)
        return None if following is None else begin(connection.socket, following)
    if step is not connection.step or has_new_cookies:
        connection.step, connection.request = step, step.encode(connection.visit.cookies)
    return connection


def read(buffer: bytes) -> Answer | None:
    """Return the answer, or None while it is not all there."""
    end = buffer.find(b"\r\n\r\n")
    if end < 0:
        return None
    head = buffer[:end]
    named = head.lower()
    status = int(head[9:12])
    place = named.find(b"\r\ncontent-length:")
    if place >= 0:
        is_whole = len(buffer) - end - 4 >= int(named[place + 17 :].partition(b"\r\n")[0])
    else:
        is_whole = buffer.endswith(LAST_CHUNK) or status == 204  # noqa: PLR2004 no content
    return Answer(status, head, buffer[end + 4 :], len(buffer)) if is_whole else None


def note(done: Load, connection: Connection, answer: Answer, now: float) -> None:
    """Measure an answer."""
    if answer.status >= BAD_REQUEST:
        raise Unexpected(answer)
    done.answers += 1
    if name := connection.step.name:
        figures = done.figures.get(name) or done.figures.setdefault(name, Figures())
        figures.seconds.append(now - connection.sent_at)
        figures.size += answer.size
