"""Where a merchant may lead shoppers: to a path of the shop, or elsewhere by https. The one rule for every field."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

NEVER = set(' \\"<>')
"""Browsers read a backslash as a slash; the others have no place in an address."""
NOT_A_PLACE = _("Give a path of this shop, such as /search/, or an address that begins with https://.")


def is_path_or_https(address: str) -> bool:
    """Tell whether an address is a path of this shop, or one that begins with https and names a host, but no user."""
    try:
        parts = urlsplit(address)
        is_elsewhere = parts.scheme == "https" and bool(parts.hostname) and parts.username is None
    except ValueError:
        return False
    is_here = address.startswith("/") and not address.startswith("//")
    return address.isprintable() and not set(address) & NEVER and (is_here or is_elsewhere)


def validate_path_or_https(address: str) -> None:
    """Raise ValidationError for any other address."""
    if not is_path_or_https(address):
        raise ValidationError(NOT_A_PLACE, "invalid_link")
