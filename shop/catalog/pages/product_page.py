"""A product's page as its template shows it: all in text."""

from collections.abc import Sequence
from typing import NamedTuple

from django.conf import settings

from shop import identity, site_menus
from shop.catalog import navigation
from shop.catalog.cards import Card, Shelf
from shop.catalog.models import Product
from shop.catalog.navigation import Roots
from shop.catalog.pages.breadcrumbs import Breadcrumb, breadcrumbs_to
from shop.catalog.pages.buy_box import BuyBox, PickTarget, build_buy_box
from shop.catalog.pages.gallery import SIZES, Gallery
from shop.catalog.pages.variant_selection import Selection
from shop.database.compiled_query import param
from shop.display import Picture
from shop.rich_text.markup import merchants_html
from shop.templating.slots import Slot

MOST_RELATED = 4


class PriceNote(NamedTuple):
    """What a price says besides: whether tax is in it, and where the shop tells what delivery costs."""

    includes_tax: bool
    delivery_url: Slot


class ProductPage(NamedTuple):
    """A product's page. The `largest` picture is drawn in these `sizes`; `html` is what the merchant wrote, cleaned.

    Search engines are asked to leave out what is not `is_indexed`: a product that is in no list of the shop either.
    `is_preview` says that shoppers may not see it yet.
    """

    title: Slot
    description: Slot
    canonical: Slot
    is_indexed: bool
    is_preview: bool
    largest: Picture
    sizes: str
    breadcrumbs: Sequence[Breadcrumb]
    gallery: Gallery
    vendor: Slot
    name: Slot
    offer: BuyBox
    price_note: PriceNote
    html: Slot
    returns_days: int | None
    related: Sequence[Card]


class PickedOffer(NamedTuple):
    """The parts of a product's page that a picked option changes, and what is said of it."""

    offer: BuyBox
    gallery: Gallery
    said: Slot


class ChoiceDialog(NamedTuple):
    """The choice of a product's options in a dialog, and what is said of it; `url` is the product's page."""

    offer: BuyBox
    picture: Picture
    sizes: str
    url: Slot
    said: Slot


IN_A_DIALOG = "(width >= 48rem) 16rem, calc(100vw - 4rem)"
"""How wide a picture is drawn there, as the style sheets lay it out."""
RELATED = Shelf(
    lambda: Product.objects.published().related_to(param("product"), category=param("category"))[:MOST_RELATED]
)
RELATED_WITHOUT_CATEGORY = Shelf(
    lambda: Product.objects.published().related_to(param("product"), category=None)[:MOST_RELATED]
)


def build_product_page(selection: Selection, categories: Roots, way: PickTarget | None = None) -> ProductPage:
    """Return all that is on a product's page; picks of a preview go a `way` of their own.

    Queries for what goes with it.
    """
    product = selection.product
    branch = navigation.find(categories, pk=product.category_id)
    return ProductPage(
        title=product.seo_title or product.title,
        description=product.meta_description or product.title,
        canonical=f"{settings.SHOP_URL}{product.get_absolute_url()}",
        is_indexed=product.is_published,
        is_preview=not product.is_reachable,
        largest=selection.picture,
        sizes=SIZES,
        breadcrumbs=breadcrumbs_to(branch, product.title),
        gallery=Gallery.of(selection),
        vendor=product.vendor,
        name=product.title,
        offer=build_buy_box(selection, way or PickTarget.on_page(product)),
        price_note=PriceNote(settings.PRICES_INCLUDE_TAX, site_menus.current().page_of("delivery")),
        html=merchants_html(product.description),
        returns_days=identity.current().returns_days,
        related=read_related(product),
    )


def build_picked(selection: Selection, way: PickTarget | None = None) -> PickedOffer:
    offer = build_buy_box(selection, way or PickTarget.on_page(selection.product))
    return PickedOffer(offer, Gallery.of(selection), selection.said)


def build_dialog(selection: Selection) -> ChoiceDialog:
    product = selection.product
    offer = build_buy_box(selection, PickTarget.in_dialog(product))
    return ChoiceDialog(offer, selection.picture, IN_A_DIALOG, product.get_absolute_url(), selection.said)


def read_related(product: Product) -> list[Card]:
    """Return what goes with a product. Queries once."""
    if product.category_id is None:
        return RELATED_WITHOUT_CATEGORY.read(product=product.pk)
    return RELATED.read(product=product.pk, category=product.category_id)
