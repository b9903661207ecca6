"""Products beyond the curated ones: the same objects and drawings under other names."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.utils.text import slugify

from shop.catalog.models import Product, ProductImage, Variant
from shop.demo.assortment import PIECES
from shop.demo.euro import from_euro
from shop.demo.pictures import SIZE, pictures_of
from shop.demo.rows import OPENED, Keys, Rows

FIRST_PARTS = (
    "Al", "Bir", "Cor", "Dal", "El", "Fen", "Gran", "Hol", "Is", "Jor", "Kal", "Lin", "Mar", "Nor", "Os", "Pel", "Quil",
    "Ros", "Sel", "Tor", "Ul", "Var", "Wil", "Yar", "Zel",
)  # fmt: skip
LAST_PARTS = ("a", "by", "den", "e", "feld", "gar", "holm", "in", "ka", "len", "mo", "na", "ster", "vik", "wen")
MANNERS = (
    "", "brushed", "classic", "coastal", "country", "everyday", "fine", "garden", "heavy", "hand-finished", "heritage",
    "homestead", "island", "light", "long", "low", "matt", "meadow", "midsummer", "mill", "modern", "moor", "morning",
    "mountain", "natural", "northern", "open", "orchard", "pale", "plain", "quiet", "river", "rustic", "satin", "simple",
    "slim", "soft", "southern", "studio", "tall", "village", "washed", "weekend", "wide", "winter", "workshop",
)  # fmt: skip
PRICE_STEPS = tuple(Decimal(step) / 100 for step in (80, 88, 95, 100, 108, 120, 135))
MOST_COLOURS = 3


@dataclass(frozen=True)
class Mould:
    """What generated products of one kind share."""

    product_type: str
    vendor: str
    tags: str
    description: str
    category_id: int
    prices: tuple[Decimal, ...]
    compare_at: tuple[Decimal, ...]
    grams: int
    colours: tuple[tuple[str, str], ...]
    """Names of colours and of the files that show them."""
    room: str
    """The name of the file that shows it in a room."""


class Moulds:
    """Makes the products that follow the curated ones, each from its number alone."""

    def __init__(self, categories: dict[str, int]) -> None:
        self._series = tuple(first + last for last in LAST_PARTS for first in FIRST_PARTS)
        self._moulds: list[Mould] = []
        for category, piece in PIECES:
            if piece.gift_card:
                continue
            pictures = pictures_of(piece)
            prices = tuple(from_euro(Decimal(piece.price) * step) for step in PRICE_STEPS)
            self._moulds.append(
                Mould(
                    product_type=piece.product_type,
                    vendor=piece.vendor,
                    tags=piece.tags,
                    description=piece.description,
                    category_id=categories[category],
                    prices=prices,
                    compare_at=tuple(from_euro(price * Decimal("1.25")) for price in _euro(piece.price)),
                    grams=piece.grams,
                    colours=tuple((picture.colour, picture.name) for picture in pictures if picture.colour)[
                        :MOST_COLOURS
                    ],
                    room=pictures[1].name,
                )
            )

    def add(self, rows: Rows, number: int, keys: Keys) -> None:
        """Add the product of this number; a number's product is always the same but for its keys."""
        luck = number * 2_654_435_761 % 2**32
        kind, rest = number % len(self._moulds), number // len(self._moulds)
        mould = self._moulds[kind]
        manner, series = divmod(rest, len(self._series))
        name = self._series[(series + kind * 7) % len(self._series)]
        title = " ".join(filter(None, (name, MANNERS[manner % len(MANNERS)], mould.product_type.lower())))
        made = Product(
            pk=next(keys.products),
            title=title,
            slug=f"{slugify(title)}-{number + 1}",
            description=mould.description,
            vendor=mould.vendor,
            product_type=mould.product_type,
            category_id=mould.category_id,
            tags=mould.tags,
            status=Product.Status.ACTIVE,
            created_at=OPENED - timedelta(days=150, minutes=number),
            option1_name="Colour" if len(mould.colours) > 1 else "",
        )
        images = [
            _image(made, mould, file, colour, position, keys)
            for position, (colour, file) in enumerate(mould.colours, 1)
        ]
        step = luck % len(PRICE_STEPS)
        compare_at = mould.compare_at[step] if luck % 9 == 0 else None
        variants = [
            Variant(
                pk=next(keys.variants),
                product_id=made.pk,
                position=position,
                option1=colour if len(mould.colours) > 1 else "",
                sku=f"BG-G{number + 1:07}-{position:02}",
                price=mould.prices[step],
                compare_at_price=compare_at,
                stock=(luck >> (5 * position)) % 32 * ((luck >> position) % 8 > 0),
                weight_grams=mould.grams,
                weight_unit="g",
                image_id=image.pk,
            )
            for position, ((colour, _), image) in enumerate(zip(mould.colours, images, strict=True), 1)
        ]
        rows.add(made, images, variants)


def _euro(price: str) -> list[Decimal]:
    return [Decimal(price) * step for step in PRICE_STEPS]


def _image(made: Product, mould: Mould, file: str, colour: str, position: int, keys: Keys) -> ProductImage:
    return ProductImage(
        pk=next(keys.images),
        product_id=made.pk,
        position=position,
        alt=f"{made.title} in {colour.lower()}, seen from the front",
        drawing=file,
        width=SIZE,
        height=SIZE,
    )
