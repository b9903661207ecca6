"""The menus at the head and the foot of every page, and the pages that the law asks for."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True, eq=False)
class MenuLink:
    """An entry of a menu. `kind` says which page it is, where the shop knows: "terms"."""

    name: str
    url: str
    children: tuple["MenuLink", ...] = ()
    kind: str = ""


@dataclass(frozen=True, eq=False)
class SiteMenus:
    """What stands at the head, empty for the categories, and at the foot; and the published pages that have a kind."""

    head: tuple[MenuLink, ...] = ()
    foot: tuple[MenuLink, ...] = ()
    pages: tuple[MenuLink, ...] = ()

    @property
    def other_pages(self) -> tuple[MenuLink, ...]:
        """The pages that the menu at the foot does not lead to."""
        named = {link.url for entry in self.foot for link in (entry, *entry.children)}
        return tuple(link for link in self.pages if link.url not in named)

    def page_of(self, kind: str) -> str:
        """Return the address of the published page of a kind, or nothing."""
        return next((link.url for link in self.pages if link.kind == kind), "")

    @property
    def before_ordering(self) -> tuple[MenuLink, ...]:
        """What a shopper may want to read before an order is placed, and keeps with its confirmation."""
        return tuple(link for link in self.pages if link.kind in BEFORE_ORDERING)


BEFORE_ORDERING = ("terms", "withdrawal", "privacy", "delivery")


def current() -> SiteMenus:
    """Return the menus as they are now. Queries once for each version of the catalogue."""
    read: Callable[[], SiteMenus] = import_string(settings.SITE_MENUS)
    return read()
