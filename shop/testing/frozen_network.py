"""A network that a test can let die silently: nothing is refused, and nothing arrives."""

import selectors
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Event, Thread
from urllib.parse import urlsplit

BYTES = 65_536


@dataclass
class Network:
    """A way to a server by a port of its own."""

    url: str
    server: tuple[str, int]
    listener: socket.socket
    flows: Event = field(default_factory=Event)
    is_over: Event = field(default_factory=Event)
    joined: dict[socket.socket, socket.socket] = field(default_factory=dict)

    @contextmanager
    def dead(self) -> Iterator[None]:
        """Carry nothing until the block ends. The kernel goes on taking connections and bytes."""
        self.flows.clear()
        try:
            yield
        finally:
            self.flows.set()

    def carry(self) -> None:
        """Carry all there is to carry, until it is over."""
        with selectors.DefaultSelector() as watched:
            watched.register(self.listener, selectors.EVENT_READ)
            while not self.is_over.is_set():
                self.flows.wait()
                for key, _ in watched.select(timeout=0.05):
                    if not self.flows.is_set():
                        break
                    if key.fileobj is self.listener:
                        self._join(watched)
                    elif isinstance(key.fileobj, socket.socket) and key.fileobj in self.joined:
                        self._pass_on(key.fileobj, watched)

    def _join(self, watched: selectors.BaseSelector) -> None:
        near, far = self.listener.accept()[0], socket.create_connection(self.server)
        for one, other in ((near, far), (far, near)):
            self.joined[one] = other
            watched.register(one, selectors.EVENT_READ)

    def _pass_on(self, one: socket.socket, watched: selectors.BaseSelector) -> None:
        with suppress(OSError):
            if said := one.recv(BYTES):
                self.joined[one].sendall(said)
                return
        for end in (one, self.joined[one]):
            watched.unregister(end)
            del self.joined[end]
            end.close()


@contextmanager
def network_to(url: str) -> Iterator[Network]:
    """Lead to a server by another port, and give the URL with that port."""
    parts = urlsplit(url)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        here = parts._replace(netloc=f"{parts.username}@127.0.0.1:{listener.getsockname()[1]}")
        network = Network(here.geturl(), (parts.hostname or "127.0.0.1", parts.port or 5432), listener)
        network.flows.set()
        thread = Thread(target=network.carry, daemon=True)
        thread.start()
        try:
            yield network
        finally:
            network.is_over.set()
            thread.join()
            for end in network.joined:
                end.close()
