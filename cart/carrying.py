"""A refusal on its way through a redirect, so that no page of a browser without scripts has an address that takes POST.

It travels in a signed cookie of the cart's page, which reads it once. Nothing is stored for it.
"""

from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.core import signing
from django.http import HttpResponse

from cart.cart import (
    CartFull,
    CodeRefused,
    NotANumber,
    NotThatMany,
    Refused,
    SoldOut,
    UnknownCode,
    UnknownVariant,
)
from cart.sessions import CartRequest
from shop.cookies import cookie_name

NAME: Final = "cart_refusal"
SALT: Final = "cart.refusal"
SECONDS: Final = 60
LONGEST_TYPED: Final = 200
KINDS: Final[dict[str, type[Refused]]] = {
    kind.__name__: kind
    for kind in (CartFull, CodeRefused, NotANumber, NotThatMany, SoldOut, UnknownCode, UnknownVariant)
}


@dataclass(frozen=True)
class Carried:
    """What was refused; `adding` is for the form that was to add."""

    refusal: Refused
    adding: bool = False


def send(response: HttpResponse, carried: Carried) -> None:
    """Send a refusal with the redirect to the cart's page."""
    refusal = carried.refusal
    fields = {name: value for name, value in vars(refusal).items() if name != "typed"}
    written = [type(refusal).__name__, fields, refusal.typed[:LONGEST_TYPED], carried.adding]
    response.set_cookie(
        cookie_name(NAME),
        signing.dumps(written, salt=SALT, compress=True),
        max_age=SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def receive(request: CartRequest) -> Carried | None:
    """Return the refusal that the visitor was sent here with, if there is one."""
    try:
        sealed = request.COOKIES.get(cookie_name(NAME), "")
        name, fields, typed, adding = signing.loads(sealed, salt=SALT, max_age=SECONDS)
        return Carried(made(KINDS[name], fields, typed), adding)
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        return None


def made(kind: type[Refused], fields: dict[str, Any], typed: str) -> Refused:
    """Make a refusal again, past its own ways of being made."""
    refusal = kind.__new__(kind, typed)
    vars(refusal).update(fields, typed=typed)
    return refusal


def forget(request: CartRequest, response: HttpResponse) -> None:
    if cookie_name(NAME) in request.COOKIES:
        response.delete_cookie(cookie_name(NAME), samesite="Lax")
