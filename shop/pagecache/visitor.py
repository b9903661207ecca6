"""Who asks for a cached page, as the fillers of its places know them."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth import get_user
from django.contrib.auth.models import AnonymousUser, User
from django.core.handlers.wsgi import WSGIRequest
from django.utils.functional import cached_property
from django_htmx.middleware import HtmxDetails

from cart.sessions import SESSION_KEY, SessionStore
from shop.catalog import version
from shop.templating.per_visitor import Place, fill


def fill_for(
    session_key: str, environ: dict[str, Any], catalogue_version: str, places: Sequence[Place]
) -> Sequence[str]:
    """Return what the visitor with this session gets in these places. Queries as the fillers do."""
    with version.catalogue_snapshot(catalogue_version):
        return fill(places, VisitorRequest(environ, session_key))


class VisitorRequest(WSGIRequest):
    """A request as the middleware would leave it, as far as a filler may know it. It reads no more than it is asked."""

    def __init__(self, environ: dict[str, Any], session_key: str) -> None:
        self.environ = self.META = environ
        self.method, self.path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        self.path_info = self.path
        self.session = SessionStore(session_key)

    @cached_property
    def htmx(self) -> HtmxDetails:
        return HtmxDetails(self)

    @cached_property
    def user(self) -> User | AnonymousUser:  # type: ignore[override]
        return get_user(self)


def is_live(session_key: str) -> bool:
    """Tell whether there is such a session. Queries once where it can be one."""
    if not SESSION_KEY.fullmatch(session_key):
        return False
    session = SessionStore(session_key)
    session.load()
    return not session.is_gone
