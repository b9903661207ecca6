"""The pictures of a product, as its page shows them."""

from collections.abc import Sequence
from typing import NamedTuple, Self

from shop.catalog.pages.variant_selection import Selection
from shop.display import Picture
from shop.templating.slots import Slot

SIZES = "(width >= 78rem) 41rem, (width >= 48rem) calc(55vw - 2.75rem), calc(100vw - 2rem)"
"""How wide a picture is drawn, as the style sheets lay it out."""


class Shot(NamedTuple):
    """A picture, and which one it is: the number is for people, and empty for the placeholder of a product without."""

    pk: Slot
    number: Slot
    picture: Picture
    alt: Slot
    sizes: str
    eager: bool


class Gallery(NamedTuple):
    """The pictures in a row, and the links that lead to each; none of these for a single picture."""

    product_id: Slot
    title: Slot
    views: Sequence[Shot]
    thumbs: Sequence[Shot]

    @classmethod
    def of(cls, selection: Selection) -> Self:
        """Return the pictures, that of the choice first."""
        title = selection.product.title
        shots = [
            Shot(str(image.pk), str(number), image.picture, image.alt or title, SIZES, eager=number == 1)
            for number, image in enumerate(selection.images, 1)
        ]
        views = shots or [Shot("", "", Picture(), title, SIZES, eager=True)]
        return cls(str(selection.product.pk), title, views, shots if len(shots) > 1 else ())
