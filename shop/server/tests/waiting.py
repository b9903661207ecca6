"""Waiting for what comes by itself, and failing where it does not."""

from collections.abc import Callable
from time import monotonic, sleep

SECONDS = 30


def wait_until(is_so: Callable[[], object]) -> None:
    """Look until it is so. Raises AssertionError after a time in which it should have come."""
    deadline = monotonic() + SECONDS
    while not is_so():
        assert monotonic() < deadline, "it has not come"
        sleep(0.01)
