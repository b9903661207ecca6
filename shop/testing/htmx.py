"""Asking as htmx asks."""

from dataclasses import dataclass
from typing import Any

from django.test import Client


@dataclass(frozen=True)
class HtmxClient:
    """Sends what htmx sends from a page of the shop, with the cookies of the client that it wraps."""

    client: Client

    def get(self, path: str, data: Any = None, *, page: str = "/", target: str | None = None, **extra: Any) -> Any:
        """Ask for `path` from the page at `page`; `target` is the id of the element that the answer goes into."""
        return self.client.get(path, data, headers=headers(page=page, target=target), **extra)

    def post(self, path: str, data: Any = None, *, page: str = "/", target: str | None = None, **extra: Any) -> Any:
        """Send a form to `path` from the page at `page`."""
        return self.client.post(path, data, headers=headers(page=page, target=target), **extra)


def headers(*, page: str = "/", target: str | None = None) -> dict[str, str]:
    """Return the headers that htmx and the browser add to a request from the page at `page`."""
    sent = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{page}", "Sec-Fetch-Site": "same-origin"}
    return sent | ({"HX-Target": target.removeprefix("#")} if target else {})
