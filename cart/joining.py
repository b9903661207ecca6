"""The carts of one browser that were begun at the same moment, in two tabs.

Both requests left without a cookie, so each has begun a session, and the browser keeps the cookie of the answer that
came last. So each first session is also named in a cookie of its own. A request that names two of them joins their
carts: the page that is asked for after the add, where no script runs, and with scripts the cart that the other tab asks
for.
"""

from collections.abc import Iterable
from itertools import islice

from django.conf import settings
from django.http.response import HttpResponseBase
from django.utils.deprecation import MiddlewareMixin

from cart.cart import Cart
from cart.sessions import CartRequest, SessionStore

PREFIX = "cart_first_"
# An answer that takes longer has failed for the browser too.
SECONDS = 600
LETTERS = 8
MOST = 8


class JoiningMiddleware(MiddlewareMixin):
    """Join the carts that were begun at once, before anything reads the cart; name the one that this request begins."""

    def process_request(self, request: CartRequest) -> None:
        key = request.session.session_key
        others = {value for value in first_sessions(request).values() if value != key}
        if key and others:
            join(request.session, others)

    def process_response(self, request: CartRequest, response: HttpResponseBase) -> HttpResponseBase:
        session = request.session
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        # A page that any cache may keep is the same for all who name no session.
        is_own_answer = has_session or "HX-Request" in request.headers or request.method not in {"GET", "HEAD"}
        for name, key in first_sessions(request).items() if is_own_answer else ():
            # A browser that has dropped its session's cookie has ended them all.
            if key != session.session_key or not has_session:
                response.delete_cookie(name, samesite="Lax")
        if session.is_new and session.session_key:
            response.set_cookie(
                f"{PREFIX}{session.session_key[:LETTERS]}",
                session.session_key,
                max_age=SECONDS,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return response


def first_sessions(request: CartRequest) -> dict[str, str]:
    named = ((name, key) for name, key in request.COOKIES.items() if name.startswith(PREFIX))
    return dict(islice(named, MOST))


def join(session: SessionStore, others: Iterable[str]) -> None:
    """Put what is in the carts of other sessions into that of this one. One transaction."""
    with SessionStore.locked_together([session.session_key or "", *others]), Cart.changing(session) as cart:
        for key in others:
            with Cart.changing(SessionStore(key)) as other:
                cart.join(other)
