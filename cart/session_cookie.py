"""The cookie that names a visitor's session."""

from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from cart.sessions import CartRequest, SessionFull, SessionStore

FORMER_NAME = "sessionid"
TOO_LARGE = 413


class SessionCookieMiddleware(SessionMiddleware):
    """Django's, but no answer tells a former key; and who comes with the cookie of a former name is known.

    Another host of the domain can set that cookie: so the session gets another key at once.
    """

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        if key := former_key(request):
            session = SessionStore(key)
            if session.keys() and not session.is_left:
                session.cycle_key()
            request.session = session

    def process_response(self, request: CartRequest, response: HttpResponseBase) -> HttpResponseBase:  # type: ignore[override]
        name = settings.SESSION_COOKIE_NAME
        super().process_response(request, response)  # type: ignore[arg-type]
        if name in response.cookies and request.session.is_left:
            del response.cookies[name]
        if former_key(request) and not request.session.is_left:
            response.delete_cookie(FORMER_NAME, samesite="Lax")
        return response

    def process_exception(self, request: CartRequest, exception: Exception) -> HttpResponse | None:
        """Say that a session holds no more than it does. Nothing of what was sent is kept."""
        if not isinstance(exception, SessionFull):
            return None
        said = _("That is more than the shop can keep for you. Please shorten it and try again.")
        if request.htmx:
            return HttpResponse(said, status=TOO_LARGE, content_type="text/plain; charset=utf-8")
        return render(request, "413.html", {"reason": said}, status=TOO_LARGE)


def former_key(request: HttpRequest) -> str:
    """Return the session that a cookie of the former name has, where that is another name and no cookie has it."""
    return "" if settings.SESSION_COOKIE_NAME in request.COOKIES else request.COOKIES.get(FORMER_NAME, "")
