"""One visitor's connection: uvicorn's HTTP/1.1, with bounds of what a visitor may take."""

import asyncio
from http import HTTPStatus
from math import inf
from typing import Any

from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from shop.server import bounds
from shop.server.connections import UNASKED, Connections, State, network_of

VISITOR = "visitor"
"""Under which name the application finds the connection in the state of a request's scope."""


class TooEarly(Exception):
    """A visitor sends request after request and waits for no answer."""


class Connection(HttpToolsProtocol):
    """Knows what it does, and since when. It goes when that takes too long, or when others need its place."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
        *,
        visitors: Connections,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.visitors = visitors
        self.network = ""
        self.state = State.NEW
        self.deadline = inf
        self.moved = 0
        self.head_bytes = 0
        self.is_in_head = False
        self.is_gone = False
        self.is_stopping = False

    def enter(self, state: State, seconds: float) -> None:
        """Note what the connection does from now on, and how long it may take where no bytes come through."""
        if self.state is State.LEAVING:
            return
        self.visitors.move(self, state)
        self.deadline, self.moved = self.loop.time() + seconds, 0

    def is_late(self, now: float) -> bool:
        through = self.moved - self.transport.get_write_buffer_size()
        return self.deadline + through / bounds.BYTES_OF_ANOTHER_SECOND < now

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if self.client is None or self.server is None:
            # Gone already: the system does not know any more who it was.
            self.evict()
            return
        self.network = network_of(self.client[0])
        self.deadline = self.loop.time() + bounds.SECONDS_NEW
        has_room = self.visitors.make_room_in(self.network) and self.visitors.make_room()
        self.visitors.add(self)
        if not has_room:
            self.refuse(HTTPStatus.SERVICE_UNAVAILABLE)

    def connection_lost(self, exc: Exception | None) -> None:
        self.is_gone = True
        self.visitors.remove(self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self.state is State.LEAVING:
            return
        if self.state in UNASKED:
            self.enter(State.RECEIVING, bounds.SECONDS_OF_A_HEAD)
        super().data_received(data)
        if self.is_in_head:
            self.head_bytes += len(data)
            if self.head_bytes > bounds.HEAD_BYTES:
                self.refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)

    def on_message_begin(self) -> None:
        self.head_bytes, self.is_in_head = 0, True
        super().on_message_begin()
        self.scope["state"][VISITOR] = self

    def on_headers_complete(self) -> None:
        self.is_in_head = False
        if len(self.pipeline) >= bounds.REQUESTS_AHEAD:
            raise TooEarly
        super().on_headers_complete()
        if self.is_stopping:
            self.cycle.keep_alive = False

    def on_response_complete(self) -> None:
        if self.state is not State.LEAVING:
            self.enter(State.IDLE, bounds.SECONDS_IDLE)
        super().on_response_complete()

    def shutdown(self) -> None:
        """Answer what is asked, or arrives within a moment, and close."""
        self.is_stopping = True
        if self.state in UNASKED:
            self.loop.call_later(bounds.SECONDS_BEFORE_IDLE_ONES_GO, self.close_if_idle)
        elif self.state is State.LEAVING:
            self.transport.close()
        elif self.cycle is not None:
            self.cycle.keep_alive = False

    def close_if_idle(self) -> None:
        if self.state in UNASKED:
            self.transport.close()

    def refuse(self, status: HTTPStatus) -> None:
        """Answer without asking the application, and read on for a while so that the answer arrives."""
        if self.state is State.LEAVING or self.transport.is_closing():
            return
        self.enter(State.LEAVING, bounds.SECONDS_TO_READ_A_REFUSAL)
        if self.cycle is not None:
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        self.transport.write(refusal(status))
        self.transport.write_eof()
        self.flow.resume_reading()

    def send_400_response(self, msg: str) -> None:
        self.refuse(HTTPStatus.BAD_REQUEST)

    def _unsupported_upgrade_warning(self) -> None:
        """Nothing is wrong: the request is answered by HTTP/1.1, as it may be."""

    def expire(self) -> None:
        """End what has taken too long."""
        if self.state is State.NEW:
            self.enter(State.IDLE, bounds.SECONDS_IDLE)
        elif self.state is State.RECEIVING:
            self.refuse(HTTPStatus.REQUEST_TIMEOUT)
        else:
            self.evict()

    def evict(self) -> None:
        self.transport.abort()


def refusal(status: HTTPStatus) -> bytes:
    """Return a whole answer that refuses a request and ends the connection."""
    text = f"{status.phrase}\n"
    lines = [f"HTTP/1.1 {status.value} {status.phrase}", "content-type: text/plain; charset=utf-8"]
    lines += [f"content-length: {len(text)}", "connection: close", "cache-control: no-store", "", text]
    return "\r\n".join(lines).encode()
