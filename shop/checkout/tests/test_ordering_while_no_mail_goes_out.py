"""A mail server that is down keeps no shopper waiting, and gets its mail when it is back."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from queue import SimpleQueue
from threading import Event, Thread
from time import monotonic
from typing import IO

import pytest

from shop.testing.buyers import ask, confirm, fill_in, visit
from shop.testing.filled import open_small_shop
from shop.testing.server import Shop, free_port

SECONDS = 20
# What the issue promises to a shopper whose shop cannot send mail.
SOON = 2
DUE_NOW = """
from django.utils import timezone; from shop.orders.models import Letter
Letter.objects.update(next_at=timezone.now())
"""

pytestmark = [pytest.mark.served]


class MailServer:
    """Takes mail as the simplest of servers does, once it is `woken`; until then it lets everyone wait."""

    def __init__(self, listener: socket.socket) -> None:
        self.listener = listener
        self.letters: SimpleQueue[str] = SimpleQueue()

    def wait_for(self, words: str) -> None:
        """Take letters until one has these words. Raises queue.Empty where none comes."""
        while words not in self.letters.get(timeout=SECONDS):
            """Another one may come first."""

    def wake(self) -> None:
        Thread(target=self.serve, daemon=True).start()

    def serve(self) -> None:
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            # Whoever gave up waiting is among those who are accepted now.
            with client, client.makefile("rb") as lines, suppress(OSError):
                self.talk(client, lines)

    def talk(self, client: socket.socket, lines: IO[bytes]) -> None:
        def say(text: str) -> None:
            client.sendall(f"{text}\r\n".encode())

        say("220 here")
        while words := lines.readline().split():
            if words[0].upper() != b"DATA":
                say("250 yes")
                continue
            say("354 go on")
            self.letters.put(b"".join(iter(lines.readline, b".\r\n")).decode())
            say("250 taken")


@contextmanager
def listening(port: int) -> Iterator[MailServer]:
    with socket.create_server(("127.0.0.1", port)) as listener:
        yield MailServer(listener)


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def shop(port: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    folder = tmp_path_factory.mktemp("shop")
    with open_small_shop(folder, products=1, EMAIL_URL=f"smtp://127.0.0.1:{port}/?timeout=3") as (shop, _):
        yield shop


def order(shop: Shop) -> float:
    """Buy something, and return how many seconds the confirmation took."""
    with visit(shop) as client:
        client.post("/cart/lines/", data={"variant": ask(shop, "SELECT MIN(id) FROM catalog_variant")[0]})
        agreed = fill_in(client)
        started = monotonic()
        answer = confirm(client, agreed)
        took = monotonic() - started
    assert (answer.status_code, answer.url.path[:8]) == (200, "/orders/")
    return took


def wait_for_an_attempt(shop: Shop) -> None:
    deadline, pause = monotonic() + SECONDS, Event()
    while not ask(shop, "SELECT id FROM orders_letter WHERE attempts > 0 AND error <> ''") and monotonic() < deadline:
        pause.wait(0.1)


def test_an_order_succeeds_at_once_while_nobody_listens_and_its_mail_arrives_later(shop: Shop, port: int) -> None:
    assert order(shop) < SOON
    wait_for_an_attempt(shop)
    [error] = ask(shop, "SELECT error FROM orders_letter")
    assert error.startswith("ConnectionRefusedError")

    with listening(port) as server:
        server.wake()
        shop.manage("shell", "-v0", "-c", DUE_NOW)
        server.wait_for("Subject: Your order 1001")


def test_an_order_succeeds_at_once_while_the_mail_server_hangs_and_its_mail_arrives_later(
    shop: Shop, port: int
) -> None:
    with listening(port) as server:
        assert order(shop) < SOON
        assert order(shop) < SOON
        wait_for_an_attempt(shop)
        assert order(shop) < SOON

        server.wake()
        shop.manage("shell", "-v0", "-c", DUE_NOW)
        server.wait_for("Subject: Your order 1001")
