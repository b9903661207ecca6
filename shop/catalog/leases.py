"""How long what was read of a database may be held true without asking again: a lease (Gray and Cheriton, 1989).

Whoever reads holds what was read for a moment. Whoever writes answers only when that moment is over, so that all who
know of the write see it, in whatever process they ask.
"""

from collections.abc import Callable
from time import monotonic, sleep

SECONDS = 0.01


class VersionLease:
    """What was read last, good for `SECONDS` from before it was asked for. For all threads of a process."""

    def __init__(self) -> None:
        self._held = ("", 0.0)

    def get(self, read: Callable[[], str]) -> str:
        """Return what `read` returned, or returns now where that is too long ago."""
        held, ends = self._held
        begun = monotonic()
        if begun < ends:
            return held
        value = read()
        # One assignment: another thread sees the one or the other, with the end that belongs to it.
        self._held = (value, begun + SECONDS)
        return value


def wait_out() -> None:
    """Wait until nobody holds what was read before now: for after a commit, before it is told to anybody."""
    sleep(SECONDS)
