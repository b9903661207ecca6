"""Where pages about one thing of the catalogue are, by its slug."""

from functools import lru_cache
from urllib.parse import quote

from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language


def address_of(page: str, slug: str) -> str:
    """Return what `reverse` does, which would work it out anew for each product of a list."""
    return form_of(page, get_script_prefix(), get_language()).replace(
        "/-/", f"/{slug if slug.isascii() else quote(slug)}/"
    )


@lru_cache(maxsize=64)
def form_of(page: str, _prefix: str, _language: str | None) -> str:
    """Return the address of a page whose slug is a dash."""
    return reverse(f"catalog:{page}", args=["-"])
