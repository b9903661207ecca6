"""What a request says of its visitor, read as Django and RFC 9110 read it."""

import re
from functools import lru_cache

from django.conf import settings
from django.utils.http import parse_etags

SESSION = re.compile(rf"(?:^|; ?){re.escape(settings.SESSION_COOKIE_NAME)}=([0-9a-z]+)(?:;|$)")
NO_WEIGHT = re.compile(r"\s*q=0(\.0{0,3})?\s*")


def session_of(cookies: str) -> str | None:
    """Return the key of the session that a visitor names, "" where none is named, None where Django may tell."""
    if settings.SESSION_COOKIE_NAME not in cookies:
        return ""
    found = SESSION.search(cookies)
    return found[1] if found and cookies.count(settings.SESSION_COOKIE_NAME) == 1 else None


@lru_cache(maxsize=256)
def takes_gzip(accepted: str) -> bool:
    """Tell whether an Accept-Encoding allows gzip by name (RFC 9110, 12.5.3)."""
    for coding in accepted.lower().split(","):
        name, _, weight = coding.partition(";")
        if name.strip() == "gzip":
            return not NO_WEIGHT.fullmatch(weight)
    return False


def knows(known: str, etag: str) -> bool:
    """Tell whether an If-None-Match names this answer: weakly compared (RFC 9110, 13.1.2)."""
    return bool(known) and any(tag == "*" or tag.removeprefix("W/") == etag for tag in parse_etags(known))
