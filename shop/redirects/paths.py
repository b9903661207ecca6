"""Paths as redirects compare them, and which of them are pages of this shop."""

import re
from urllib.parse import unquote, urlsplit

from django.urls import Resolver404, resolve

from shop.catalog.models import Category, Product
from shop.content.models import Page

LONGEST = 500
FORMER = re.compile(r"^/collections/([^/]+)$")
"""Where Shopify has a category."""


def normal(address: str) -> str:
    """Return the path of an address as redirects are found by it: decoded, without a slash at its end."""
    path = unquote(urlsplit(address.strip()).path)
    return "/" + path.strip("/")


def spellings(path: str) -> list[str]:
    """Return under which paths a redirect from this one may stand, the likeliest first."""
    own = normal(path)
    shopify = FORMER.match(own)
    return [own, f"/category/{shopify[1]}"] if shopify else [own]


def is_page(path: str) -> bool:
    """Tell whether the shop has a page at this path, so that nothing would ever lead on from it. Queries once."""
    try:
        found = resolve("/" if path == "/" else f"{path}/")
    except Resolver404:
        return False
    slug = found.kwargs.get("slug", "")
    match found.view_name:
        case "catalog:product-detail":
            return Product.objects.reachable().filter(slug=slug).exists()
        case "catalog:category-detail" | "catalog:former-collection":
            return Category.objects.filter(slug=slug).exists()
        case "content:page-detail":
            return Page.objects.published().filter(slug=slug).exists()
        case _:
            return True
