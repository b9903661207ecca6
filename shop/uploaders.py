"""Who may send more than a form holds: those who are signed in to the admin, and nowhere else."""

from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user
from django.core.handlers.wsgi import WSGIRequest
from django.db import DatabaseError, close_old_connections
from django.http import HttpRequest
from django.urls import reverse

from shop.database.postgresql.fail_fast import fails_fast


def may_upload(environ: dict[str, Any]) -> bool:
    """Tell it by the head of a request, before its body is received. Queries for the session and its user."""
    request = WSGIRequest(environ)
    if not request.path_info.startswith(reverse("admin:index")):
        return False
    token = fails_fast.set(True)
    close_old_connections()
    try:
        return is_signed_in(request)
    except DatabaseError:
        return False
    finally:
        close_old_connections()
        fails_fast.reset(token)


def is_signed_in(request: HttpRequest) -> bool:
    """Tell whether a request comes from somebody who may enter the admin."""
    sessions = import_module(settings.SESSION_ENGINE)
    request.session = sessions.SessionStore(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
    user = get_user(request)
    return user.is_active and user.is_staff
