"""How many there are of something: as the active language writes it, and the noun beside it in English reports."""

from functools import lru_cache

from babel.numbers import format_decimal
from django.conf import settings
from django.utils.translation import get_language, to_locale

FIRST_GROUPED = 1_000


def format_count(count: int) -> str:
    """Write a number of things with its digits in groups. Most counts are too small to have any."""
    return str(count) if count < FIRST_GROUPED else written(count, get_language() or settings.LANGUAGE_CODE)


@lru_cache(maxsize=4_096)
def written(count: int, language: str) -> str:
    return format_decimal(count, locale=to_locale(language))


def noun_for(count: int, noun: str) -> str:
    """Return a regular English noun in the number of its count, for what commands print: they are not translated."""
    return noun if count == 1 else f"{noun}s"
