"""Signing in to the admin: how often it may be tried, by how many at once, and what the log tells of it.

Hashing a password takes half a second of a core, which guessers would take from all shoppers. So attempts are limited
before anything is hashed, a process hashes one password at a time, and one more may wait for its turn.

Whoever knows an account's name could shut its owner out by guessing. So a browser in which an account has signed in is
known by a signed cookie, and counted by itself: OWASP's "device cookies". django-axes, the library for this, counts
without races only in a cache of its own, knows no such browsers, and does not bound what is hashed at once.
"""

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import IPv4Address, ip_network
from threading import BoundedSemaphore, Lock
from typing import Any

from django.conf import settings
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from shop.http import client_address
from shop.limits.attempts import Rule, TooManyAttempts, Try, attempt, by_visitor, take_back

logger = logging.getLogger(__name__)

SIGN_INS = Rule("sign-in", most=10, seconds=15 * 60)
STAFF_OF_AN_ADDRESS = 5
KNOWN = "signed_in_before"
KNOWN_SECONDS = 90 * 24 * 60 * 60
SECONDS_TO_WAIT = 2
LONGEST_NAME = 150

hashing = Lock()
room = BoundedSemaphore(2)
"""Those whose password is hashed or is next. A thread that waits here serves no page."""


class SignInForm(AdminAuthenticationForm):
    """Counts an attempt before the password is looked at. Raises TooManyAttempts, which is answered with status 429."""

    request: HttpRequest

    def clean(self) -> dict[str, Any]:
        tries = tries_of(self.request, str(self.cleaned_data.get("username", ""))[:LONGEST_NAME])
        attempt(*tries)
        try:
            with turn():
                cleaned: dict[str, Any] = super().clean()
        except TooManyAttempts:
            take_back(*tries)
            raise
        take_back(*tries)
        return cleaned


@contextmanager
def turn() -> Iterator[None]:
    """Let one password be hashed at a time. Raises TooManyAttempts where too many wait already."""
    if not room.acquire(blocking=False):
        raise TooManyAttempts(SECONDS_TO_WAIT)
    try:
        if not hashing.acquire(timeout=SECONDS_TO_WAIT):
            raise TooManyAttempts(SECONDS_TO_WAIT)
        try:
            yield
        finally:
            hashing.release()
    finally:
        room.release()


def tries_of(request: HttpRequest, name: str) -> list[Try]:
    """Return what an attempt to sign in as `name` is counted under."""
    cookie = request.get_signed_cookie(KNOWN, "", max_age=KNOWN_SECONDS) or ""
    browser, _, known = cookie.partition(" ")
    if browser and known == name:
        return [(SIGN_INS, f"browser {browser}")]
    return by_visitor(SIGN_INS, request, about=f"account {name}", sharing=STAFF_OF_AN_ADDRESS)


def remember(response: HttpResponse, name: str) -> None:
    """Let the browser show that this account has signed in there. It signs nobody in."""
    response.set_signed_cookie(
        KNOWN,
        f"{secrets.token_urlsafe(16)} {name}",
        max_age=KNOWN_SECONDS,
        path=reverse("admin:index"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def connect() -> None:
    user_logged_in.connect(log_success, dispatch_uid=__name__)
    user_login_failed.connect(log_failure, dispatch_uid=__name__)


def log_success(request: HttpRequest | None, user: Any, **_: Any) -> None:
    logger.info("Signed in: %r from %s", user.get_username(), whereabouts(request))


def log_failure(credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    """Name the account, where there is one: what else was typed as a name may be a password. Queries once."""
    name = credentials.get("username", "")
    is_known = get_user_model().objects.filter(username=name).exists()
    logger.warning("Sign-in failed: %s from %s", repr(name) if is_known else "no account", whereabouts(request))


def whereabouts(request: HttpRequest | None) -> str:
    """Return the network that a request comes from: enough to see an attack, too little to see a person."""
    said = client_address(request) if request is not None else ""
    if not said:
        return "nowhere"
    found = ip_network(said)
    short = 24 if isinstance(found.network_address, IPv4Address) else 48
    return str(found.supernet(new_prefix=short))
