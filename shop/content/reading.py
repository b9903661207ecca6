"""What pages show of the menus, read once for each version of the catalogue."""

from collections import defaultdict
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from shop.catalog import navigation
from shop.catalog.small_tables import rows_of
from shop.catalog.version import PerVersion
from shop.content.models import MenuItem, Page
from shop.site_menus import MenuLink, SiteMenus

Rows = tuple[tuple[Any, ...], ...]
PAGES, OF_A_PAGE = "pages", ("pk", "title", "slug", "kind")
ENTRIES, OF_AN_ENTRY = "menu entries", ("pk", "menu", "label", "address", "parent", "position", "category", "page")


def read_menus() -> SiteMenus:
    """Return the menus as they are now. Queries for the version, and once more after a write of the catalogue."""
    return menus.get()


def published_pages() -> "QuerySet[Page]":
    """Return the pages that everyone may read now. Queries when it is read."""
    return Page.objects.published()


def menu_entries() -> "QuerySet[MenuItem]":
    """Return the entries of both menus. Queries when it is read."""
    return MenuItem.objects.all()


def read_rows(version: str) -> tuple[Rows, Rows]:
    """Return the published pages and the entries of the menus. Queries once for each version."""
    pages, entries = rows_of(PAGES, version), rows_of(ENTRIES, version)
    return (
        tuple(tuple(row[field] for field in OF_A_PAGE) for row in pages),
        tuple(tuple(row[field] for field in OF_AN_ENTRY) for row in entries),
    )


@lru_cache(maxsize=1)
def build(published: Rows, rows: Rows, categories: navigation.Roots) -> SiteMenus:
    """Return the same menus for the same rows and categories: what was drawn with them is good until one changes."""
    pages = {
        pk: MenuLink(title, reverse("content:page-detail", args=[slug]), kind=kind)
        for pk, title, slug, kind in sorted(published)
    }
    branches = {branch.category.pk: branch for root in categories for branch in root.walk()}
    below: defaultdict[Any, list[tuple[Any, ...]]] = defaultdict(list)
    for row in rows:
        _pk, menu, _label, _address, parent, *_places = row
        below[parent or menu].append(row)

    def links(key: Any) -> tuple[MenuLink, ...]:
        entries = sorted(below[key], key=lambda row: (row[5], row[0]))
        made = (link_of(row, links(row[0]), pages, branches) for row in entries)
        return tuple(link for link in made if link)

    kinds = [kind.value for kind in Page.Kind]
    of_kind = sorted((link for link in pages.values() if link.kind), key=lambda link: kinds.index(link.kind))
    return SiteMenus(links("head"), links("foot"), tuple(of_kind))


def link_of(
    row: tuple[Any, ...],
    children: tuple[MenuLink, ...],
    pages: dict[int, MenuLink],
    branches: dict[int, navigation.Branch],
) -> MenuLink | None:
    """Return the link of an entry; None for a page that is not published, since nobody could read it."""
    _pk, _menu, label, address, _parent, _position, category, page = row
    if page:
        found = pages.get(page)
        return MenuLink(label or found.name, found.url, children) if found else None
    if category:
        branch = branches.get(category)
        return MenuLink(label or branch.category.name, branch.category.get_absolute_url(), children) if branch else None
    return MenuLink(label, address, children)


menus = PerVersion(lambda version: build(*read_rows(version), navigation.load()))
