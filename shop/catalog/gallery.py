"""The pictures of a product, as its page shows them."""

from typing import NamedTuple, Self

from shop.catalog.choice import Choice
from shop.catalog.texts import Picture
from shop.stencils import Stencil, Text

SIZES = "(width >= 78rem) 41rem, (width >= 48rem) calc(55vw - 2.75rem), calc(100vw - 2rem)"
"""How wide a picture is drawn, as the style sheets lay it out."""


class Shot(NamedTuple):
    """A picture, and which one it is: the number is for people, and empty for the placeholder of a product without."""

    pk: Text
    number: Text
    picture: Picture
    alt: Text
    sizes: str
    eager: bool


VIEW = Stencil("catalog/_gallery_view.html", "shot", Shot)
THUMB = Stencil("catalog/_gallery_thumb.html", "shot", Shot)


class Gallery(NamedTuple):
    """The pictures in a row, and the links that lead to each; none of these for a single picture."""

    product_id: Text
    title: Text
    views: Text
    thumbs: Text

    @classmethod
    def of(cls, choice: Choice) -> Self:
        """Draw the pictures, that of the choice first."""
        title = choice.product.title
        shots = [
            Shot(str(image.pk), str(number), image.picture, image.alt or title, SIZES, eager=number == 1)
            for number, image in enumerate(choice.images, 1)
        ]
        views = VIEW.draw_all(shots or [Shot("", "", Picture(), title, SIZES, eager=True)])
        return cls(str(choice.product.pk), title, views, THUMB.draw_all(shots if len(shots) > 1 else ()))


GALLERY = Stencil("catalog/_gallery.html", "gallery", Gallery)
