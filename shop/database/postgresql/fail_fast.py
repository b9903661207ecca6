"""Who may wait for the database: a command as long as it takes, a page only while the database lives."""

from collections.abc import Callable, Iterable
from contextvars import ContextVar
from typing import Any

fails_fast = ContextVar("fails_fast", default=False)
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class FailFast:
    """A WSGI application that lets no page of another one wait for a database that is away."""

    def __init__(self, application: Application) -> None:
        self.application = application

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        token = fails_fast.set(True)
        try:
            return self.application(environ, start_response)
        finally:
            fails_fast.reset(token)
