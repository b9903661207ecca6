"""Words beside a picture."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy

from shop.catalog.cards import Row
from shop.frontpage.kinds.kind import Kind
from shop.frontpage.models import Section
from shop.frontpage.supply import Supply
from shop.frontpage.view_models import SectionView

RATIO = 4 / 3
SIZES = "(width >= 78rem) 37rem, (width >= 48rem) calc((100vw - 3rem) * 0.5), calc(100vw - 2rem)"
"""How wide its picture is drawn, as the style sheets lay it out."""


class TextWithPicture(Kind):
    name = "text_with_picture"
    label = gettext_lazy("Text with a picture")
    description = gettext_lazy("A text beside a picture, which stands on the left or on the right.")
    fields = ("heading", "text", "photo", "alt", "side", "button", "link")
    required = ("text",)

    def view(self, section: Section, supply: Supply, products: Sequence[Row]) -> SectionView | None:
        view = self.begin(section)._replace(picture=section.picture(RATIO), sizes=SIZES)
        return view._replace(is_mirrored=section.side == Section.Side.RIGHT)
