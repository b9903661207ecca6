"""A Redis of a test's own, which it may stop and kill."""

import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from time import monotonic

import redis

from shop.testing.server import free_port
from shop.testing.services import Service

SECONDS_TO_START = 10


@dataclass(frozen=True)
class OwnRedis:
    """A Redis that runs."""

    url: str
    process: "subprocess.Popen[bytes]"

    @property
    def keys(self) -> int:
        """How many keys it holds."""
        with redis.Redis.from_url(self.url) as client:
            return int(client.dbsize())

    def stop(self) -> None:
        """Let it hang: connections stay, and nothing is answered any more."""
        self.process.send_signal(signal.SIGSTOP)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


def find_own_redis() -> Service:
    """Say whether there is a program to start one with."""
    program = shutil.which("redis-server")
    return Service("redis-server", "redis://127.0.0.1:0", failure="" if program else "there is no such program")


@contextmanager
def own_redis(folder: Path) -> Iterator[OwnRedis]:
    """Start a Redis that keeps nothing on disk, and kill it at the end. Raises RuntimeError where it does not start."""
    port = free_port()
    options = {"port": str(port), "bind": "127.0.0.1", "save": "", "appendonly": "no", "dir": str(folder)}
    command = ["redis-server", *(part for name, value in options.items() for part in (f"--{name}", value))]
    with (folder / "redis.log").open("wb") as log:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)  # noqa: S603
    server = OwnRedis(f"redis://127.0.0.1:{port}/0", process)
    try:
        _wait_until_it_answers(server)
        yield server
    finally:
        server.kill()


def _wait_until_it_answers(server: OwnRedis) -> None:
    deadline = monotonic() + SECONDS_TO_START
    pause = Event()
    with redis.Redis.from_url(server.url) as client:
        while True:
            try:
                client.ping()
            except redis.ConnectionError as error:
                if server.process.poll() is not None or monotonic() > deadline:
                    raise RuntimeError("Redis did not start.") from error
                pause.wait(0.05)
            else:
                return
