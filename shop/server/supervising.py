"""The web processes of a server, and the signals that stop it."""

import signal
import socket
from queue import SimpleQueue
from time import monotonic

from shop.server.bounds import CONNECTIONS_OF_AN_ADDRESS, SECONDS_TO_FINISH
from shop.server.keeping import Kept

STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Supervisor:
    """Keeps web processes and others running until the server is told to stop."""

    def __init__(self, listener: socket.socket) -> None:
        self.listener = listener
        self._kept: list[Kept] = []
        # May be put into from a signal's handler, as few things may.
        self._statuses: SimpleQueue[int] = SimpleQueue()

    def serve(self, application: str, processes: int, *, is_behind_proxy: bool) -> None:
        """Begin the web processes of an application. Their number stays, whatever becomes of them."""
        number = self.listener.fileno()
        # All visitors of a proxy have its address.
        ceiling = [] if is_behind_proxy else [f"--of-a-network={CONNECTIONS_OF_AN_ADDRESS}"]
        for _ in range(processes):
            self.keep("-m", "shop.server.worker", application, str(number), *ceiling, files=[number])

    def keep(self, *arguments: str, files: list[int] | None = None) -> None:
        """Begin a process of Python's, and begin it again whenever it ends."""
        self._kept.append(Kept(*arguments, files=files or [], if_not_loaded=lambda: self._statuses.put(1)))

    def wait_for_the_end(self) -> int:
        """Wait for a signal, or for a program that cannot be loaded, and end all processes. Returns the exit status."""
        for each in STOPS:
            signal.signal(each, lambda *_: self._statuses.put(0))
        status = self._statuses.get()
        self.listener.close()
        for kept in self._kept:
            kept.end()
        deadline = monotonic() + SECONDS_TO_FINISH + 1
        for kept in self._kept:
            kept.wait(max(deadline - monotonic(), 0))
        return status
