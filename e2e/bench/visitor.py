"""A visitor over a plain socket, which costs little beside the server that it measures."""

import socket
from dataclasses import dataclass
from typing import Final, Self
from urllib.parse import urlencode

BROWSER: Final = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
    "Accept-Encoding": "gzip, deflate, br",
    "Accept-Language": "en-GB,en;q=0.9",
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36",
}
HTMX: Final = BROWSER | {"Accept": "*/*", "HX-Request": "true"}
HOST = "127.0.0.1"
# More would be asked from the system page by page, at each answer.
BYTES = 65_536
SECONDS_WITHOUT_AN_ANSWER = 60
BAD_REQUEST = 400


@dataclass(frozen=True)
class Answer:
    """An answer as it was received."""

    status: int
    head: str
    """The status and the headers, as lines."""
    size: int
    """All bytes, the head's included."""

    def headers(self, name: str) -> list[str]:
        """Return the values of all headers of a name in lower case."""
        pairs = (line.partition(":") for line in self.head.split("\r\n")[1:])
        return [value.strip() for key, _, value in pairs if key.lower() == name]


class Unexpected(Exception):
    """An answer that cannot be measured, since it is not what the visitor came for."""

    def __init__(self, request: bytes, answer: Answer) -> None:
        line, _, _ = request.decode().partition("\r\n")
        super().__init__(f"{line} was answered by\n{answer.head}")


class Visitor:
    """One connection to a shop, and the cookies that the shop has set."""

    def __init__(self, port: int) -> None:
        self.cookies: dict[str, str] = {}
        self._socket = socket.create_connection((HOST, port), timeout=SECONDS_WITHOUT_AN_ANSWER)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self._socket.close()

    def get(self, path: str) -> bytes:
        """Return the request for a page."""
        return self._encode(f"GET {path}", BROWSER)

    def post(self, path: str, form: dict[str, str], headers: dict[str, str]) -> bytes:
        """Return the request that sends a form, as htmx does."""
        body = urlencode(form).encode()
        about = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Content-Length": str(len(body)),
            "Sec-Fetch-Site": "same-origin",
        }
        return self._encode(f"POST {path}", HTMX | headers | about) + body

    def ask(self, request: bytes) -> Answer:
        """Send a request and return what comes. Raises Unexpected for an error, and TimeoutError where none comes."""
        self._socket.sendall(request)
        received = b""
        while (answer := read(received)) is None:
            if not (more := self._socket.recv(BYTES)):
                raise ConnectionResetError(request)
            received += more
        if answer.status >= BAD_REQUEST:
            raise Unexpected(request, answer)
        return answer

    def keep(self, answer: Answer) -> None:
        """Keep the cookies that an answer sets."""
        for cookie in answer.headers("set-cookie"):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value

    def _encode(self, line: str, headers: dict[str, str]) -> bytes:
        lines = [f"{line} HTTP/1.1", f"Host: {HOST}", *(f"{name}: {value}" for name, value in headers.items())]
        if self.cookies:
            lines.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        return "\r\n".join([*lines, "", ""]).encode()


def read(received: bytes) -> Answer | None:
    """Return the answer, or None while it is not all there."""
    head, _, body = received.partition(b"\r\n\r\n")
    if len(head) == len(received):
        return None
    _, found, length = head.lower().partition(b"\r\ncontent-length:")
    is_whole = len(body) >= int(length.partition(b"\r\n")[0]) if found else body.endswith(b"0\r\n\r\n")
    return Answer(int(head[9:12]), head.decode("latin-1"), len(received)) if is_whole else None
