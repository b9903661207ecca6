"""A product's page as its template shows it: all in text."""

from typing import NamedTuple

from django.conf import settings
from django.template import loader
from django.utils.safestring import SafeString

from shop.catalog import navigation
from shop.catalog.cards import Shelf
from shop.catalog.choice import Choice
from shop.catalog.frames import Frame
from shop.catalog.gallery import SIZES, Gallery
from shop.catalog.models import Product
from shop.catalog.navigation import Roots
from shop.catalog.rows import given
from shop.catalog.texts import Picture
from shop.stencils import Text

MOST_RELATED = 4


class ProductPage(NamedTuple):
    """What is around a product's page, and its `content`. The `largest` picture is drawn in these `sizes`."""

    title: Text
    description: Text
    canonical: Text
    largest: Picture
    sizes: str
    content: Text


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
    context = {
        "product": product,
        "choice": choice,
        "trail": branch.trail if branch else [],
        "related": draw_related(product),
        "gallery": Gallery.of(choice),
    }
    return ProductPage(
        title=product.seo_title or product.title,
        description=product.meta_description or product.title,
        canonical=f"{settings.SHOP_URL}{product.get_absolute_url()}",
        largest=choice.picture,
        sizes=SIZES,
        content=loader.render_to_string("catalog/_product.html", context),
    )


def draw_related(product: Product) -> SafeString:
    """Draw what goes with a product. Queries once."""
    if product.category_id is None:
        return RELATED_WITHOUT_CATEGORY.draw(product=product.pk)
    return RELATED.draw(product=product.pk, category=product.category_id)
