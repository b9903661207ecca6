"""What sections may show besides their own fields and their products, read once for all of them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from shop.catalog import navigation
from shop.catalog.navigation import Branch, Roots
from shop.frontpage.models import Quote, Section
from shop.frontpage.view_models import CategoryTile, QuoteView

ON_A_TILE = "(width >= 64rem) 7.5rem, (width >= 48rem) calc((100vw - 7rem) / 5), calc((100vw - 4rem) / 3)"
"""How wide a picture is drawn there, as the style sheets lay it out."""


class Supply:
    """The categories with their pictures, and the quotes of these sections. Each queries when it is asked for first."""

    def __init__(self, categories: Roots, sections: Sequence[Section], tagline: str) -> None:
        self.categories = categories
        self.tagline = tagline
        self._sections = sections

    def branch_of(self, section: Section) -> Branch | None:
        """Return the category of a section. Never queries."""
        return navigation.find(self.categories, pk=section.category_id) if section.category_id else None

    @cached_property
    def tiles(self) -> tuple[CategoryTile, ...]:
        """A tile for each category of the menu. Queries twice at most."""
        covers = navigation.covers_of(self.categories.in_menu)
        return tuple(
            CategoryTile(branch.category.name, branch.category.get_absolute_url(), picture, ON_A_TILE)
            for branch, picture in covers.items()
        )

    def quotes_of(self, section: Section) -> Sequence[QuoteView]:
        return self._quotes[section.pk]

    @cached_property
    def _quotes(self) -> dict[int, list[QuoteView]]:
        found: defaultdict[int, list[QuoteView]] = defaultdict(list)
        for quote in quotes_of(section.pk for section in self._sections if section.pk):
            found[quote.section_id].append(QuoteView(quote.text, quote.author))
        return found


def quotes_of(sections: Iterable[int]) -> Iterable[Quote]:
    """Return the quotes of these sections, in their order. Queries once."""
    return Quote.objects.filter(section__in=list(sections))
