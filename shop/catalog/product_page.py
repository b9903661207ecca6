"""A product's page as its template shows it: all in text."""

from typing import NamedTuple

from django.conf import settings
from django.utils.safestring import SafeString

from shop.catalog import navigation
from shop.catalog.breadcrumbs import draw_breadcrumbs
from shop.catalog.cards import Shelf
from shop.catalog.choice import Choice
from shop.catalog.frames import Frame
from shop.catalog.gallery import GALLERY, SIZES, Gallery
from shop.catalog.markup import scrollable
from shop.catalog.models import Product
from shop.catalog.navigation import Roots
from shop.catalog.offering import OFFER, Way, show_offer
from shop.catalog.rows import given
from shop.catalog.texts import Picture
from shop.stencils import Stencil, Text

MOST_RELATED = 4


class ProductPage(NamedTuple):
    """What is around a product's page, and its `content`. The `largest` picture is drawn in these `sizes`.

    Search engines are asked to leave out what is not `is_indexed`: a product that is in no list of the shop either.
    """

    title: Text
    description: Text
    canonical: Text
    is_indexed: bool
    largest: Picture
    sizes: str
    content: Text


class ProductContent(NamedTuple):
    """What stands on a product's page, in parts that are drawn; the description is the merchant's HTML."""

    breadcrumbs: Text
    gallery: Text
    vendor: Text
    title: Text
    offer: Text
    description: Text
    related: Text


CONTENT = Stencil("catalog/_product.html", "content", ProductContent)
PRODUCT = Frame("catalog/product_detail.html", ProductPage)
RELATED = Shelf(
    lambda: Product.objects.published().related_to(given("product"), category=given("category"))[:MOST_RELATED]
)
RELATED_WITHOUT_CATEGORY = Shelf(
    lambda: Product.objects.published().related_to(given("product"), category=None)[:MOST_RELATED]
)


def show_product(choice: Choice, categories: Roots) -> ProductPage:
    """Draw all that is on a product's page, but for the page itself. Queries for what goes with it."""
    product = choice.product
    branch = navigation.find(categories, pk=product.category_id)
    content = ProductContent(
        breadcrumbs=draw_breadcrumbs(branch, product.title),
        gallery=GALLERY.draw(Gallery.of(choice)),
        vendor=product.vendor,
        title=product.title,
        offer=OFFER.draw(show_offer(choice, Way.on_page(product))),
        description=SafeString(scrollable(product.description)),
        related=draw_related(product),
    )
    return ProductPage(
        title=product.seo_title or product.title,
        description=product.meta_description or product.title,
        canonical=f"{settings.SHOP_URL}{product.get_absolute_url()}",
        is_indexed=product.is_published,
        largest=choice.picture,
        sizes=SIZES,
        content=CONTENT.draw(content),
    )


def draw_related(product: Product) -> SafeString:
    """Draw what goes with a product. Queries once."""
    if product.category_id is None:
        return RELATED_WITHOUT_CATEGORY.draw(product=product.pk)
    return RELATED.draw(product=product.pk, category=product.category_id)
