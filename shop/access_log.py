"""One line for each request, and an id by which everything that was logged during it is found."""

import logging
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from secrets import token_hex
from time import perf_counter
from typing import Any, Final
from urllib.parse import quote

from django.conf import settings

from shop.logs import request_id

logger = logging.getLogger("shop.access")

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
WELL_FORMED: Final = re.compile(r"[A-Za-z0-9._-]{8,64}")
METHODS: Final = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
LONGEST_PATH: Final = 200
PROBES: Final = ("/healthz", "/readyz", "/metrics")
"""They, and static files, come by the dozen and say nothing where all is well."""
FIRST_FAILURE: Final = "4"


class AccessLog:
    """A WSGI application that logs what another one answers. Of an address only the path is logged.

    What people typed, such as their search, stands behind it. The id is a proxy's, where one is trusted; it is in the
    answer's `X-Request-ID`, but for static files: with it a page would not fit into the first packets.
    """

    def __init__(self, application: Application) -> None:
        self.application = application
        self.is_on = settings.ACCESS_LOG
        self.has_proxy = settings.TRUST_PROXY > 0
        self.quiet = (settings.STATIC_URL, *PROBES)

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        own_id = id_of(environ, has_proxy=self.has_proxy)
        is_static = environ["PATH_INFO"].startswith(settings.STATIC_URL)
        answered = "500"

        def start(status: str, headers: list[tuple[str, str]], *exc_info: Any) -> Any:
            nonlocal answered
            answered = status[:3]
            return start_response(status, headers if is_static else [*headers, ("X-Request-ID", own_id)], *exc_info)

        token, started = request_id.set(own_id), perf_counter()
        try:
            return self.application(environ, start)
        finally:
            is_quiet = answered < FIRST_FAILURE and environ["PATH_INFO"].startswith(self.quiet)
            if self.is_on and not is_quiet:
                log(environ, answered, perf_counter() - started)
            request_id.reset(token)


def id_of(environ: Environ, *, has_proxy: bool) -> str:
    """Return the id that a trusted proxy gives this request, or a new one."""
    said: str = environ.get("HTTP_X_REQUEST_ID", "") if has_proxy else ""
    return said if said and WELL_FORMED.fullmatch(said) else token_hex(8)


def log(environ: Environ, status: str, seconds: float) -> None:
    said = environ["REQUEST_METHOD"]
    method = said if said in METHODS else "OTHER"
    path, took = readable(environ["PATH_INFO"]), round(seconds * 1000, 1)
    line = f"{method} {path} {status} {took} ms"
    # Who calls is not looked for: that would be a third of what a line costs.
    record = logging.LogRecord(logger.name, logging.INFO, __file__, 0, line, None, None)
    record.__dict__ |= {"method": method, "path": path, "status": int(status), "ms": took}
    logger.handle(record)


@lru_cache(maxsize=1_024)
def readable(path: str) -> str:
    """Return a path as it is written in an address, cut where it is long: it ends no line, and begins none."""
    return quote(path.encode("latin-1", "replace"), safe="/:@!$&'()*+,;=~[]")[:LONGEST_PATH]
