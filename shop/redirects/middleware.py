"""Leading on from addresses that the shop has no page for."""

import logging
from collections.abc import Callable

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.urls import is_valid_path

from shop.redirects.services import find, note_missing

log = logging.getLogger(__name__)
NOT_FOUND = 404


class RedirectsMiddleware:
    """Answer with where an old path leads, in place of a page that is not found. Pages that are found cost nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        path = request.path_info
        if response.status_code != NOT_FOUND or request.method not in ("GET", "HEAD") or path.startswith("/admin/"):
            return response
        try:
            target = find(path)
            if target is not None:
                return HttpResponsePermanentRedirect(target)
            if path.endswith("/") or not is_valid_path(f"{path}/"):
                note_missing(path)
        except DatabaseError:
            log.exception("Where an old address leads could not be looked up.")
        return response
