"""Readers of the environment: each names the variable and says what it may be when the value is wrong."""

import os
from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar

import dj_email_url  # type: ignore[import-untyped]
from django.core.exceptions import ImproperlyConfigured

YES: Final = {"1", "true", "yes", "on"}
NO: Final = {"0", "false", "no", "off"}

T = TypeVar("T")


def text(name: str, default: str | None = None, *, one_of: Sequence[str] = ()) -> str:
    """Return the variable, stripped.

    Raises ImproperlyConfigured when it is unset and has no default, or is none of `one_of`.
    """
    value = os.environ.get(name, "").strip() or default
    if value is None:
        raise _unset(name)
    if one_of and value not in one_of:
        raise ImproperlyConfigured(f"{name} is {value!r}, but may be one of: {', '.join(one_of)}.")
    return value


def flag(name: str, *, default: bool) -> bool:
    """Return the variable as a truth value; an empty one counts as unset."""
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in YES | NO:
        return value in YES
    raise ImproperlyConfigured(f"{name} is {value!r}, but may be 1 or 0 (also true, false, yes, no, on, off).")


def number(name: str, default: int, *, least: int, most: int) -> int:
    """Return the variable as a whole number between `least` and `most`, both included."""
    value = os.environ.get(name, "").strip() or str(default)
    if not (value.isascii() and value.isdigit() and least <= int(value) <= most):
        raise ImproperlyConfigured(f"{name} is {value!r}, but may be a whole number from {least} to {most}.")
    return int(value)


def names(name: str, default: Sequence[str] | None = None, *, some_of: Sequence[str] = ()) -> list[str]:
    """Return the variable as a list, split at commas.

    Raises ImproperlyConfigured when it holds nothing and has no default, or anything that is none of `some_of`.
    """
    value = [part.strip() for part in os.environ.get(name, "").split(",") if part.strip()]
    if not value and default is None:
        raise _unset(name)
    if some_of and not set(value) <= set(some_of):
        raise ImproperlyConfigured(f"{name} is {','.join(value)!r}, but may hold any of: {', '.join(some_of)}.")
    return value or list(default or ())


def parsed(name: str, value: str, parse: Callable[[str], T]) -> T:
    """Return `value` as `parse` reads it; what `parse` cannot read becomes a sentence that names the variable."""
    try:
        return parse(value)
    except (ValueError, KeyError) as error:
        raise ImproperlyConfigured(f"{name} is {value!r}, which cannot be read: {error}") from error


def mail(url: str) -> dict[str, Any]:
    """Return the mail settings of an address like submission://user:password@smtp.example:587. Raises ValueError."""
    read: dict[str, Any] = dj_email_url.parse(url)
    if "EMAIL_BACKEND" not in read:
        raise ValueError(f"it may begin with {', '.join(sorted(dj_email_url.SCHEMES.keys() - {'smtps'}))}")
    return read


def _unset(name: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{name} is not set: give it a value in the environment or in the file .env.")
