"""Where providers have the pages that shoppers are sent to: what a form of the shop may lead to."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from shop.payments.registry import PROVIDERS

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def origins_of(providers: Sequence[str], *, sandbox_url: str) -> list[str]:
    """Return the origins of the providers' pages."""
    known = {name: entry.origin for name, entry in PROVIDERS.items()} | {"sandbox": origin(sandbox_url)}
    return [known[name] for name in providers if known[name]]


def origin(url: str) -> str:
    """Return scheme, host and port of a URL."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def on_loopback(url: str) -> str:
    """Return the URL without a slash at its end. Raises ValueError unless it leads to this very machine."""
    parts = urlsplit(url)
    if parts.scheme != "http" or parts.hostname not in LOOPBACK or not parts.port:
        raise ValueError("it must begin with http://127.0.0.1: and a port, since it takes no money")
    return origin(url)
