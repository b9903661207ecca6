"""Whether this process lives, and whether it can serve: for whoever watches over it."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase

from shop.health.models import HOUSEKEEPING, seconds_since
from shop.schema import schema

logger = logging.getLogger(__name__)

METHODS = ("GET", "HEAD")
# A flood of probes costs ten looks at the database a second, and a database that is lost is told at once.
SECONDS_KEPT = 0.1
SECONDS_BETWEEN_LOG_LINES = 60.0
# It beats every 15 s, and its longest chore takes about a minute.
SECONDS_OF_SILENCE = 180


class HealthMiddleware:
    """Answer /healthz and /readyz before anything else looks at the request.

    So a probe needs no host name, no HTTPS and no session, and leaves none.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.probes: dict[str, Callable[[], HttpResponse]] = {"/healthz": healthz, "/readyz": Readiness()}

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


@dataclass(frozen=True, slots=True)
class State:
    """What keeps a process from serving, and what an operator should see to; both empty where all is well."""

    fault: str = ""
    warning: str = ""


class Readiness:
    """Says whether this process can serve, as it was found a tenth of a second ago at most: 200, or 503 and why.

    What is wrong but keeps no page from being served is a second line: a balancer that takes all web servers out of
    rotation for it would make it worse. Queries three times, where nothing is kept.
    """

    def __init__(self) -> None:
        self._state = State()
        self._found = self._logged = -SECONDS_BETWEEN_LOG_LINES

    def __call__(self) -> HttpResponse:
        now = monotonic()
        if now - self._found >= SECONDS_KEPT:
            self._state, self._found = look(), now
            self._log(now)
        state = self._state
        if state.fault:
            return HttpResponse(f"{state.fault}\n", status=503, headers={"Retry-After": "5"})
        return HttpResponse("".join(f"{line}\n" for line in ("ready", state.warning) if line))

    def _log(self, now: float) -> None:
        said = self._state.fault or self._state.warning
        if said and now - self._logged >= SECONDS_BETWEEN_LOG_LINES:
            self._logged = now
            logger.error("%s: %s", "Not ready" if self._state.fault else "Ready, but", said)


def look() -> State:
    """Look at all that a process needs. Queries three times."""
    try:
        found = schema()
        if found.missing:
            return State(fault=found.sentence)
        ages = seconds_since()
    except DatabaseError as error:
        logger.warning("The database does not answer: %s", " ".join(str(error).split()))
        return State(fault="the database does not answer")
    if not has_static_files():
        return State(fault="the static files are not there: manage.py collectstatic collects them")
    return State(warning=found.sentence or silence(ages.get(HOUSEKEEPING)))


def has_static_files() -> bool:
    """Tell whether it can be read which static files there are; where they are taken from their sources, they are."""
    storage = staticfiles_storage
    return not isinstance(storage, ManifestFilesMixin) or bool(storage.read_manifest())


def silence(age: float | None) -> str:
    """Say that nobody sends mail and settles payments, where that is so."""
    if age is None:
        return "the housekeeping has not begun: make run begins it, or manage.py housekeeping"
    return f"the housekeeping was last alive {age:.0f} s ago" if age > SECONDS_OF_SILENCE else ""
