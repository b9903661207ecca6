"""Products as a list shows them: a card for each, of plain texts, made without a model."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from django.utils.translation import get_language

from shop.catalog.addresses import addresses_of
from shop.catalog.models import Product
from shop.catalog.models.images import picture_of
from shop.catalog.models.products import ProductQuerySet
from shop.database.compiled_query import CompiledQuery, QueryByIds
from shop.display import Picture, Price
from shop.money import read_money
from shop.templating.slots import Slot

IN_A_CATALOGUE = (
    "(width >= 78rem) 19rem, (width >= 64rem) calc((100vw - 21.25rem) / 3), (width >= 48rem) calc((100vw - 5rem) / 3), "
    "calc(50vw - 1.5rem)"
)
ON_A_SHELF = "(width >= 64rem) 18rem, (width >= 48rem) calc((100vw - 5rem) / 3), calc(50vw - 1.5rem)"
"""How wide its picture is drawn, as the style sheets lay it out."""
SEEN_FIRST = 8
"""How many of a catalogue's cards stand above the fold: two rows of four."""

Amount = Decimal | float | None


class Row(NamedTuple):
    """What is read of a product for its card."""

    pk: int
    title: str
    slug: str
    vendor: str
    price_from: Amount
    compare_at_from: Amount
    price_varies: bool
    is_on_sale: bool
    is_available: bool
    sole_variant: int | None
    cover__photo: str | None
    cover__width: int | None
    cover__height: int | None
    cover__drawing: str | None


class Card(NamedTuple):
    """A product in a list, with the addresses of its page and of the choice of its options.

    `variant_id` is the variant of a product that needs no choice, or empty. The picture of an `eager` card is the
    largest of what is seen first. A page is not shown before the card `is_at_fold` is there: one of those above it may
    be what the shopper's picture moves to.
    """

    title: Slot
    vendor: Slot
    url: Slot
    choice_url: Slot
    price: Price
    variant_id: Slot
    picture: Picture
    is_available: bool
    is_on_sale: bool
    sizes: str
    eager: bool = False
    is_at_fold: bool = False


ROWS = QueryByIds(Product.objects.all, Row._fields)


class Shelf:
    """A few products in their order, as cards beside each other. What is `given` in the query set is said each time."""

    def __init__(self, products: Callable[[], ProductQuerySet]) -> None:
        self._rows = CompiledQuery(products, Row._fields)

    def read(self, **values: Any) -> list[Card]:
        """Return the cards. Queries once."""
        return make_cards(self._rows.read(**values), sizes=ON_A_SHELF)


def read_cards(keys: Sequence[int]) -> list[Card]:
    """Return the cards of a catalogue's products, in the order of the keys. One query past the ORM, or none."""
    rows = {row[0]: row for row in ROWS.read(keys)}
    cards = make_cards((rows[key] for key in keys if key in rows), sizes=IN_A_CATALOGUE, is_eager=True)
    if cards:
        last = min(len(cards), SEEN_FIRST) - 1
        cards[last] = cards[last]._replace(is_at_fold=True)
    return cards


@lru_cache(maxsize=4_096)
def price_of(price: Amount, compare_at: Amount, varies: bool, _language: str | None) -> Price:  # noqa: FBT001 of a row
    return Price.of(read_money(price), read_money(compare_at), varies=varies)


def make_cards(rows: Iterable[Sequence[Any]], *, sizes: str, is_eager: bool = False) -> list[Card]:
    """Make cards of rows; with `is_eager`, the first one that has a picture is."""
    language = get_language()
    page_of, choice_of = addresses_of("product-detail"), addresses_of("product-choice")
    cards: list[Card] = []
    for row in map(Row._make, rows):
        picture = picture_of(row.cover__photo, row.cover__width, row.cover__height, row.cover__drawing)
        cards.append(
            Card(
                title=row.title,
                vendor=row.vendor,
                url=page_of(row.slug),
                choice_url=choice_of(row.slug),
                price=price_of(row.price_from, row.compare_at_from, row.price_varies, language),
                variant_id=str(row.sole_variant or ""),
                picture=picture,
                is_available=row.is_available,
                is_on_sale=row.is_on_sale,
                sizes=sizes,
                eager=is_eager and bool(picture.src),
            )
        )
        is_eager = is_eager and not picture.src
    return cards
