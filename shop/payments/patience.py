"""How long a provider may take, by who waits for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from time import monotonic


@dataclass(frozen=True)
class Patience:
    """`seconds` is for all calls of one task, `seconds_for_a_turn` how long it waits while others call."""

    seconds: float
    seconds_for_a_turn: float


# A healthy provider takes about a second for a call.
SHOPPER = Patience(seconds=5, seconds_for_a_turn=2)
# Webhooks and the admin.
MACHINE = Patience(seconds=15, seconds_for_a_turn=2)
# A command keeps nobody waiting.
COMMAND = Patience(seconds=120, seconds_for_a_turn=120)

_waiting: ContextVar[tuple[Patience, float] | None] = ContextVar("waiting", default=None)


@contextmanager
def waiting(patience: Patience) -> Iterator[None]:
    """Let what is asked in this block be asked with this patience. A decorator too."""
    token = _waiting.set((patience, monotonic() + patience.seconds))
    try:
        yield
    finally:
        _waiting.reset(token)


def current() -> tuple[Patience, float]:
    """Return the patience that holds, and the seconds that are left of it."""
    patience, until = _waiting.get() or (COMMAND, monotonic() + COMMAND.seconds)
    return patience, max(until - monotonic(), 0.0)
