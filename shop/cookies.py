"""The names of the shop's cookies."""

from typing import Any

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.core import signing
from django.http import HttpRequest

MESSAGES = "messages"


def cookie_name(name: str) -> str:
    """Return what a cookie is called: with HTTPS so that no other host of the domain can set it (RFC 6265bis, 4.1.3.2).

    Such a cookie is `Secure`, of the path `/`, and of no domain.
    """
    return f"{settings.COOKIE_PREFIX}{name}"


class MessageCookies(CookieStorage):
    """Django's storage of messages in a signed cookie, under the name that the shop's cookies have."""

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        self.cookie_name = cookie_name(MESSAGES)


def is_message(stored: str) -> bool:
    """Tell whether this shop has written what a cookie of messages holds."""
    try:
        signing.get_cookie_signer(salt=CookieStorage.key_salt).unsign(stored)
    except signing.BadSignature:
        return False
    return True
