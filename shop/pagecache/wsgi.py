"""The page cache stands before Django: what it can answer, Django never sees."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.urls import Resolver404, resolve

from shop.catalog import version
from shop.http import cache_control, is_cached_page
from shop.pagecache.page import CachedPage, Texts, WholePage
from shop.pagecache.request_headers import former_session_of, knows, session_of, takes_gzip, tells_django
from shop.pagecache.store import Key, Store
from shop.pagecache.visitor import fill_for, is_live
from shop.templating.per_visitor import SPLIT_PAGES, SplitPage

MAX_BYTES = 24 * 1024 * 1024
LONGEST_ADDRESS = 1_000
Environ = dict[str, Any]
Headers = list[tuple[str, str]]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]
# Headers by which a page would be another one for this visitor, or only a part of it.
OF_ONE_VISITOR = ("HTTP_COOKIE", "HTTP_ACCEPT_ENCODING", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE")
OF_THE_ENCODING = {"content-length", "content-encoding", "cache-control", "vary", "etag"}


class PageCache:
    """A WSGI application that keeps the pages of another one that are the same for everyone."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.store = Store(MAX_BYTES)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        cookies = environ.get("HTTP_COOKIE", "")
        session = session_of(cookies)
        if not may_be_kept(environ) or tells_django(cookies, session):
            return self.application(environ, start_response)
        try:
            key = key_of(environ)
            page = self.keep(key) or self.draw(key, environ)
            if isinstance(page, Answer):
                return self.application(environ, start_response) if cookies else page.send(start_response)
            texts = None
            if session and page.places:
                page = self.settle(key, page)
                texts = fill_for(session, environ, key.version, page.places)
            elif is_live(former_session_of(cookies)):
                # Django gives the session its cookie of today.
                return self.application(environ, start_response)
        except DatabaseError:
            # Django says that the shop is away.
            return self.application(environ, start_response)
        return send(page, texts, environ, start_response, is_private=bool(session))

    def keep(self, key: Key) -> CachedPage | None:
        """Return what is kept, packed well from the second time on that it is asked for."""
        page = self.store.get(key)
        return None if page is None else self.settle(key, page)

    def settle(self, key: Key, page: CachedPage) -> CachedPage:
        if isinstance(page, WholePage) and not page.is_settled:
            settled = page.settle()
            self.store.put(key, settled)
            return settled
        return page

    def draw(self, key: Key, environ: Environ) -> "CachedPage | Answer":
        """Let Django draw a page for a visitor without cookies, and keep it where it is to be kept."""
        answer = Answer()
        alike = {name: value for name, value in environ.items() if name not in OF_ONE_VISITOR}
        alike[SPLIT_PAGES] = answer.split_pages
        with version.catalogue_snapshot(key.version):
            answer.read(self.application(alike, answer.start))
        page = answer.page_to_keep
        if page is None:
            return answer
        self.store.put(key, page)
        return page


class Answer:
    """What Django answers, caught on its way out."""

    def __init__(self) -> None:
        self.status = ""
        self.headers: Headers = []
        self.body = b""
        self.split_pages: list[SplitPage] = []

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
    def page_to_keep(self) -> WholePage | None:
        split = self.split_pages[-1] if self.split_pages else SplitPage((self.body,), (), ())
        if not self.may_be_kept or split.content != self.body:
            return None
        return WholePage.of(self.status, self.headers_to_keep, split)

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
    return environ["REQUEST_METHOD"] == "GET" and len(path) + len(query) < LONGEST_ADDRESS and is_of_cached_page(path)


@lru_cache(maxsize=4_096)
def is_of_cached_page(path: str) -> bool:
    """Tell whether the view at this address says that its pages are kept."""
    try:
        return is_cached_page(resolve(path.encode("latin-1").decode()).func)
    except (Resolver404, UnicodeError):
        return False


def send(
    page: CachedPage, texts: Texts, environ: Environ, start_response: StartResponse, *, is_private: bool
) -> Iterable[bytes]:
    """Send a page with what its visitor gets in its places."""
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
    body = page.gzipped(texts) if is_zipped else page.plain(texts)
    if is_zipped:
        headers.append(("Content-Encoding", "gzip"))
    headers.append(("Content-Length", str(len(body))))
    start_response(page.status, headers)
    return [body]
