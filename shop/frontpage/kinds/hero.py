"""The first thing that a visitor sees: a large picture, a few words and a button."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shop.catalog.addresses import address_of
from shop.catalog.cards import Row
from shop.catalog.navigation import Roots
from shop.frontpage.kinds.kind import Kind, leading
from shop.frontpage.models import Section
from shop.frontpage.supply import Supply
from shop.frontpage.view_models import SectionView
from shop.frontpage.wanted import Wanted, pictured

RATIO = 3 / 2
WIDE = "(width >= 78rem) 44rem, (width >= 48rem) calc((100vw - 3rem) * 0.6), calc(100vw - 2rem)"
SQUARE = "(width >= 78rem) 36rem, (width >= 48rem) calc((100vw - 3rem) * 0.5), calc(100vw - 2rem)"
"""How wide its picture is drawn, as the style sheets lay it out."""


class Hero(Kind):
    """Without a picture of its own it shows the newest product that has one, and leads to it."""

    name = "hero"
    label = gettext_lazy("Opening")
    description = gettext_lazy(
        "A large picture with a few words and a button. Without a picture of its own it shows the newest product."
    )
    fields = ("heading", "text", "photo", "alt", "button", "link")

    def wanted(self, section: Section, categories: Roots) -> Wanted | None:
        return None if section.picture(RATIO).src else pictured(1)

    def view(self, section: Section, supply: Supply, products: Sequence[Row]) -> SectionView:
        view = self.begin(section)
        view = view._replace(heading=section.heading or supply.tagline, picture=section.picture(RATIO), sizes=WIDE)
        if view.picture.src:
            return view
        product, picture = leading(products)
        if product is None:
            return view
        url = address_of("product-detail", product.slug)
        view = view._replace(picture=picture, alt=product.title, picture_url=url, sizes=SQUARE, is_square=True)
        if view.button:
            return view
        return view._replace(button=_("See “%(title)s”") % {"title": product.title}, link=url)
