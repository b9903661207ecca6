"""What visitors of a shop are given.

Run as a program in the surroundings of a shop, also of another working copy, this file chooses it and prints it in
JSON. So it imports nothing of `e2e`.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

import django

PLENTY = 1_000_000
PAGE_SIZE, MOST_PAGES = 24, 20
"""How many products a page lists, and how many pages of a category visitors leaf through."""
MOST_PRODUCTS = 30_000


@dataclass(frozen=True)
class Goods:
    """Addresses of products and of pages of categories, and the variants that are put into carts."""

    products: Sequence[str] = ()
    category: str = ""
    """The largest one."""
    lists: Sequence[str] = ()
    in_cart: Sequence[int] = ()
    """Three variants of which there are plenty."""


def choose() -> Goods:
    """Choose from the database; let there be plenty of what is bought, and forget the sessions of earlier runs."""
    from django.contrib.sessions.models import Session  # noqa: PLC0415
    from django.db.models import Count  # noqa: PLC0415

    from shop.catalog.models import Category, Product, Variant  # noqa: PLC0415

    Session.objects.all().delete()
    published = Product.objects.published()
    in_stock = Variant.objects.filter(track_stock=True, stock__gt=0, product__in=published).order_by("pk")[:100]
    in_cart = list({variant.product_id: variant.pk for variant in in_stock}.values())[:3]
    Variant.objects.filter(pk__in=in_cart).update(stock=PLENTY)
    sizes = published.order_by().values_list("category").annotate(size=Count("pk")).order_by("-size")
    categories = Category.objects.in_bulk([key for key, _ in sizes])
    paths = [(categories[key].get_absolute_url(), size) for key, size in sizes if key]
    slugs = published.order_by("pk").values_list("slug", flat=True)[:MOST_PRODUCTS]
    return Goods(
        products=[f"/products/{slug}/" for slug in slugs],
        category=paths[0][0],
        lists=[
            f"{path}?page={page}" if page > 1 else path
            for path, size in paths
            for page in range(1, min(-(-size // PAGE_SIZE), MOST_PAGES) + 1)
        ],
        in_cart=in_cart,
    )


if __name__ == "__main__":
    django.setup()
    print(json.dumps(asdict(choose())))  # noqa: T201
