"""Links to pages that are not public yet, for people without an account: signed, and good for a while.

Each kind of page has a name, as "product", so that the link of one opens no other. A page behind such a link is for no
list, no search engine and no cache.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

LIFETIME = timedelta(days=14)
SALT = "shop.preview"
GONE = 410
HEADERS = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex, nofollow"}


class LinkExpired(Exception):
    """The link was a good one, and is too old."""


class LinkForged(Exception):
    """The link is none that the shop has made for this kind of page."""


def sign(kind: str, pk: int) -> str:
    """Return what stands in the address of a preview, from now on good for `LIFETIME`."""
    return signing.dumps(pk, salt=f"{SALT}.{kind}")


def read(kind: str, token: str) -> int:
    """Return the key that was signed. Raises LinkExpired and LinkForged."""
    try:
        return int(signing.loads(token, salt=f"{SALT}.{kind}", max_age=LIFETIME))
    except signing.SignatureExpired as error:
        raise LinkExpired from error
    except signing.BadSignature as error:
        raise LinkForged from error


def preview_page(kind: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Let a view show what its signed link leads to.

    Its address has the `token`; it is given the key instead. A link that is too old gets a page that says so, with
    status 410, and a forged one 404.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @require_safe
        @wraps(view)
        def dispatch(request: HttpRequest, token: str) -> HttpResponse:
            try:
                response = view(request, read(kind, token))
            except LinkExpired:
                response = render(request, "410.html", status=GONE)
            except LinkForged as error:
                raise Http404 from error
            for name, value in HEADERS.items():
                response.headers[name] = value
            return response

        return dispatch

    return decorate
