"""Who may wait for the database: a command as long as it takes, a page only while the database lives."""

from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase

is_hurried = ContextVar("is_hurried", default=False)


class HurryMiddleware:
    """Let no page wait for a database that is away. First in line, for whatever comes after it may ask."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        token = is_hurried.set(True)
        try:
            return self.get_response(request)
        finally:
            is_hurried.reset(token)
