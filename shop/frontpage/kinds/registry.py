"""The table of kinds, in the order in which the admin offers them."""

from shop.frontpage.kinds.categories import Categories
from shop.frontpage.kinds.collection import Collection
from shop.frontpage.kinds.hero import Hero
from shop.frontpage.kinds.kind import Kind
from shop.frontpage.kinds.products import Products
from shop.frontpage.kinds.quotes import Quotes
from shop.frontpage.kinds.story import Story
from shop.frontpage.kinds.text_with_picture import TextWithPicture

KINDS: dict[str, Kind] = {
    kind.name: kind for kind in (Hero(), TextWithPicture(), Collection(), Products(), Story(), Quotes(), Categories())
}
