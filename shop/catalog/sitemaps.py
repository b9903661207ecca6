"""The addresses that search engines are given to read: the front page, the categories, and published products in parts.

A part is a range of keys, so that nothing is counted and the last of a million products costs what the first does.
"""

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.core.paginator import Page, Paginator
from django.db.models import Max
from django.urls import reverse
from django.utils.functional import cached_property

from shop.catalog import navigation
from shop.catalog.addresses import address_of
from shop.catalog.models import Product

KEYS_OF_A_PART = 5_000
ProductItem = tuple[str, datetime]


class RangesOfKeys(Paginator):  # type: ignore[type-arg]
    """Cuts products by their keys into parts, which differ in length where products have gone."""

    @cached_property
    def num_pages(self) -> int:
        """How many parts there are. Queries for the last key."""
        last: int = Product.objects.aggregate(last=Max("pk"))["last"] or 0
        return last // KEYS_OF_A_PART + 1

    def page(self, number: int | str) -> Page[ProductItem]:
        """Return a part. Queries once more. Raises InvalidPage."""
        number = self.validate_number(number)
        first = (number - 1) * KEYS_OF_A_PART
        products = Product.objects.published().filter(pk__gte=first, pk__lt=first + KEYS_OF_A_PART)
        return Page(list(products.order_by("pk").values_list("slug", "updated_at")), number, self)


class ProductSitemap(Sitemap):  # type: ignore[type-arg]
    @property
    def paginator(self) -> RangesOfKeys:
        return RangesOfKeys([], KEYS_OF_A_PART)

    def location(self, item: ProductItem) -> str:
        return address_of("product-detail", item[0])

    def lastmod(self, item: ProductItem) -> datetime:
        return item[1]

    def get_latest_lastmod(self) -> None:
        """The index says nothing of it: it would have to read all products."""


class CategorySitemap(Sitemap):  # type: ignore[type-arg]
    def items(self) -> list[str]:
        categories = navigation.load()
        return [reverse("catalog:home")] + [
            branch.category.get_absolute_url() for root in categories for branch in root.walk()
        ]

    def location(self, item: str) -> str:
        return item


SITEMAPS = {"categories": CategorySitemap, "products": ProductSitemap}
