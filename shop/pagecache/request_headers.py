"""What a request says of its visitor, read as Django and RFC 9110 read it."""

import re
from functools import lru_cache

from django.conf import settings
from django.http.cookie import parse_cookie
from django.utils.http import parse_etags

from cart.joining import LETTERS, PREFIX, other_sessions
from cart.session_cookie import FORMER_NAME
from cart.sessions import SESSION_KEY
from shop.cookies import MESSAGES, cookie_name, is_message

NO_WEIGHT = re.compile(r"\s*q=0(\.0{0,3})?\s*")


def session_of(cookies: str) -> str:
    """Return the key of the session that a visitor names, "" where none is named."""
    name = settings.SESSION_COOKIE_NAME
    if name not in cookies:
        return ""
    found = cookie_named(name).search(cookies)
    # One that is written in another way is read as Django reads it.
    key = found[1] if found and cookies.count(name) == 1 else parse_cookie(cookies).get(name, "")
    return key if SESSION_KEY.fullmatch(key) else ""


def former_session_of(cookies: str) -> str:
    """Return the key that a cookie of the former name has, where none has the name of today."""
    if settings.SESSION_COOKIE_NAME in cookies or FORMER_NAME not in cookies:
        return ""
    return parse_cookie(cookies).get(FORMER_NAME, "")


def tells_django(cookies: str, session: str) -> bool:
    """Tell whether the shop has written for Django alone to read: a message, or another cart that was begun at once."""
    has_messages, first = f"{cookie_name(MESSAGES)}=" in cookies, cookie_name(PREFIX)
    # For some minutes a new cart comes with a cookie that names it.
    is_own = f"{first}{session[:LETTERS]}=" in cookies
    has_others = bool(session) and cookies.count(first) > is_own
    if not has_messages and not has_others:
        return False
    named = parse_cookie(cookies)
    is_told = has_messages and is_message(named.get(cookie_name(MESSAGES), ""))
    return is_told or (has_others and bool(other_sessions(named, session)))


@lru_cache(maxsize=4)
def cookie_named(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|; ?){re.escape(name)}=([0-9a-z]+)(?:;|$)")


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
