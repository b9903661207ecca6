"""The front page as its templates show it: all in text."""

from collections.abc import Sequence
from typing import NamedTuple

from shop.catalog.cards import Card
from shop.display import Picture
from shop.templating.slots import Slot


class CategoryTile(NamedTuple):
    """A category with the picture of one of its products."""

    name: Slot
    url: Slot
    picture: Picture
    sizes: str
    eager: bool = False


class QuoteView(NamedTuple):
    """What somebody says."""

    text: Slot
    author: Slot


class SectionView(NamedTuple):
    """A section of any kind; a kind fills in what its template shows.

    `html` was cleaned. The heading of a section that `is_title` is the page's own. `alt` and `picture_url` are those of
    the picture, which is drawn `sizes` wide. `is_mirrored`: the picture stands on the right. `is_square`: its place is.
    """

    template: str
    id: Slot = ""
    heading: Slot = ""
    is_title: bool = False
    html: Slot = ""
    button: Slot = ""
    link: Slot = ""
    picture: Picture = Picture()
    alt: Slot = ""
    picture_url: Slot = ""
    sizes: str = ""
    is_eager: bool = False
    is_mirrored: bool = False
    is_square: bool = False
    cards: Sequence[Card] = ()
    tiles: Sequence[CategoryTile] = ()
    quotes: Sequence[QuoteView] = ()


class FrontPage(NamedTuple):
    """The front page. `largest` is the picture that is seen first; `description` is for search engines.

    A preview says in `at` of which moment it is, whether it is `without_off`, and in `warning` what could not be read.
    """

    description: Slot
    title: Slot
    sections: Sequence[SectionView]
    largest: Picture
    largest_sizes: str
    has_title: bool
    at: Slot = ""
    without_off: bool = False
    warning: Slot = ""
