"""Whether this process lives, and whether it can serve: for whoever watches over it."""

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase

METHODS = ("GET", "HEAD")


class HealthMiddleware:
    """Answer /healthz and /readyz before anything else looks at the request.

    So a probe needs no host name, no HTTPS and no session, and leaves none.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.probes: dict[str, Callable[[], HttpResponse]] = {"/healthz": healthz, "/readyz": readyz}

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        probe = self.probes.get(request.path_info)
        if probe is None:
            return self.get_response(request)
        response = probe() if request.method in METHODS else HttpResponseNotAllowed(METHODS)
        response["Cache-Control"] = "no-store"
        response["Content-Type"] = "text/plain; charset=utf-8"
        return response


def healthz() -> HttpResponse:
    """Say that the process lives. Asks nobody."""
    return HttpResponse("alive\n")


def readyz() -> HttpResponse:
    """Say whether the database answers: 200, or 503. Queries once."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("the database does not answer\n", status=503, headers={"Retry-After": "5"})
    return HttpResponse("ready\n")
