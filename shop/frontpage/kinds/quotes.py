"""What others say."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy

from shop.catalog.cards import Row
from shop.frontpage.kinds.kind import Kind
from shop.frontpage.models import Section
from shop.frontpage.supply import Supply
from shop.frontpage.view_models import SectionView


class Quotes(Kind):
    name = "quotes"
    label = gettext_lazy("Quotes")
    description = gettext_lazy("What customers or the press say, each with who says it.")
    fields = ("heading",)
    rows = "quotes"

    def view(self, section: Section, supply: Supply, products: Sequence[Row]) -> SectionView | None:
        quotes = supply.quotes_of(section)
        return self.begin(section)._replace(quotes=quotes) if quotes else None
