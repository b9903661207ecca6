"""Commands that are stopped by the person who started them."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError

STOPPED = 130
"""What a shell has for a program that was stopped by Ctrl-C."""


@contextmanager
def stoppable(sentence: str) -> Iterator[None]:
    """Let a command that is stopped by Ctrl-C end with this sentence, which says what it leaves behind."""
    try:
        yield
    except KeyboardInterrupt as stop:
        raise CommandError(sentence, returncode=STOPPED) from stop
