"""What a page weighs: the bytes that the browser receives for it, heads and compressed bodies."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

# What a page is made of, but for its pictures.
PAGE = ("Document", "Stylesheet", "Script")


@dataclass
class Received:
    """One answer."""

    kind: str
    url: str
    size: int = 0


class Traffic:
    """All that the browser receives for a page, from now on."""

    def __init__(self, page: Page) -> None:
        self.received: dict[str, Received] = {}
        session = page.context.new_cdp_session(page)
        session.on("Network.responseReceived", self._hear_head)
        session.on("Network.loadingFinished", self._hear_end)
        session.send("Network.enable")

    def size(self, *kinds: str) -> int:
        """Return how many bytes came of these kinds: `Document`, `Stylesheet`, `Script`, `Image`."""
        return sum(received.size for received in self.received.values() if received.kind in kinds)

    def size_of(self, name: str) -> int:
        """Return how many bytes came of the files whose address has this in it."""
        return sum(received.size for received in self.received.values() if name in received.url)

    def _hear_head(self, event: dict[str, Any]) -> None:
        self.received[event["requestId"]] = Received(event["type"], event["response"]["url"])

    def _hear_end(self, event: dict[str, Any]) -> None:
        # Without a head it was never begun.
        if received := self.received.get(event["requestId"]):
            received.size = int(event["encodedDataLength"])
