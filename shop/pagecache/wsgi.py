"""The page cache stands before Django: what it can answer, Django never sees."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.urls import Resolver404, resolve

from cart.joining import PREFIX
from cart.responses import VERSION_COOKIE
from shop.catalog import version
from shop.http import FOR_ALL, cache_control
from shop.pagecache.asked import knows, session_of, takes_gzip
from shop.pagecache.page import NO_PARTS, Draft, Page, Parts
from shop.pagecache.store import Key, Store
from shop.pagecache.visitors import Visitors, empty

MAX_BYTES = 24 * 1024 * 1024
LONGEST_ADDRESS = 1_000
Environ = dict[str, Any]
Headers = list[tuple[str, str]]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]
# What these apps show is the same for everyone, but for the cart.
SAME_FOR_ALL = {"catalog"}
# A message is shown once, to one visitor.
MESSAGES = "messages="
# Headers by which a page would be another one for this visitor, or only a part of it.
OF_ONE_VISITOR = ("HTTP_COOKIE", "HTTP_ACCEPT_ENCODING", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE")
OF_THE_ENCODING = {"content-length", "content-encoding", "cache-control", "vary", "etag"}


class PageCache:
    """A WSGI application that keeps the pages of another one that are the same for everyone."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.store = Store(MAX_BYTES)
        self.visitors = Visitors()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        cookies = environ.get("HTTP_COOKIE", "")
        session = session_of(cookies)
        # Of carts that were begun at once, Django makes one.
        has_two_carts = cookies.count(PREFIX) > 1
        if not may_be_kept(environ) or session is None or has_two_carts or MESSAGES in cookies:
            return self.application(environ, start_response)
        try:
            key = key_of(environ)
            page = self.keep(key) or self.draw(key, environ)
            if isinstance(page, Answer):
                return self.application(environ, start_response) if cookies else page.send(start_response)
            parts = page.parts
            if session and parts is not NO_PARTS:
                parts = self.visitors.parts(session, key.version)
                page = self.cut(key, page)
        except DatabaseError:
            # Django says that the shop is away.
            return self.application(environ, start_response)
        if session and parts is empty().parts and VERSION_COOKIE in cookies:
            # Django says that the visitor's cart is gone.
            return self.application(environ, start_response)
        return send(page, parts, environ, start_response, is_private=bool(session))

    def keep(self, key: Key) -> Page | None:
        """Return what is kept, cut and packed well from the second time on that it is asked for."""
        page = self.store.get(key)
        return None if page is None else self.cut(key, page)

    def cut(self, key: Key, page: Draft | Page) -> Page:
        if isinstance(page, Draft):
            page = page.cut()
            self.store.put(key, page)
        return page

    def draw(self, key: Key, environ: Environ) -> "Draft | Answer":
        """Let Django draw a page for a visitor without cookies, and keep it where it is to be kept."""
        answer = Answer()
        alike = {name: value for name, value in environ.items() if name not in OF_ONE_VISITOR} | {FOR_ALL: True}
        with version.one_state(key.version):
            answer.read(self.application(alike, answer.start))
        if not answer.may_be_kept:
            return answer
        draft = Draft.of(answer.status, answer.headers_to_keep, answer.body, empty())
        if draft is None:
            return answer
        self.store.put(key, draft)
        return draft


class Answer:
    """What Django answers, caught on its way out."""

    def __init__(self) -> None:
        self.status = ""
        self.headers: Headers = []
        self.body = b""

    def start(self, status: str, headers: Headers, exc_info: Any = None) -> None:
        self.status, self.headers = status, headers

    def read(self, chunks: Iterable[bytes]) -> None:
        try:
            self.body = b"".join(chunks)
        finally:
            if close := getattr(chunks, "close", None):
                close()

    def send(self, start_response: StartResponse) -> Iterable[bytes]:
        start_response(self.status, self.headers)
        return [self.body]

    @property
    def may_be_kept(self) -> bool:
        named = {name.lower(): value for name, value in self.headers}
        is_public = named.get("cache-control", "").startswith("public") and "set-cookie" not in named
        return is_public and self.status.startswith("200") and named.get("content-type", "").startswith("text/html")

    @property
    def headers_to_keep(self) -> Headers:
        return [(name, value) for name, value in self.headers if name.lower() not in OF_THE_ENCODING]


def key_of(environ: Environ) -> Key:
    """Return what the page depends on. Queries for the catalogue's version, before anything else is read of it."""
    forwarded = environ.get("HTTP_X_FORWARDED_PROTO", "") if settings.TRUST_PROXY else ""
    origin = f"{forwarded} {environ['wsgi.url_scheme']}://{environ.get('HTTP_HOST', '')}"
    address = f"{environ['PATH_INFO']}?{environ.get('QUERY_STRING', '')}"
    asker = environ.get("HTTP_HX_REQUEST", "")
    return Key(version.current(), origin, address, asker if asker in ("", "true") else "other")


def may_be_kept(environ: Environ) -> bool:
    path, query = environ["PATH_INFO"], environ.get("QUERY_STRING", "")
    return environ["REQUEST_METHOD"] == "GET" and len(path) + len(query) < LONGEST_ADDRESS and is_same_for_all(path)


@lru_cache(maxsize=4_096)
def is_same_for_all(path: str) -> bool:
    try:
        return resolve(path.encode("latin-1").decode()).app_name in SAME_FOR_ALL
    except (Resolver404, UnicodeError):
        return False


def send(
    page: Draft | Page, parts: Parts, environ: Environ, start_response: StartResponse, *, is_private: bool
) -> Iterable[bytes]:
    """Send a page with a visitor's parts in it."""
    is_zipped = takes_gzip(environ.get("HTTP_ACCEPT_ENCODING", ""))
    keep = cache_control(is_private=is_private)
    headers = [*page.headers, ("Cache-Control", keep), ("Vary", "Accept-Encoding, Cookie, HX-Request")]
    if not is_private:
        etag = f'"{page.etag}-gzip"' if is_zipped else f'"{page.etag}"'
        # The same page is packed in two ways, so that its bytes may differ.
        headers.append(("ETag", f"W/{etag}"))
        if knows(environ.get("HTTP_IF_NONE_MATCH", ""), etag):
            start_response("304 Not Modified", headers)
            return [b""]
    body = page.gzipped(parts) if is_zipped else page.plain(parts)
    if is_zipped:
        headers.append(("Content-Encoding", "gzip"))
    headers.append(("Content-Length", str(len(body))))
    start_response(page.status, headers)
    return [body]
