"""What a visitor does, written once for whoever drives it: the load generator, or what counts queries."""

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode

Cookies = dict[str, str]


@dataclass(frozen=True)
class Step:
    """One request. Steps of the same name are measured together; one without a name is not measured.

    With a `form` it is a POST, as a browser sends it.
    """

    name: str
    path: str
    form: Mapping[str, str] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    def encode(self, cookies: Cookies) -> bytes:
        """Return the request as it is sent by a visitor with these cookies."""
        lines = [f"{'GET' if self.form is None else 'POST'} {self.path} HTTP/1.1", "Host: 127.0.0.1"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        if cookies:
            lines.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in cookies.items()))
        body = b""
        if self.form is not None:
            body = urlencode(self.form).encode()
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
            lines.append("Sec-Fetch-Site: same-origin")
        return "\r\n".join([*lines, "", ""]).encode() + body


@dataclass(frozen=True)
class Answer:
    """What came of a step. `size` counts all bytes that were received for it."""

    status: int
    head: bytes
    """The lines of the headers, and before them that of the status."""
    body: bytes
    size: int

    @cached_property
    def headers(self) -> Mapping[str, str]:
        """By names in lower case; what came several times is joined by line breaks."""
        headers: dict[str, str] = {}
        for line in self.head.decode("latin-1").split("\r\n")[1:]:
            name, _, value = line.partition(":")
            name, value = name.lower(), value.strip()
            headers[name] = f"{headers[name]}\n{value}" if name in headers else value
        return headers


Steps = Generator[Step, Answer, None]


class Unexpected(Exception):
    """An answer that cannot be measured, since it is not what the visitor came for."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(f"{answer.status}: {answer.headers}\n{answer.body[:2000].decode(errors='replace')}")


@dataclass(frozen=True)
class Visit:
    """A visitor with these cookies, who keeps those that the shop sets."""

    steps: Steps
    cookies: Cookies = field(default_factory=dict)

    def keep(self, answer: Answer) -> bool:
        """Keep the cookies that an answer sets, and tell whether any is another than before."""
        before = self.cookies.copy()
        for cookie in filter(None, answer.headers.get("set-cookie", "").split("\n")):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return self.cookies != before
