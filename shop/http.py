"""What the shop adds to every request and answer: who may write, who may keep a page, and what a failure looks like."""

import sys
from collections.abc import Callable
from dataclasses import asdict
from functools import wraps
from http import HTTPStatus
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any, TypeVar

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, HttpResponseNotAllowed, HttpResponseRedirect
from django.http.request import UnreadablePostError
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.template import loader
from django.utils.deprecation import MiddlewareMixin
from django.utils.functional import SimpleLazyObject, cached_property
from django_htmx.middleware import HtmxDetails

from shop import identity

OK = 200
OWN_SITES = {"same-origin", "none"}
View = TypeVar("View", bound=Callable[..., HttpResponseBase])


class Request(HttpRequest):
    """A request as the shop's middleware leaves it."""

    htmx: HtmxDetails


def shop(request: HttpRequest) -> dict[str, Any]:
    """Return what a whole page says of the shop. Queries once for each version of the catalogue."""
    own = identity.current()
    return {"brand": own, "shop_name": own.name, "shop_tagline": own.tagline, "shop_url": settings.SHOP_URL}


def shop_when_asked(request: HttpRequest) -> dict[str, Any]:
    """Give every template the same. Queries when a template asks."""
    return {
        "brand": SimpleLazyObject(identity.current),
        "shop_name": SimpleLazyObject(lambda: identity.current().name),
        "shop_tagline": SimpleLazyObject(lambda: identity.current().tagline),
        "shop_url": settings.SHOP_URL,
    }


def cached_page(view: View) -> View:
    """Let the page cache keep what a view answers with status 200 and HTML.

    It depends on the address, on the catalogue, and on whether htmx asks. What differs between visitors stands where
    its templates say `per_visitor`.
    """
    vars(view)["is_cached_page"] = True
    return view


def is_cached_page(view: Callable[..., HttpResponseBase]) -> bool:
    return "is_cached_page" in vars(view)


def client_address(request: HttpRequest) -> str:
    """Return where a request comes from, for what is limited by address; empty where nobody says.

    Behind TRUST_PROXY proxies that is so many entries from the end of `X-Forwarded-For`, each of which a proxy has
    written: those before it are the visitor's own words. Of an IPv6 address it is the network of 64 bits, all of which
    one customer has.
    """
    said = request.META.get("REMOTE_ADDR", "")
    if settings.TRUST_PROXY:
        entries = request.headers.get("X-Forwarded-For", "").split(",")
        forwarded = entries[-settings.TRUST_PROXY].strip() if len(entries) >= settings.TRUST_PROXY else ""
        said = forwarded if read_address(forwarded) else said
    address = read_address(said)
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or IPv6Network((address, 64), strict=False))
    return str(address or "")


def read_address(said: str) -> IPv4Address | IPv6Address | None:
    """Read an address, with or without a port behind it, or return None."""
    bare = said.partition("]")[0].removeprefix("[") if said.startswith("[") else said
    if bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        return ip_address(bare)
    except ValueError:
        return None


def posted(lead: Callable[..., str]) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Let a view take POST alone. Who opens its address, from a bookmark or by Back, is led where `lead` says.

    `lead` is given what the view is given of the address.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def dispatch(request: HttpRequest, **parts: Any) -> HttpResponse:
            if request.method == "POST":
                return view(request, **parts)
            if request.method in ("GET", "HEAD"):
                return HttpResponseRedirect(lead(**parts), headers={"Cache-Control": "no-store"})
            return HttpResponseNotAllowed(["GET", "HEAD", "POST"])

        return dispatch

    return decorate


class CrossOriginMiddleware(CsrfViewMiddleware):
    """Refuse writes that another site sends, by what the browser says of their origin.

    `Sec-Fetch-Site` decides, or `Origin` where that is missing. A request with neither, and a form that carries
    Django's token (the admin's), is checked by that token. So a page needs no token and can be the same for everyone.
    The scheme is that of Go 1.25's `http.CrossOriginProtection` and of OWASP's cheat sheet on CSRF (Fetch Metadata).
    """

    def process_view(
        self, request: HttpRequest, callback: Callable[..., HttpResponseBase], callback_args: Any, callback_kwargs: Any
    ) -> HttpResponseForbidden | None:
        is_checked = request.method not in ("GET", "HEAD", "OPTIONS", "TRACE") and not (
            getattr(callback, "csrf_exempt", False) or getattr(request, "_dont_enforce_csrf_checks", False)
        )
        if is_checked:
            own = self.is_own(request)
            if own is False:
                return self._reject(request, "The request was sent by another site.")  # type: ignore[attr-defined, no-any-return]
            if own and "csrfmiddlewaretoken" not in request.POST:
                return None
        return super().process_view(request, callback, callback_args, callback_kwargs)

    def is_own(self, request: HttpRequest) -> bool | None:
        """Tell whether a page of this shop sent the request, or None where the browser does not say."""
        site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
        if site:
            return site in OWN_SITES or origin in settings.CSRF_TRUSTED_ORIGINS
        return self._origin_verified(request) if origin else None  # type: ignore[attr-defined]


class PolicyMiddleware(CSPMiddleware):
    """django-csp's, but the policy is put together once: no page has one of its own.

    An answer that brings its own, as the cart's do, is a part of a page, and says nothing of who may open it.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if HEADER not in response.headers:
            response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        if settings.DEBUG:
            # Django's own pages about errors need another.
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, self.policy)
        return response

    @cached_property
    def policy(self) -> str:
        return build_policy(**asdict(self.get_policy_parts(HttpRequest(), HttpResponse())))


class CacheHeadersMiddleware(MiddlewareMixin):
    """Say who may keep a page, where the view has not said so itself."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if response.has_header("Cache-Control"):
            return response
        is_page = request.method in ("GET", "HEAD") and response.status_code == OK
        is_private = not is_page or response.cookies or settings.SESSION_COOKIE_NAME in request.COOKIES
        response.headers["Cache-Control"] = cache_control(is_private=bool(is_private))
        return response


def cache_control(*, is_private: bool) -> str:
    """Say who may keep a page: its visitor, who asks again each time, or for a while every cache on the way too."""
    return "private, no-cache" if is_private else f"public, max-age=0, s-maxage={settings.SHARED_CACHE_SECONDS}"


def refused_as_cross_site(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a write whose origin is not proven."""
    return render(request, "403.html", {"reason": reason}, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer an error that nobody caught: 503 while the database is away, else 500. Needs no database.

    A visitor who is gone before all of the request was sent is told nothing, and is no error of the shop's.
    """
    error = sys.exc_info()[1]
    if isinstance(error, UnreadablePostError):
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    is_away = isinstance(error, OperationalError | InterfaceError)
    status = 503 if is_away else 500
    page = loader.render_to_string(f"{status}.html", {"shop_name": identity.of_settings().name})
    return HttpResponse(page, status=status, headers={"Retry-After": "5"} if is_away else None)
