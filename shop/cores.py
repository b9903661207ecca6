"""Each web process keeps the threads that answer requests on one core: while there are enough, on one of its own.

Only one of them runs at a time, for they share Python's interpreter. On several cores each hand-over between them, of
which there is one at every row that SQLite reads, wakes another core up and leaves the caches of the last one behind.
"""

import logging
import os
import random
from collections.abc import Callable, Iterable
from multiprocessing import Array
from threading import local
from typing import Any

logger = logging.getLogger(__name__)

Application = Callable[..., Iterable[bytes]]


class Cores:
    """Which of the cores that this server may use each of its processes has taken. Made before they are forked."""

    def __init__(self, processes: int) -> None:
        # macOS has no such call.
        self._cores = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
        # Of several servers on one machine not all shall begin with the same core.
        self._first = random.randrange(len(self._cores) or 1)  # noqa: S311 nothing is secret about it
        self._takers = Array("i", processes)

    def keep_on_one(self, application: Application) -> Application:
        """Return the application as this process shall run it: on a core that it takes, where there is a choice."""
        return OnOneCore(application, self._take()) if len(self._cores) > 1 else application

    def _take(self) -> int:
        """Take a core for this process: that of one that has ended, if there is any."""
        with self._takers.get_lock():
            places = range(len(self._takers))
            free = (place for place in places if not is_alive(self._takers[place]))
            place = next(free, os.getpid() % len(places))
            self._takers[place] = os.getpid()
        return self._cores[(self._first + place) % len(self._cores)]


def is_alive(process: int) -> bool:
    """Tell whether this is a process of the server's that still runs; 0 is none."""
    if not process:
        return False
    try:
        os.kill(process, 0)
    except OSError:
        # It is gone, or somebody else's by now.
        return False
    return True


class OnOneCore:
    """A WSGI application whose threads are moved to one core, each with the first request that it answers."""

    def __init__(self, application: Application, core: int) -> None:
        self.core = core
        self._application = application
        self._thread = local()

    def __call__(self, *request: Any) -> Iterable[bytes]:
        if not getattr(self._thread, "is_moved", False):
            self._move()
        return self._application(*request)

    def _move(self) -> None:
        self._thread.is_moved = True
        try:
            os.sched_setaffinity(0, {self.core})
        except OSError:
            logger.warning("A thread could not be kept on core %d.", self.core, exc_info=True)
