"""A shop whose server is killed while buyers are on their way through the checkout."""

import os
import random
import re
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import Condition, Event
from time import monotonic
from typing import TypeVar

import httpx

from shop.testing.buyers import ask, confirm, fill_in, loopback, visit
from shop.testing.sandbox import Sandbox
from shop.testing.server import Shop, serve

BUYERS = 6
SECONDS = 120
LONGEST_PAUSE = 0.05
NUMBER_OF_ORDERS = "SELECT COUNT(*) FROM orders_order"
T = TypeVar("T")


@dataclass
class Street:
    """Where buyers come from: the next comes when one has left, until it is closed."""

    shop: Shop
    sandbox: Sandbox
    variants: list[int]
    chance: random.Random = field(default_factory=lambda: random.Random(2026))  # noqa: S311 nothing is secret
    open: Event = field(default_factory=Event)
    is_over: bool = False
    confirmed: int = 0
    interrupted: int = 0
    changed: Condition = field(default_factory=Condition)
    refused: list[str] = field(default_factory=list)

    def survive(self, kills: int) -> None:
        """Let the server be killed so often, each time while some confirm. At the end those who are there finish."""
        with ThreadPoolExecutor(BUYERS) as pool:
            walks = [pool.submit(self.walk) for _ in range(BUYERS)]
            try:
                for number in range(kills):
                    self.open_and_kill(self.wait_for_an_order if number % 2 else self.wait_by_chance)
            finally:
                self.is_over = True
                with serve(self.shop):
                    self.open.set()
                    wait(walks, SECONDS)
            for walk in walks:
                walk.result(0)

    def open_and_kill(self, wait_further: Callable[[], None]) -> None:
        with serve(self.shop):
            self.open.set()
            target = self.confirmed + self.chance.randint(BUYERS, 2 * BUYERS)
            with self.changed:
                assert self.changed.wait_for(lambda: self.confirmed >= target, SECONDS)
            # Looking for them takes longer than an order does.
            living = processes_of(self.shop)
            wait_further()
            self.open.clear()
            kill(living)
            while left := processes_of(self.shop):
                kill(left)

    def wait_by_chance(self) -> None:
        Event().wait(self.chance.uniform(0, LONGEST_PAUSE))

    def wait_for_an_order(self) -> None:
        """Wait until another order can be seen: if anything of it can be lost, it is at this moment."""
        [before] = ask(self.shop, NUMBER_OF_ORDERS)
        deadline = monotonic() + SECONDS
        while ask(self.shop, NUMBER_OF_ORDERS) == [before] and monotonic() < deadline:
            Event().wait(0.001)

    def walk(self) -> None:
        while not self.is_over:
            # What one address may order, or leave unpaid, is no matter of this test.
            with visit(self.shop, address=loopback(self.chance.getrandbits(16))) as client:
                try:
                    self.buy(client)
                except httpx.TransportError:
                    # Adding is no repetition of adding: who was interrupted there comes anew.
                    self.interrupted += 1
                    self.open.wait(SECONDS)

    def buy(self, client: httpx.Client) -> None:
        self.open.wait(SECONDS)
        for variant in self.chance.sample(self.variants, 2):
            client.post("/cart/lines/", data={"variant": variant, "quantity": self.chance.randint(1, 2)})
        agreed = self.insist(partial(fill_in, client, f"{self.chance.random()}@example.org"))
        with self.changed:
            self.confirmed += 1
            self.changed.notify_all()
        # The same form again after the crash: this must lead to the payment of the one order.
        page = self.insist(partial(confirm, client, agreed))
        if not str(page.url).startswith(self.sandbox.url):
            self.refused.append(f"{page.status_code} {page.url}: {re.findall('<li>(.*?)</li>', page.text)}")
            return
        reference = page.url.path.rsplit("/", 1)[-1]
        # Who is interrupted on the way back does not come again: webhook or reconciliation must settle it.
        client.get(self.sandbox.choose(reference, "pay"))

    def insist(self, action: Callable[[], T]) -> T:
        """Do it again as often as the server dies meanwhile."""
        while True:
            try:
                return action()
            except httpx.TransportError:
                self.interrupted += 1
                self.open.wait(SECONDS)


def kill(numbers: list[int]) -> None:
    """Kill processes of a server, the first one first, so that it replaces none of the others."""
    for number in sorted(numbers):
        with suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)


def processes_of(shop: Shop) -> list[int]:
    """Return the living processes of a shop, known by its own folder in their environment."""
    mark = f"\0VAR_DIR={shop.folder}\0".encode()
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                is_ours = mark in b"\0" + (folder / "environ").read_bytes()
            except OSError:
                continue
            if is_ours:
                found.append(int(folder.name))
    return found
