"""The tests' settings behind a proxy, with passwords that take long to be hashed, without a core being busy."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Any

from django.contrib.auth.hashers import MD5PasswordHasher

from shop.testing.settings import *  # noqa: F403
from shop.testing.settings import VAR_DIR

TRUST_PROXY = 1
PASSWORD_HASHERS = [f"{__name__}.SlowHasher"]
SECONDS_OF_A_HASH = 1


class SlowHasher(MD5PasswordHasher):
    """Notes in a file that all processes share when it begins and ends."""

    def encode(self, password: str, salt: str) -> str:
        with noted(Path(VAR_DIR)):
            Event().wait(SECONDS_OF_A_HASH)
            return super().encode(password, salt)

    def harden_runtime(self, *_: Any) -> None:
        """Wait for nothing more."""


@contextmanager
def noted(folder: Path) -> Iterator[None]:
    file = os.open(notes(folder), os.O_APPEND | os.O_CREAT | os.O_WRONLY)
    try:
        os.write(file, b"+")
        yield
        os.write(file, b"-")
    finally:
        os.close(file)


def notes(folder: Path) -> Path:
    return folder / "hashing"


def most_at_once(folder: Path) -> int:
    """Return how many passwords were hashed at one moment."""
    running = most = 0
    for sign in notes(folder).read_text():
        running += 1 if sign == "+" else -1
        most = max(most, running)
    return most
