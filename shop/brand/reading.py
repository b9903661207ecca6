"""The shop's identity as its row says it, and its environment where the row says nothing."""

from email.utils import formataddr, parseaddr
from functools import lru_cache
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Exists, QuerySet
from django.urls import reverse

from shop import identity
from shop.brand import fields
from shop.brand.look import stylesheet_of, version_of
from shop.brand.models import Brand
from shop.catalog.small_tables import rows_of
from shop.catalog.version import PerVersion
from shop.identity import Identity, Link, Logo

BRAND, ANNOUNCES = "brand", "announces"
DATES = ("shows_from", "shows_until")
FIELDS = tuple(field.name for field in Brand._meta.concrete_fields if field.name not in DATES)  # noqa: SLF001 documented in spite of its name


class Shown(NamedTuple):
    """The row, what it says, and the style sheet that follows from it."""

    row: Brand | None
    said: dict[str, Any]
    stylesheet: str


def read_identity() -> Identity:
    """Return who the shop is now. Queries for the version, and once more after a write of the catalogue."""
    said = shown.get().said
    known = identity.of_settings()
    return known._replace(**said) if said else known


def read_stylesheet() -> str:
    """Return the shop's own style sheet, "" where it looks like all shops. Queries as `read_identity`."""
    return shown.get().stylesheet


def read_row() -> Brand | None:
    """Return the one row without its dates, if the owner has saved one; nobody may change it.

    Queries as `read_identity`.
    """
    return shown.get().row


def the_row() -> "QuerySet[Brand]":
    """Return the one row, if the owner has saved one, and whether its announcement shows. Queries when it is read."""
    return Brand.objects.annotate(**{ANNOUNCES: Exists(Brand.objects.showing())})


def show(version: str) -> Shown:
    rows = rows_of(BRAND, version)
    if not rows:
        return Shown(None, {}, "")
    brand = Brand(**{field: rows[0][field] for field in FIELDS})
    stylesheet = stylesheet_of(brand.look)
    said: dict[str, Any] = {
        "logo": logo_of(brand),
        "favicon": brand.favicon.url if brand.favicon else "",
        "address": tuple(fields.lines_of(brand.address)),
        "social": tuple(Link(fields.host_of(line), line) for line in fields.lines_of(brand.social)),
        "announcement": announcement_of(brand) if rows[0][ANNOUNCES] else None,
        "stylesheet": address_of(stylesheet),
        "has_system_type": bool(brand.typeface),
        "returns_days": brand.returns_days,
        "sender": sender_of(brand),
        "reply_to": brand.reply_to or (sender_of(brand) if settings.EMAIL_REPLY_TO == settings.EMAIL_FROM else ""),
        "low_stock": brand.low_stock,
        **{name: getattr(brand, name) for name in ("name", "tagline", "country", "email", "phone", *WORDS)},
    }
    return Shown(brand, {name: value for name, value in said.items() if value not in NOTHING}, stylesheet)


def logo_of(brand: Brand) -> Logo | None:
    if not brand.logo:
        return None
    return Logo(brand.logo.url, brand.logo_width, brand.logo_height, brand.logo_alt)


def sender_of(brand: Brand) -> str:
    """Return who writes letters: the address is the environment's, whose name is the shop's where it is no other."""
    known, address = parseaddr(settings.EMAIL_FROM)
    return formataddr((brand.sender_name or (brand.name if known == settings.SHOP_NAME else "") or known, address))


def announcement_of(brand: Brand) -> Link | None:
    return Link(brand.announcement, brand.announcement_url) if brand.announcement else None


@lru_cache(maxsize=2)
def address_of(stylesheet: str) -> str:
    return reverse("brand:stylesheet", args=[version_of(stylesheet)]) if stylesheet else ""


NOTHING = (None, "", ())
WORDS = ("bank_transfer", "cash", "offline")
shown = PerVersion(show)
