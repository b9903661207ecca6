"""Asking a WSGI application as a web server does."""

import gzip
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from shop.pagecache.wsgi import Application


@dataclass(frozen=True)
class Got:
    """An answer."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return (gzip.decompress(self.body) if self.headers.get("Content-Encoding") == "gzip" else self.body).decode()


def ask(application: Application, address: str, *, method: str = "GET", **headers: str) -> Got:
    """Send a request; `headers` are named as WSGI names them, without HTTP_."""
    path, _, query = address.partition("?")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "testserver",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        "CONTENT_LENGTH": "0",
        **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
    }
    said: dict[str, Any] = {}

    def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
        said.update(status=int(status.split(maxsplit=1)[0]), headers=dict(headers))

    # As the test client does it: the test's connection is not the request's to close.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        chunks = application(environ, start)
        body = b"".join(chunks)
        if close := getattr(chunks, "close", None):
            close()
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)
    return Got(said["status"], said["headers"], body)
