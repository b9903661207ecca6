"""What pages show of the menus, read once for each version of the catalogue."""

from collections import defaultdict
from functools import lru_cache
from typing import Any

from django.db.models import CharField, IntegerField, Value
from django.urls import reverse

from shop.catalog import navigation
from shop.catalog.version import PerVersion
from shop.content.models import MenuItem, Page
from shop.site_menus import MenuLink, SiteMenus

Rows = tuple[tuple[Any, ...], ...]
PAGE = "page"


def read_menus() -> SiteMenus:
    """Return the menus as they are now. Queries for the version, and once more after a write of the catalogue."""
    return menus.get()


def read_rows() -> Rows:
    """Return the published pages and the entries of the menus, in the order of their keys. Queries once."""
    text, number = Value("", CharField()), Value(None, IntegerField())
    pages = Page.objects.published().order_by().annotate(row=Value(PAGE, CharField()))
    items = MenuItem.objects.order_by()
    return tuple(
        pages.values_list("row", "pk", "title", "slug", "kind", number, number, number, number).union(
            items.values_list("menu", "pk", "label", "address", text, "parent", "position", "category", "page"),
            all=True,
        )
    )


@lru_cache(maxsize=1)
def build(rows: Rows, categories: navigation.Roots) -> SiteMenus:
    """Return the same menus for the same rows and categories: what was drawn with them is good until one changes."""
    pages = {
        pk: MenuLink(title, reverse("content:page-detail", args=[slug]), kind=kind)
        for row, pk, title, slug, kind, *_ in rows
        if row == PAGE
    }
    branches = {branch.category.pk: branch for root in categories for branch in root.walk()}
    below: defaultdict[Any, list[tuple[Any, ...]]] = defaultdict(list)
    for row in rows:
        if row[0] != PAGE:
            below[row[5] or row[0]].append(row)

    def links(key: Any) -> tuple[MenuLink, ...]:
        entries = sorted(below[key], key=lambda row: (row[6], row[1]))
        made = (link_of(row, links(row[1]), pages, branches) for row in entries)
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
    _menu, _pk, label, address, _kind, _parent, _position, category, page = row
    if page:
        found = pages.get(page)
        return MenuLink(label or found.name, found.url, children) if found else None
    if category:
        branch = branches.get(category)
        return MenuLink(label or branch.category.name, branch.category.get_absolute_url(), children) if branch else None
    return MenuLink(label, address, children)


menus = PerVersion(lambda _version: build(read_rows(), navigation.load()))
