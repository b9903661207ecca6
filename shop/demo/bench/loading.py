"""The load generator: so many connections, each of a visitor who asks again as soon as the answer is there.

One thread serves all connections over plain sockets, so that it costs little beside the server that it measures.
"""

import selectors
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from statistics import quantiles
from time import perf_counter, process_time
from urllib.parse import urlencode

from shop.demo.bench.visits import Answer, Step, Unexpected, Visit

BYTES = 262_144
SECONDS_WITHOUT_AN_ANSWER = 30
BAD_REQUEST = 400
LAST_CHUNK = b"0\r\n\r\n"


@dataclass
class Figures:
    """The answers to steps of one name."""

    seconds: list[float] = field(default_factory=list)
    size: int = 0

    def quantile(self, percent: int) -> float:
        """Return within how many milliseconds so many per cent of the answers were there."""
        return 1000 * (quantiles(self.seconds, n=100)[percent - 1] if len(self.seconds) > 1 else self.seconds[0])


@dataclass
class Load:
    """What came of a run: figures by name of step. `busy` is the share of a core that the generator itself took."""

    figures: dict[str, Figures] = field(default_factory=dict)
    elapsed: float = 0
    busy: float = 0

    def rate(self, name: str) -> float:
        """Return how many of these there were in a second."""
        return len(self.figures[name].seconds) / self.elapsed


@dataclass
class Connection:
    """A connection and the visit that goes on over it."""

    socket: socket.socket
    visit: Visit
    step: Step
    sent_at: float = 0
    buffer: bytearray = field(default_factory=bytearray)


def load(port: int, visits: Iterator[Visit], *, connections: int, seconds: float) -> Load:
    """Let visits go on over so many connections, one after the other on each, until time or visits run out.

    Raises Unexpected for an answer with an error, and TimeoutError where none comes.
    """
    done, started, worked = Load(), perf_counter(), process_time()
    with selectors.DefaultSelector() as selector, ExitStack() as stack:
        for _ in range(connections):
            begin(selector, stack.enter_context(socket.create_connection(("127.0.0.1", port))), visits)
        while selector.get_map():
            ready = selector.select(SECONDS_WITHOUT_AN_ANSWER)
            if not ready:
                raise TimeoutError
            for key, _ in ready:
                connection: Connection = key.data
                if not (received := connection.socket.recv(BYTES)):
                    raise ConnectionResetError(connection.step.path)
                connection.buffer += received
                if answer := read(connection.buffer):
                    note(done, connection, answer)
                    is_over = perf_counter() - started > seconds
                    go_on(selector, connection, None if is_over else answer, visits)
    done.elapsed = perf_counter() - started
    done.busy = (process_time() - worked) / done.elapsed
    return done


def begin(selector: selectors.BaseSelector, opened: socket.socket, visits: Iterator[Visit]) -> None:
    """Begin the next visit over a connection, if there is one."""
    visit = next(visits, None)
    if visit is None:
        return
    connection = Connection(opened, visit, next(visit.steps))
    selector.register(opened, selectors.EVENT_READ, connection)
    send(connection)


def go_on(
    selector: selectors.BaseSelector, connection: Connection, answer: Answer | None, visits: Iterator[Visit]
) -> None:
    """Take the next step, of this visit or of another; without an answer to go on from, none."""
    if answer is None:
        selector.unregister(connection.socket)
        return
    try:
        connection.step = connection.visit.steps.send(answer)
    except StopIteration:
        selector.unregister(connection.socket)
        begin(selector, connection.socket, visits)
    else:
        connection.buffer.clear()
        send(connection)


def send(connection: Connection) -> None:
    step, cookies = connection.step, connection.visit.cookies
    lines = [f"{'GET' if step.form is None else 'POST'} {step.path} HTTP/1.1", "Host: 127.0.0.1"]
    lines += [f"{name}: {value}" for name, value in step.headers.items()]
    body = b""
    if cookies:
        lines.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in cookies.items()))
    if step.form is not None:
        body = urlencode(step.form).encode()
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        lines.append("Sec-Fetch-Site: same-origin")
    connection.sent_at = perf_counter()
    connection.socket.sendall("\r\n".join([*lines, "", ""]).encode() + body)


def read(buffer: bytearray) -> Answer | None:
    """Return the answer, or None while it is not all there."""
    end = buffer.find(b"\r\n\r\n")
    if end < 0:
        return None
    first, *lines = buffer[:end].decode("latin-1").split("\r\n")
    headers: dict[str, str] = {}
    for line in lines:
        name, _, value = line.partition(": ")
        headers[name.lower()] = f"{headers[name.lower()]}\n{value}" if name.lower() in headers else value
    body = bytes(buffer[end + 4 :])
    length = headers.get("content-length")
    is_whole = len(body) >= int(length) if length else body.endswith(LAST_CHUNK) or first.split()[1] == "204"
    return Answer(int(first.split()[1]), headers, body, len(buffer)) if is_whole else None


def note(done: Load, connection: Connection, answer: Answer) -> None:
    """Measure an answer and keep its cookies."""
    took = perf_counter() - connection.sent_at
    if answer.status >= BAD_REQUEST:
        raise Unexpected(answer)
    if connection.step.name:
        figures = done.figures.setdefault(connection.step.name, Figures())
        figures.seconds.append(took)
        figures.size += answer.size
    for cookie in filter(None, answer.headers.get("set-cookie", "").split("\n")):
        name, _, value = cookie.partition(";")[0].partition("=")
        connection.visit.cookies[name] = value
