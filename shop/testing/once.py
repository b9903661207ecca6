"""What the parallel processes of one run of the tests make once, and share."""

import fcntl
from collections.abc import Callable
from pathlib import Path

import pytest


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Return a folder that `make` has filled in this process or in another; nobody may change it afterwards."""
    run = factory.getbasetemp()
    # Each process has its folder in the one of the run.
    run = run.parent if run.name.startswith("popen-") else run
    folder = run / f"once-{name}"
    with (run / f"once-{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "made").exists():
            folder.mkdir(exist_ok=True)
            make(folder)
            (folder / "made").touch()
    return folder
