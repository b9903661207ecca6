"""Remembering what was read of the catalogue for as long as nothing of it is written."""

from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache

from shop.catalog.models import CatalogueVersion

T = TypeVar("T")

SECONDS_TO_KEEP = 60 * 60
MISSING = object()


def remembered(name: str, read: Callable[[], T]) -> T:
    """Return what `read` returned for the catalogue as it is now: plain data that the cache can pickle.

    Queries once for the version; a write, committed by any process, is seen by the next call.
    """
    key = f"catalog:{name}:{CatalogueVersion.current()}"
    found: T | object = cache.get(key, MISSING)
    if found is not MISSING:
        return found  # type: ignore[return-value]
    value = read()
    cache.set(key, value, SECONDS_TO_KEEP)
    return value
