"""Servers of toys in processes of their own."""

import http.client
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from shop.server.tests.waiting import wait_until
from shop.testing.server import ROOT, free_port

SECONDS = 60


class Toy:
    """A server that can be stopped and begun again at its port."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.file = folder / "posted"
        self.log = folder / "log"
        self.begin()

    def begin(self) -> None:
        with self.log.open("ab") as log:
            command = [sys.executable, "-m", "shop.server.tests.toy", str(self.port), str(self.file)]
            self.process = subprocess.Popen(command, cwd=ROOT, stderr=log)
        wait_until(lambda: answers(self.port))

    def stop(self) -> None:
        self.process.terminate()
        assert self.process.wait(SECONDS) == 0


def answers(port: int) -> bool:
    """Tell whether anyone answers at a port."""
    with suppress(OSError, http.client.HTTPException):
        return bool(ask(port, "GET"))
    return False


def ask(port: int, method: str, body: str = "") -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    try:
        connection.request(method, "/", body or None, {"Host": "shop.example"})
        answer = connection.getresponse()
        assert answer.status == 200, answer.status
        return answer.read()
    finally:
        connection.close()


@contextmanager
def toy(folder: Path) -> Iterator[Toy]:
    own = Toy(folder)
    try:
        yield own
    finally:
        own.process.terminate()
        own.process.wait(SECONDS)
