"""The carts of one browser that were begun at the same moment, in two tabs.

Both requests left without a cookie, so each has begun a session, and the browser keeps the cookie of the answer that
came last. So each first session is also named in a cookie of its own. A request that names two of them joins their
carts: the page that is asked for after the add, where no script runs, and with scripts the cart that the other tab asks
for.
"""

from collections.abc import Iterable, Mapping
from itertools import islice

from django.conf import settings
from django.core import signing
from django.http.response import HttpResponseBase
from django.utils.deprecation import MiddlewareMixin

from cart.cart import Cart
from cart.sessions import CartRequest, SessionStore
from shop.cookies import cookie_name

PREFIX = "cart_first_"
SALT = "cart.joining"
# An answer that takes longer has failed for the browser too.
SECONDS = 600
LETTERS = 8
MOST = 8


class JoiningMiddleware(MiddlewareMixin):
    """Join the carts that were begun at once, before anything reads the cart; name the one that this request begins."""

    def process_request(self, request: CartRequest) -> None:
        key = request.session.session_key
        others = other_sessions(request.COOKIES, key)
        if key and others and not request.session.follow(others):
            join(request.session, others)

    def process_response(self, request: CartRequest, response: HttpResponseBase) -> HttpResponseBase:
        session = request.session
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        # A page that any cache may keep is the same for all who name no session.
        is_own_answer = has_session or "HX-Request" in request.headers or request.method not in {"GET", "HEAD"}
        for name, value in first_sessions(request.COOKIES).items() if is_own_answer else ():
            # A browser that has dropped its session's cookie has ended them all.
            if not has_session or key_in(value) != session.session_key:
                response.delete_cookie(name, samesite="Lax")
        if session.is_new and session.session_key:
            response.set_cookie(
                cookie_name(f"{PREFIX}{session.session_key[:LETTERS]}"),
                signing.Signer(salt=SALT).sign(session.session_key),
                max_age=SECONDS,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return response


def first_sessions(cookies: Mapping[str, str]) -> dict[str, str]:
    start = cookie_name(PREFIX)
    return dict(islice(((name, value) for name, value in cookies.items() if name.startswith(start)), MOST))


def other_sessions(cookies: Mapping[str, str], key: str | None) -> set[str]:
    """Return the sessions besides this one that the cookies name. What this shop has not written names none."""
    others = [value for value in first_sessions(cookies).values() if value and key_in(value) != key]
    return {key_in(value) for value in others if is_written(value)}


def is_written(value: str) -> bool:
    try:
        signing.Signer(salt=SALT).unsign(value)
    except signing.BadSignature:
        return False
    return True


def key_in(value: str) -> str:
    return value.partition(":")[0]


def join(session: SessionStore, others: Iterable[str]) -> None:
    """Put what is in the carts of other sessions into that of this one. One transaction.

    Under a former key is but a copy.
    """
    with SessionStore.locked_together([session.session_key or "", *others]), Cart.changing(session) as cart:
        for other in map(SessionStore, others):
            if not other.is_left:
                with Cart.changing(other) as begun:
                    cart.join(begun)
