"""What visitors of a shop are given: `python -m shop.demo.bench.goods` chooses it, in the shop's surroundings, and
prints it in JSON.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import django

from shop.demo.bench.spreading import OF_TEN_THOUSAND, OF_TWO_HUNDRED_THOUSAND
from shop.demo.bench.visits import Cookies
from shop.testing.filled_checkouts import Checkout

PLENTY = 1_000_000
PAGE_SIZE = 24
MOST_PAGES = 20
"""How many pages of a category visitors leaf through."""
MOST_PRODUCTS = 30_000
TEN_THOUSAND, TWO_HUNDRED_THOUSAND = range(8_000, 12_000), range(150_000, 250_000)


@dataclass(frozen=True)
class Goods:
    """What the visitors of one run are given: a product, lists, and carts and checkouts that are filled."""

    path: str
    variant: int
    in_cart: Sequence[int] = ()
    """Three variants of which there are plenty."""
    category: str = ""
    lists: Sequence[Sequence[Any]] = ()
    """Of each category with products the address, and how many pages of it are leafed through."""
    narrowed: Sequence[str] = ()
    """The addresses of a category of about 10,000 products and of one of about 200,000, each with two filters on."""
    pages: Sequence[str] = ()
    """The addresses of many products."""
    carts: Sequence[Cookies] = ()
    checkouts: Sequence[Checkout] = ()


def main() -> None:
    """Choose and print it, and let there be plenty of what is bought."""
    django.setup()
    print(json.dumps(asdict(choose())))  # noqa: T201


def choose() -> Goods:
    from shop.catalog.models import Product, Variant  # noqa: PLC0415
    from shop.catalog.navigation import load  # noqa: PLC0415

    in_stock = Variant.objects.filter(track_stock=True, stock__gt=0, product__status="active").order_by("pk")
    first, *others = [in_stock.filter(product__gt=key).first() for key in spread_keys()]
    bought = [variant for variant in (first, *others) if variant]
    Variant.objects.filter(pk__in=[variant.pk for variant in bought]).update(stock=PLENTY)
    branches = [branch for root in load() for branch in root.walk()]
    sizes = {branch: Product.objects.published().filter(category__in=branch.ids).count() for branch in branches}
    lists = [
        (branch.category.get_absolute_url(), min((size + PAGE_SIZE - 1) // PAGE_SIZE, MOST_PAGES))
        for branch, size in sizes.items()
        if size
    ]
    named = {branch.category.slug: branch for branch in branches}
    narrowed = [
        narrow(named[slug])
        for slug, size in ((OF_TEN_THOUSAND, TEN_THOUSAND), (OF_TWO_HUNDRED_THOUSAND, TWO_HUNDRED_THOUSAND))
        if slug in named and sizes[named[slug]] in size
    ]
    slugs = Product.objects.published().order_by("pk").values_list("slug", flat=True)[:MOST_PRODUCTS]
    return Goods(
        path=bought[0].product.get_absolute_url(),
        variant=bought[0].pk,
        in_cart=[variant.pk for variant in bought[-3:]],
        category=max(lists, key=lambda own: own[1])[0],
        lists=lists,
        narrowed=narrowed,
        pages=[f"/products/{slug}/" for slug in slugs],
    )


def spread_keys() -> list[int]:
    """Return keys of products from the beginning to near the end, by which others are found."""
    from shop.catalog.models import Product  # noqa: PLC0415

    first, last = Product.objects.earliest("pk").pk, Product.objects.latest("pk").pk
    return [first + (last - first) * place // 5 for place in range(4)]


def narrow(branch: Any) -> str:
    """Return the address of a category, narrowed to what is in stock and to the colour of most of its products."""
    from django.http import QueryDict  # noqa: PLC0415

    from shop.catalog.filters.asked import Asked, address  # noqa: PLC0415
    from shop.catalog.filters.counting import count  # noqa: PLC0415
    from shop.catalog.filters.facets import OPTION  # noqa: PLC0415

    colours = count(branch.ids, Asked.read(QueryDict())).counts[f"{OPTION}Colour"]
    colour = max(colours, key=lambda value: (colours[value], value))
    return f"{branch.category.get_absolute_url()}{address([('available', '1'), (f'{OPTION}Colour', colour)])}"


if __name__ == "__main__":
    main()
