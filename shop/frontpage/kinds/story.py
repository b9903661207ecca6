"""A longer text."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy

from shop.catalog.cards import Row
from shop.frontpage.kinds.kind import Kind
from shop.frontpage.models import Section
from shop.frontpage.supply import Supply
from shop.frontpage.view_models import SectionView


class Story(Kind):
    name = "story"
    label = gettext_lazy("Story")
    description = gettext_lazy("A longer text by itself: who you are, how the things are made.")
    fields = ("heading", "text", "button", "link")
    required = ("text",)

    def view(self, section: Section, supply: Supply, products: Sequence[Row]) -> SectionView | None:
        return self.begin(section)
