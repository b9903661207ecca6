"""A folder for what is not finished, which whoever comes next removes when its owner was killed."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management import CommandError

UNFINISHED = ".unfinished-backup"
UNRESTORED = ".unfinished-restore"


class AtWork(CommandError):
    """Another process is about the same."""


@contextmanager
def workplace(folder: Path) -> Iterator[Path]:
    """Make an empty folder for this process alone, and remove it at the end. Raises AtWork."""
    remove_abandoned(folder)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with held(folder) as is_ours:
        if not is_ours:
            raise AtWork(f"Another command is at work in {folder}.")
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def remove_abandoned(folder: Path) -> None:
    """Remove this folder where nobody is at work in it."""
    if folder.is_dir():
        with held(folder) as is_ours:
            if is_ours:
                shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def held(folder: Path) -> Iterator[bool]:
    """Hold a folder as long as this process lives, or tell that another one does."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        yield False
    else:
        yield True
    finally:
        os.close(descriptor)
