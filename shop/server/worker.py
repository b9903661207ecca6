"""A web process: `python -m shop.server.worker`, as the server begins it."""

import argparse
import asyncio
import os
import resource
import socket
import sys
from functools import partial
from importlib import import_module
from typing import Any

import uvicorn

from shop.server import bounds
from shop.server.adapter import Adapter
from shop.server.connections import Connections
from shop.server.keeping import NOT_LOADED
from shop.server.listening import BACKLOG, refuse_new
from shop.server.protocol import Connection

SECONDS_BETWEEN_LOOKS = 1.0
SECONDS_TO_ACCEPT = 0.1
FILES_BESIDE_CONNECTIONS = 200


class WebProcess(uvicorn.Server):
    """uvicorn's server on a socket that other processes may share."""

    def __init__(self, listener: socket.socket, connections: Connections, adapter: Adapter) -> None:
        protocol: Any = partial(Connection, visitors=connections)
        super().__init__(
            uvicorn.Config(
                adapter,
                loop="uvloop",
                http=protocol,
                ws="none",
                lifespan="off",
                interface="asgi3",
                log_config=None,
                log_level="warning",
                access_log=False,
                server_header=False,
                proxy_headers=False,
                backlog=BACKLOG,
                timeout_keep_alive=bounds.SECONDS_IDLE,
                timeout_graceful_shutdown=bounds.SECONDS_TO_FINISH,
            )
        )
        self.listener, self.connections, self.adapter = listener, connections, adapter
        self._parent = os.getppid()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        self._watching = asyncio.create_task(self.watch())
        await super().startup(sockets)

    async def watch(self) -> None:
        """End what takes too long, and this process when the server is gone that has begun it."""
        loop = asyncio.get_running_loop()
        while True:
            for connection in self.connections:
                if connection.is_late(loop.time()):
                    connection.expire()
            self.should_exit |= os.getppid() != self._parent
            await asyncio.sleep(SECONDS_BETWEEN_LOOKS)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Answer whoever has connected already, and nobody new."""
        refuse_new(self.listener)
        await asyncio.sleep(SECONDS_TO_ACCEPT)
        await super().shutdown(sockets)
        self._watching.cancel()
        for connection in self.connections:
            connection.evict()
        await asyncio.sleep(0)


def main() -> None:
    """Serve as the arguments say."""
    parser = argparse.ArgumentParser(prog="python -m shop.server.worker")
    parser.add_argument("application", help="the module that has it, such as shop.wsgi")
    parser.add_argument("listener", type=int, help="the number of a bound socket")
    parser.add_argument("--of-a-network", type=int, help="how many connections one network may have")
    options = parser.parse_args()
    connections = Connections(_connections(), options.of_a_network)
    try:
        module = import_module(options.application)
    except Exception:  # noqa: BLE001 whatever it is, it is printed
        sys.excepthook(*sys.exc_info())
        sys.exit(NOT_LOADED)
    adapter = Adapter(module.application, getattr(module, "may_upload", lambda _: False))
    listener = socket.socket(fileno=options.listener)
    WebProcess(listener, connections, adapter).run([listener])


def _connections() -> int:
    """Return how many connections this process may have, after asking the system for as many files as they need."""
    wanted = bounds.CONNECTIONS + FILES_BESIDE_CONNECTIONS
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    return max(most - FILES_BESIDE_CONNECTIONS, most // 2)


if __name__ == "__main__":
    main()
