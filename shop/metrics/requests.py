"""What each web process counts in a file: requests by kind and answer, how long they took, and how providers answer.

Whichever process is asked adds the files of all up. The server empties their folder when it starts.
"""

import os
from collections.abc import Callable, Iterable
from functools import lru_cache
from time import perf_counter
from typing import Any, Final

from django.conf import settings
from django.dispatch import receiver
from django.urls import Resolver404, resolve

from shop.metrics.folder import metrics_folder
from shop.payments import Gate, Outcome, asked

# Read when prometheus_client is imported: it then counts for several processes.
os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(metrics_folder())
metrics_folder().mkdir(parents=True, exist_ok=True)

from prometheus_client import CollectorRegistry, Counter, Histogram  # noqa: E402
from prometheus_client.multiprocess import MultiProcessCollector  # noqa: E402

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
BUCKETS: Final = (0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 10)
SECONDS: Final = Histogram(
    "shop_request_seconds", "Time to an answer, by view and class of status", ["view", "status"], buckets=BUCKETS
)

PROVIDERS: Final = Counter(
    "shop_provider_calls", "Questions to payment providers, by what became of them", ["provider", "outcome"]
)


@receiver(asked, dispatch_uid=__name__)
def count_call(sender: Gate, outcome: Outcome, **_: Any) -> None:
    PROVIDERS.labels(sender.name, outcome.value).inc()


class Measured:
    """A WSGI application that counts and times the answers of another one."""

    def __init__(self, application: Application) -> None:
        self.application = application

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        answered = "5"

        def start(status: str, *more: Any) -> Any:
            nonlocal answered
            answered = status[:1]
            return start_response(status, *more)

        started = perf_counter()
        try:
            return self.application(environ, start)
        finally:
            seconds(view_of(environ["PATH_INFO"]), answered).observe(perf_counter() - started)


@lru_cache(maxsize=512)
def seconds(view: str, status: str) -> Any:
    """Return where the answers of one kind are counted: to look for it costs more than to count."""
    return SECONDS.labels(view, f"{status}xx")


@lru_cache(maxsize=4_096)
def view_of(path: str) -> str:
    """Return the name of the view at a path: there are a few dozens of them, whatever is asked for."""
    if path.startswith(settings.STATIC_URL):
        return "static"
    try:
        return resolve(path.encode("latin-1").decode()).view_name or "unnamed"
    except (Resolver404, UnicodeError):
        return "none"


def of_all_processes() -> CollectorRegistry:
    """Return what all web processes of this server have counted."""
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return registry
