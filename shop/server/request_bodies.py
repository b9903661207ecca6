"""The body of a request, received whole before a thread is asked to answer it."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from io import BytesIO
from tempfile import TemporaryFile
from typing import IO, Any, cast

from shop.server import bounds
from shop.server.connections import State
from shop.server.protocol import Connection

Receive = Callable[[], Awaitable[Any]]


class Refused(Exception):
    """A body is not received."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status)
        self.status = status


class Gone(Exception):
    """The visitor has gone, or was sent away."""


class Bodies:
    """All bodies that a process receives at one moment. Forms are kept in memory, uploads on the disk."""

    def __init__(self) -> None:
        self.bytes = 0
        self.uploads = 0

    @contextmanager
    def expect(self, length: int, visitor: Connection) -> Iterator["Body"]:
        """Give room to one body until it is answered. Raises Refused."""
        if length > bounds.UPLOAD_BYTES:
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        body = Body(self, visitor, is_large=length > bounds.BODY_BYTES)
        try:
            yield body
        finally:
            body.forget()


class Body:
    """What has come of one body. A large one is received once it may be an upload."""

    def __init__(self, bodies: Bodies, visitor: Connection, *, is_large: bool) -> None:
        self.bodies, self.visitor, self.is_large = bodies, visitor, is_large
        self.is_upload = False
        self.file: IO[bytes] = BytesIO()
        self.length = 0

    def let_upload(self) -> IO[bytes]:
        """Give it one of the few places for uploads, and return the file that it goes to. Raises Refused."""
        if self.bodies.uploads >= bounds.UPLOADS_AT_ONCE:
            raise Refused(HTTPStatus.SERVICE_UNAVAILABLE)
        self.is_upload, self.file = True, cast(IO[bytes], TemporaryFile())  # noqa: SIM115 closed by forget()
        self.bodies.uploads += 1
        return self.file

    def forget(self) -> None:
        self.bodies.uploads -= self.is_upload
        self.bodies.bytes -= 0 if self.is_upload else self.length
        self.file.close()

    async def receive(self, receive: Receive) -> None:
        """Receive all of it. Raises Refused where it is longer than it may be, and Gone."""
        self.visitor.enter(State.RECEIVING, bounds.SECONDS_OF_A_BODY)
        is_whole = False
        while not is_whole:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise Gone
            self.add(message.get("body", b""))
            is_whole = not message.get("more_body", False)
        self.file.seek(0)

    def add(self, piece: bytes) -> None:
        """Take in a piece of the body. Raises Refused where it is too long, or all bodies together are."""
        self.file.write(piece)
        self.length += len(piece)
        self.visitor.moved = self.length
        if not self.is_upload:
            self.bodies.bytes += len(piece)
        if self.length > (bounds.UPLOAD_BYTES if self.is_upload else bounds.BODY_BYTES):
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        is_overdrawn = self.bodies.bytes > bounds.BODIES_BYTES
        if is_overdrawn and not self.visitor.visitors.evict_receiving(spared=self.visitor):
            raise Refused(HTTPStatus.SERVICE_UNAVAILABLE)
