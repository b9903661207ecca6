"""Processes that are begun again when they end, for as long as the server runs."""

import logging
import subprocess
import sys
from collections.abc import Callable, Sequence
from threading import Event, Lock, Thread
from time import monotonic

logger = logging.getLogger(__name__)

QUICK = 5.0
"""Seconds within which a process that ends had no time to do anything."""
NOT_LOADED = 3
"""The exit status of a program that could not be loaded."""
LONGEST_PAUSE = 5.0
FIRST_PAUSE = 0.25


class Kept:
    """A process of Python's that is begun again when it ends by itself; after a pause where it ends quickly.

    It is out of reach of the terminal's Ctrl-C: the server tells it when to end, and what it does is finished.
    """

    def __init__(self, *arguments: str, files: Sequence[int], if_not_loaded: Callable[[], None]) -> None:
        """Begin it. It inherits `files`; `if_not_loaded` is called where not even the first can be loaded."""
        self.is_over = Event()
        self._arguments, self._files = arguments, files
        self._lock = Lock()
        self._pause = 0.0
        self._if_not_loaded = if_not_loaded
        self._begin()
        Thread(target=self._watch, daemon=True).start()

    def end(self) -> None:
        """Tell it to end."""
        with self._lock:
            self.is_over.set()
            self.process.terminate()

    def wait(self, seconds: float) -> None:
        """Wait until it has ended, and kill it when it takes longer."""
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _begin(self) -> None:
        self._began = monotonic()
        self.process = subprocess.Popen(  # noqa: S603
            [sys.executable, *self._arguments], stdin=subprocess.DEVNULL, pass_fds=self._files, start_new_session=True
        )

    def _watch(self) -> None:
        if self.process.wait() == NOT_LOADED:
            self._if_not_loaded()
            return
        while not self.is_over.wait(self._next_pause()):
            status, what = self.process.returncode, " ".join(self._arguments)
            logger.error("A process has ended (%d) and is begun again: %s", status, what)
            with self._lock:
                if not self.is_over.is_set():
                    self._begin()
            self.process.wait()

    def _next_pause(self) -> float:
        """Return how long to wait before it is begun again: none, but longer and longer for one that ends at once."""
        is_quick = monotonic() - self._began < QUICK
        self._pause = min(max(2 * self._pause, FIRST_PAUSE), LONGEST_PAUSE) if is_quick else 0
        return self._pause
