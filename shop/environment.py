"""Readers of the environment: each names the variable and says what it may be when the value is wrong."""

import os
import re
from collections.abc import Callable, Collection, Sequence
from difflib import get_close_matches
from email.utils import parseaddr
from typing import Any, Final, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

import dj_database_url
import dj_email_url  # type: ignore[import-untyped]
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

YES: Final = {"1", "true", "yes", "on"}
NO: Final = {"0", "false", "no", "off"}
MOST_PROXIES: Final = 9
DATABASES: Final = {"sqlite", "postgres", "postgresql"}
CREDENTIALS: Final = re.compile(r"(?<=://)[^\s]*@")
HOST: Final = re.compile(r"\*|\.?\w[\w.-]*|\[[0-9A-Fa-f:.]+\]")
ALIKE: Final = 0.8
KNOWN: Final = set[str]()
"""The names of all settings: each reader adds the one that it reads."""
RETIRED: Final = {"REDIS_URL": "the shop uses no Redis any more"}
"""Settings of earlier versions, each with the reason why it does nothing now."""

T = TypeVar("T")


def text(name: str, default: str | None = None, *, one_of: Sequence[str] = ()) -> str:
    """Return the variable, stripped.

    Raises ImproperlyConfigured when it is unset and has no default, or is none of `one_of`.
    """
    value = _read(name) or default
    if value is None:
        raise _unset(name)
    if one_of and value not in one_of:
        raise ImproperlyConfigured(f"{name} is {value!r}, but may be one of: {', '.join(one_of)}.")
    return value


def flag(name: str, *, default: bool) -> bool:
    """Return the variable as a truth value; an empty one counts as unset."""
    value = _read(name).lower()
    if not value:
        return default
    if value in YES | NO:
        return value in YES
    raise ImproperlyConfigured(f"{name} is {value!r}, but may be 1 or 0 (also true, false, yes, no, on, off).")


def number(name: str, default: int, *, least: int, most: int) -> int:
    """Return the variable as a whole number between `least` and `most`, both included."""
    value = _read(name) or str(default)
    if not (value.isascii() and value.isdigit() and least <= int(value) <= most):
        raise ImproperlyConfigured(f"{name} is {value!r}, but may be a whole number from {least} to {most}.")
    return int(value)


def proxies(name: str) -> int:
    """Return how many proxies stand in front of the shop; `yes` and the like say that there is one."""
    value = _read(name).lower()
    return int(value in YES) if value in YES | NO else number(name, 0, least=0, most=MOST_PROXIES)


def names(name: str, default: Sequence[str] | None = None, *, some_of: Sequence[str] = ()) -> list[str]:
    """Return the variable as a list, split at commas.

    Raises ImproperlyConfigured when it holds nothing and has no default, or anything that is none of `some_of`.
    """
    value = [part.strip() for part in _read(name).split(",") if part.strip()]
    if not value and default is None:
        raise _unset(name)
    if some_of and not set(value) <= set(some_of):
        raise ImproperlyConfigured(f"{name} is {','.join(value)!r}, but may hold any of: {', '.join(some_of)}.")
    return value or list(default or ())


def hosts(name: str, default: Sequence[str] | None = None) -> list[str]:
    """Return the variable as a list of host names, as Django compares them: without a scheme, a port or a path."""
    value = names(name, default)
    if not all(map(HOST.fullmatch, value)):
        raise ImproperlyConfigured(f"{name} is {','.join(value)!r}, but may hold host names alone, like shop.example.")
    return value


def parsed(name: str, value: str, parse: Callable[[str], T]) -> T:
    """Return `value` as `parse` reads it; what `parse` cannot read becomes a sentence that names the variable."""
    try:
        return parse(value)
    except (ValueError, KeyError) as error:
        shown, why = CREDENTIALS.sub("…@", value), str(error)
        if any(part in why for part in password_parts(value)):
            why = "in a user and password, signs such as / and @ may be written as %2F and %40"
        raise ImproperlyConfigured(f"{name} is {shown!r}, which cannot be read: {why}") from None


def password_parts(url: str) -> list[str]:
    """Return what a parser that misreads an address may take a part of its password for."""
    found = CREDENTIALS.search(url)
    return [part for part in re.split("[:/@]", found[0].partition(":")[2]) if part] if found else []


def mail(url: str) -> dict[str, Any]:
    """Return the mail settings of an address like submission://user:password@smtp.example:587. Raises ValueError."""
    read: dict[str, Any] = dj_email_url.parse(url)
    if "EMAIL_BACKEND" not in read:
        raise ValueError(f"it may begin with {', '.join(sorted(dj_email_url.SCHEMES.keys() - {'smtps'}))}")
    return read


def mailboxes(listed: str) -> list[str]:
    """Return the mail addresses of a list, split at commas. Raises ValueError."""
    found = [part.strip() for part in listed.split(",") if part.strip()]
    for address in found:
        try:
            validate_email(address)
        except ValidationError as error:
            raise ValueError(f"{address!r} is no mail address") from error
    return found


def database(url: str) -> dict[str, Any]:
    """Return Django's settings of a database like postgres://user:password@host/name. Raises ValueError."""
    if urlsplit(url).scheme not in DATABASES:
        raise ValueError("it may begin with postgres:// or sqlite://, such as sqlite:////path/to/file")
    read = dict(dj_database_url.parse(url))
    if not read["NAME"]:
        raise ValueError("it may name a database, such as postgres://user:password@host/name")
    return read


def origin(url: str, *, https: bool) -> str:
    """Return the address of a site, without a slash at its end. Raises ValueError."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("it may be an address like https://shop.example")
    if parts.path.strip("/") or parts.query or parts.fragment or parts.username is not None:
        raise ValueError("it may be a scheme and a host alone: the shop has all of the host's addresses")
    if https and parts.scheme != "https":
        raise ValueError("it may begin with https:// while HTTPS is 1")
    return f"{parts.scheme}://{parts.netloc}"


def time_zone(name: str) -> str:
    """Return the name of a time zone. Raises ValueError."""
    try:
        ZoneInfo(name)
    except (ValueError, KeyError, OSError) as error:
        close = get_close_matches(name, available_timezones(), 1)
        raise ValueError(f"it may be a name like {', '.join(close) or 'Europe/Berlin'}") from error
    return name


def sender(name: str, default: str) -> str:
    """Return the variable as who writes a mail: an address, perhaps with a name before it."""
    value = _read(name)
    try:
        validate_email(parseaddr(value or "shop@shop.example")[1])
    except ValidationError:
        raise ImproperlyConfigured(
            f"{name} is {value!r}, but may be an address like shop@shop.example or Shop <shop@shop.example>."
        ) from None
    return value or default


def unknown(written: Collection[str]) -> list[str]:
    """Name what looks like a setting and is none: former ones, all that is in .env, and what is spelled nearly so."""
    retired = [name for name in RETIRED if os.environ.get(name)]
    sentences = [f"{name} is set, but {RETIRED[name]}: the setting may go." for name in retired]
    for name in sorted({*written, *os.environ} - KNOWN - RETIRED.keys()):
        close = get_close_matches(name, KNOWN, 1, ALIKE)
        if close:
            sentences.append(f"{name} is set, but the shop knows no such setting. Is {close[0]} meant?")
        elif name in written:
            sentences.append(f"{name} is set in .env, but the shop knows no such setting.")
    return sentences


def _read(name: str) -> str:
    KNOWN.add(name)
    return os.environ.get(name, "").strip()


def _unset(name: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{name} is not set: give it a value in the environment or in the file .env.")
