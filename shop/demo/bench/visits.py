"""What a visitor does, written once for whoever drives it: the load generator, or a client that counts queries."""

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Step:
    """One request. Steps of the same name are measured together; one without a name is not measured.

    With a `form` it is a POST, as a browser without scripts sends it.
    """

    name: str
    path: str
    form: Mapping[str, str] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """What came of a step. `size` counts all bytes that were received for it."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    size: int


Steps = Generator[Step, Answer, None]


class Unexpected(Exception):
    """An answer that cannot be measured, since it is not what the visitor came for."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(f"{answer.status}: {answer.headers}\n{answer.body[:2000].decode(errors='replace')}")


@dataclass(frozen=True)
class Visit:
    """A visitor with these cookies, who keeps those that the shop sets."""

    steps: Steps
    cookies: dict[str, str] = field(default_factory=dict)
