"""A test client that gets pages as shoppers get them: from the page cache, where they are kept."""

from collections.abc import Iterable
from typing import Any

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.test import Client
from django.test.client import ClientHandler

from shop.pagecache.wsgi import Environ, PageCache, StartResponse
from shop.testing.linting import LintingClient


def through_page_cache(client: Client) -> LintingClient:
    """Return the same visitor behind an empty page cache."""
    visitor = LintingClient()
    visitor.defaults, visitor.cookies = client.defaults, client.cookies
    visitor.handler = PageCacheHandler()
    return visitor


class PageCacheHandler(ClientHandler):
    """Asks the page cache, and lets that ask Django."""

    def __init__(self) -> None:
        super().__init__(enforce_csrf_checks=False)
        self.page_cache = PageCache(self.ask_django)

    def __call__(self, environ: Environ) -> HttpResponse:  # type: ignore[override]  # it only names attributes
        said: dict[str, Any] = {}

        def start_response(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
            said.update(status=int(status.partition(" ")[0]), headers=headers)

        body = b"".join(self.page_cache(dict(environ), start_response))
        headers = {name: value for name, value in said["headers"] if name != "Set-Cookie"}
        response = HttpResponse(body, status=said["status"], headers=headers)
        for name, value in said["headers"]:
            if name == "Set-Cookie":
                response.cookies.load(value)
        response.wsgi_request = WSGIRequest(environ)  # type: ignore[attr-defined]  # as Django's own handler does
        return response

    def ask_django(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        response = super().__call__(environ)
        cookies = [("Set-Cookie", cookie.OutputString()) for cookie in response.cookies.values()]
        start_response(f"{response.status_code} {response.reason_phrase}", [*response.items(), *cookies])
        return list(response)
