"""A category with a large picture and the first of its products."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shop.catalog import navigation
from shop.catalog.cards import Row
from shop.catalog.navigation import Roots
from shop.frontpage.kinds.kind import Kind, with_cards
from shop.frontpage.models import Section
from shop.frontpage.supply import Supply
from shop.frontpage.view_models import SectionView
from shop.frontpage.wanted import Wanted, in_category

RATIO = 5 / 2
SIZES = "(width >= 78rem) 75rem, (width >= 48rem) calc(100vw - 3rem), calc(100vw - 2rem)"
"""How wide its picture is drawn, as the style sheets lay it out."""


class Collection(Kind):
    name = "collection"
    label = gettext_lazy("Category")
    description = gettext_lazy("A category, with a wide picture if you have one, and the first of its products.")
    fields = ("category", "heading", "text", "photo", "alt", "count", "button")
    required = ("category",)

    def wanted(self, section: Section, categories: Roots) -> Wanted | None:
        branch = navigation.find(categories, pk=section.category_id) if section.category_id else None
        return in_category(branch, section.count) if branch else None

    def view(self, section: Section, supply: Supply, products: Sequence[Row]) -> SectionView | None:
        branch = supply.branch_of(section)
        if branch is None or not products:
            return None
        url = branch.category.get_absolute_url()
        view = self.begin(section)._replace(
            heading=section.heading or branch.category.name,
            picture=section.picture(RATIO),
            picture_url=url,
            sizes=SIZES,
            button=section.button or _("See all of “%(name)s”") % {"name": branch.category.name},
            link=url,
        )
        return with_cards(view, products)
