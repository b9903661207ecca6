"""Where a button may lead: to a page of the shop, or to another site by https."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def validate_link(link: str) -> None:
    """Raise ValidationError for what is neither an own path nor an https address."""
    if not is_link(link):
        raise ValidationError(
            _("Give a path of this shop, such as /search/, or an address that begins with https://."), "invalid_link"
        )


def is_link(link: str) -> bool:
    """Tell whether this is a path of the shop, or an address by https. Browsers read a backslash as a slash."""
    if not link.isprintable() or " " in link or "\\" in link:
        return False
    try:
        said = urlsplit(link)
        is_elsewhere = said.scheme == "https" and bool(said.hostname) and said.username is None
        return is_elsewhere if said.scheme or said.netloc else link.startswith("/") and not link.startswith("//")
    except ValueError:
        return False
