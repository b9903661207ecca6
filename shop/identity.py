"""Who the shop is, for everything that says so: pages, letters, payments and the admin."""

from collections.abc import Callable
from typing import NamedTuple

from django.conf import settings
from django.utils.module_loading import import_string


class Logo(NamedTuple):
    """The shop's picture beside its name, or in its place."""

    url: str
    width: int
    height: int
    alt: str


class Link(NamedTuple):
    """Words that lead somewhere, or nowhere."""

    text: str
    url: str


class Identity(NamedTuple):
    """All that the shop says of itself now. `stylesheet` is the address of its own look, "" for the look of all shops.

    With `has_system_type` its pages are set in a face that readers have already.

    `bank_transfer`, `cash` and `offline` tell shoppers where their money goes, each for the provider of that name.
    `sender` writes the shop's letters, and `reply_to` gets their answers. So few units of a variant as `low_stock` are
    low, where it has no limit of its own.
    """

    name: str
    tagline: str
    country: str
    bank_transfer: str
    cash: str
    offline: str
    sender: str
    reply_to: str
    low_stock: int
    logo: Logo | None = None
    favicon: str = ""
    email: str = ""
    phone: str = ""
    address: tuple[str, ...] = ()
    social: tuple[Link, ...] = ()
    announcement: Link | None = None
    stylesheet: str = ""
    has_system_type: bool = False
    returns_days: int | None = None


def current() -> Identity:
    """Return who the shop is now. Queries once for each version of the catalogue."""
    read: Callable[[], Identity] = import_string(settings.SHOP_IDENTITY)
    return read()


def of_settings() -> Identity:
    """Return who the shop is by its environment alone. Needs no database."""
    return Identity(
        name=settings.SHOP_NAME,
        tagline=settings.SHOP_TAGLINE,
        country=settings.SHOP_COUNTRY,
        bank_transfer=settings.BANK_TRANSFER_INSTRUCTIONS,
        cash=settings.CASH_INSTRUCTIONS,
        offline=settings.OFFLINE_INSTRUCTIONS,
        sender=settings.EMAIL_FROM,
        reply_to=settings.EMAIL_REPLY_TO,
        low_stock=settings.LOW_STOCK,
    )
