"""What every kind of section is made of."""

from collections.abc import Sequence
from typing import ClassVar

from django.utils.functional import Promise

from shop.catalog.cards import ON_A_SHELF, Row, make_cards
from shop.catalog.models.images import picture_of
from shop.catalog.navigation import Roots
from shop.display import Picture
from shop.frontpage.models import Section
from shop.frontpage.supply import Supply
from shop.frontpage.view_models import SectionView
from shop.frontpage.wanted import Wanted
from shop.rich_text.markup import merchants_html


class Kind:
    """A kind of section. Its template is `frontpage/_<name>.html`, which calls the view `section`.

    `fields` are those of Section that its form has, in their order, and `required` those that may not be empty. `rows`
    names what belongs to it beside its fields: "picks" or "quotes".
    """

    name: ClassVar[str]
    label: ClassVar[str | Promise]
    description: ClassVar[str | Promise]
    fields: ClassVar[Sequence[str]] = ()
    required: ClassVar[Sequence[str]] = ()
    rows: ClassVar[str] = ""

    def wanted(self, section: Section, categories: Roots) -> Wanted | None:
        """Return the products that a section asks for, if any. Never queries."""
        return None

    def view(self, section: Section, supply: Supply, products: Sequence[Row]) -> SectionView | None:
        """Return what the template shows, of the products that were wanted; None where there is nothing to show."""
        raise NotImplementedError

    def begin(self, section: Section) -> SectionView:
        """Return a view with the section's own heading, text and button."""
        return SectionView(
            template=f"frontpage/_{self.name}.html",
            heading=section.heading,
            html=merchants_html(section.text),
            button=section.button,
            link=section.link,
            alt=section.alt,
        )


def leading(products: Sequence[Row]) -> tuple[Row | None, Picture]:
    """Return the first product that has a picture, and the picture."""
    for row in products:
        picture = picture_of(row.cover__photo, row.cover__width, row.cover__height, row.cover__drawing)
        if picture.src:
            return row, picture
    return None, Picture()


def with_cards(view: SectionView, products: Sequence[Row]) -> SectionView:
    """Return the view with a card for each product."""
    return view._replace(cards=make_cards(products, sizes=ON_A_SHELF))
