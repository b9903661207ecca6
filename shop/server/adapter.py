"""From uvicorn's ASGI to the shop's WSGI: a few threads answer requests that are there as a whole."""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http import HTTPStatus
from math import inf
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from urllib.parse import unquote_to_bytes

from shop.server import bounds
from shop.server.connections import State
from shop.server.protocol import VISITOR, Connection
from shop.server.request_bodies import Bodies, Body, Gone, Receive, Refused

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
MayUpload = Callable[[Environ], bool]
Send = Callable[[Any], Awaitable[None]]
# Each thread holds a database connection; more of them would only queue for SQLite's one writer.
THREADS = 4
LATIN = "latin-1"
LENGTH = b"content-length"
# What has no HTTP_ in front.
NAMES = {b"content-type": "CONTENT_TYPE", b"content-length": "CONTENT_LENGTH"}


class Answer:
    """What an application answered, all of it."""

    def __init__(self) -> None:
        self.status = 0
        self.headers: list[tuple[bytes, bytes]] = []
        self.whole = b""
        self.file: IO[bytes] | None = None

    def start(self, status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
        """Take status and headers: WSGI's `start_response`, but for the `write` that it once returned."""
        self.status = int(status[:3])
        self.headers = [(name.lower().encode(LATIN), value.encode(LATIN)) for name, value in headers]

    def take(self, pieces: Iterable[bytes]) -> None:
        """Take the body: in one piece, or by way of a file, so that a slow visitor keeps no thread waiting."""
        rest = iter(pieces)
        self.whole = next(rest, b"")
        for piece in rest:
            if self.file is None:
                self.file = SpooledTemporaryFile(bounds.ANSWER_BYTES)  # noqa: SIM115 closed when it is sent
                self.file.write(self.whole)
            self.file.write(piece)
        self.length = self.file.tell() if self.file else len(self.whole)

    def parts(self) -> Iterator[bytes]:
        """Yield the body in parts of a size that can wait in memory."""
        if self.file is None:
            yield self.whole
            return
        self.file.seek(0)
        while part := self.file.read(bounds.BYTES_AT_ONCE):
            yield part

    def close(self) -> None:
        if self.file is not None:
            self.file.close()


class Adapter:
    """An ASGI application that lets a WSGI application answer. `may_upload` is asked who may send more than a form."""

    def __init__(self, application: Application, may_upload: MayUpload) -> None:
        self.application, self.may_upload = application, may_upload
        self.threads = ThreadPoolExecutor(THREADS, "web")
        self.bodies = Bodies()

    async def __call__(self, scope: Any, receive: Receive, send: Send) -> None:
        visitor: Connection = scope["state"][VISITOR]
        environ = environ_of(scope)
        try:
            with self.bodies.expect(length_of(environ), visitor) as body:
                await self.fill(environ, body, receive)
                visitor.enter(State.ANSWERING, inf)
                answer = await self.in_a_thread(self.ask, environ, visitor)
        except Refused as refusal:
            visitor.refuse(refusal.status)
        except Gone:
            return
        else:
            with closing(answer):
                await send_answer(answer, visitor, send, is_head=scope["method"] == "HEAD")

    async def fill(self, environ: Environ, body: Body, receive: Receive) -> None:
        """Receive the body of a request. Raises Refused and Gone."""
        environ["wsgi.input"] = body.file
        if body.is_large:
            if not await self.in_a_thread(self.may_upload, environ):
                raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            environ["wsgi.input"] = body.let_upload()
        await body.receive(receive)
        if environ.pop("HTTP_TRANSFER_ENCODING", ""):
            environ["CONTENT_LENGTH"] = str(body.length)

    async def in_a_thread(self, work: Callable[..., Any], *arguments: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self.threads, work, *arguments)

    def ask(self, environ: Environ, visitor: Connection) -> Answer:
        """Let the application answer, in a thread. Raises Gone, unasked, for a visitor who has gone meanwhile."""
        if visitor.is_gone:
            raise Gone
        answer = Answer()
        result = self.application(environ, answer.start)
        try:
            answer.take(result)
        except BaseException:
            answer.close()
            raise
        finally:
            if close := getattr(result, "close", None):
                close()
        return answer


async def send_answer(answer: Answer, visitor: Connection, send: Send, *, is_head: bool) -> None:
    """Send an answer as fast as its visitor reads."""
    visitor.enter(State.SENDING, bounds.SECONDS_OF_AN_ANSWER)
    has_body = answer.status not in (HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED)
    headers = [each for each in answer.headers if has_body or each[0] != LENGTH]
    if has_body and not is_head and not any(name == LENGTH for name, _ in headers):
        headers.append((LENGTH, b"%d" % answer.length))
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    if has_body and not is_head:
        for part in answer.parts():
            await send({"type": "http.response.body", "body": part, "more_body": True})
            visitor.moved += len(part)
    await send({"type": "http.response.body", "body": b""})


def environ_of(scope: Any) -> Environ:
    """Return what a WSGI application is told of a request, but for its body."""
    environ: Environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode(LATIN),
        "QUERY_STRING": scope["query_string"].decode(LATIN),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": str(scope["server"][0]),
        "SERVER_PORT": str(scope["server"][1]),
        "REMOTE_ADDR": scope["client"][0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope["headers"]:
        # One with an underscore would have the key of the one with a hyphen, which a proxy may have set.
        if b"_" not in name:
            key = NAMES.get(name) or f"HTTP_{name.decode(LATIN).upper().replace('-', '_')}"
            text = value.decode(LATIN)
            environ[key] = f"{environ[key]}{'; ' if name == b'cookie' else ','}{text}" if key in environ else text
    return environ


def length_of(environ: Environ) -> int:
    """Return how long the body of a request says to be; 0 where it does not say."""
    return int(environ.get("CONTENT_LENGTH") or 0)
