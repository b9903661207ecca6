"""The categories of the menu."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shop.catalog.cards import Row
from shop.frontpage.kinds.kind import Kind
from shop.frontpage.models import Section
from shop.frontpage.supply import Supply
from shop.frontpage.view_models import SectionView


class Categories(Kind):
    name = "categories"
    label = gettext_lazy("Categories")
    description = gettext_lazy("The categories of the menu, each with the picture of one of its products.")
    fields = ("heading",)

    def view(self, section: Section, supply: Supply, products: Sequence[Row]) -> SectionView | None:
        if not supply.tiles:
            return None
        return self.begin(section)._replace(heading=section.heading or _("Browse the shop"), tiles=supply.tiles)
