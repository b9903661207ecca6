"""Products beyond the curated ones: the same objects and drawings under other names."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import cache

from django.db import connection

from shop.catalog.filters.facets import IN_STOCK_ONLY, Facet
from shop.catalog.models import Product, ProductImage, Variant
from shop.demo.assortment import PIECES
from shop.demo.euro import from_euro
from shop.demo.offers import set_offer
from shop.demo.pictures import SIZE, pictures_of
from shop.demo.rows import OPENED, Rows, Tables, facets_of_offer
from shop.demo.tables import Row
from shop.name_order import name_key

FIRST_PARTS = (
    "Al", "Bir", "Cor", "Dal", "El", "Fen", "Gran", "Hol", "Is", "Jor", "Kal", "Lin", "Mar", "Nor", "Os", "Pel", "Quil",
    "Ros", "Sel", "Tor", "Ul", "Var", "Wil", "Yar", "Zel",
)  # fmt: skip
LAST_PARTS = ("a", "by", "den", "e", "feld", "gar", "holm", "in", "ka", "len", "mo", "na", "ster", "vik", "wen")
MANNERS = (
    "", "brushed", "classic", "coastal", "country", "everyday", "fine", "garden", "heavy", "heritage", "homestead",
    "island", "light", "long", "low", "matt", "meadow", "midsummer", "mill", "modern", "moor", "morning", "mountain",
    "hand-finished", "natural", "northern", "open", "orchard", "pale", "plain", "quiet", "river", "rustic", "satin",
    "simple", "slim", "soft", "southern", "studio", "tall", "village", "washed", "weekend", "wide", "winter",
    "workshop",
)  # fmt: skip
PRICE_STEPS = tuple(Decimal(step) / 100 for step in (80, 88, 95, 100, 108, 120, 135))
BEFORE_SALE = Decimal("1.25")
ONE_IN_SALE = 9
MOST_COLOURS = 3


@dataclass(frozen=True)
class Mould:
    """Rows of one product at one price; what differs between products is put in afterwards."""

    noun: str
    product: Row
    images: tuple[tuple[str, Row], ...]
    """Each with its colour."""
    variants: tuple[Row, ...]
    facets: frozenset[Facet]


class Moulds:
    """Makes the products that follow the curated ones, each from its number alone."""

    def __init__(self, categories: dict[str, int], tables: Tables) -> None:
        self._tables = tables
        self._series = tuple(first + last for last in LAST_PARTS for first in FIRST_PARTS)
        self._pieces = [(categories[slug], piece) for slug, piece in PIECES if not piece.gift_card]
        self._mould = cache(self._cast)

    def add(self, rows: Rows, number: int) -> None:
        """Add the product of this number; a number's product is always the same but for its keys."""
        luck = number * 2_654_435_761 % 2**32
        rest, kind = divmod(number, len(self._pieces))
        manner, series = divmod(rest, len(self._series))
        name, manner_word = self._series[(series + kind * 7) % len(self._series)], MANNERS[manner % len(MANNERS)]
        mould = self._mould(kind, luck % len(PRICE_STEPS), luck % ONE_IN_SALE == 0)
        title = " ".join(filter(None, (name, manner_word, mould.noun)))
        key = next(self._tables.product_keys)
        image_keys = self._add_images(rows, mould, key, title)
        stocks = [(luck >> 5 * position) % 32 * ((luck >> position) % 8 > 0) for position in range(len(mould.variants))]
        variant_keys = self._add_variants(
            rows, mould, key, f"BG-G{number + 1:07}", list(zip(stocks, image_keys, strict=True))
        )
        place, row = self._tables.products.place, mould.product.copy()
        row[place["id"]] = key
        row[place["title"]], row[place["name_key"]] = title, name_key(title)
        row[place["slug"]] = row[place["slug_key"]] = f"{title.lower().replace(' ', '-')}-{number + 1}"
        created = OPENED - timedelta(days=200, minutes=number)
        row[place["created_at"]] = connection.ops.adapt_datetimefield_value(created)
        row[place["is_available"]] = any(stocks)
        row[place["sole_variant_id"]] = variant_keys[0] if len(variant_keys) == 1 else None
        row[place["cover_id"]] = image_keys[0]
        rows.products.append(row)
        facets = mould.facets if any(stocks) else mould.facets - IN_STOCK_ONLY
        rows.place(key, row[place["category_id"]], facets)

    def _add_images(self, rows: Rows, mould: Mould, product: int, title: str) -> list[int]:
        place, keys = self._tables.images.place, []
        for colour, template in mould.images:
            row = template.copy()
            keys.append(next(self._tables.image_keys))
            row[place["id"]] = keys[-1]
            row[place["product_id"]] = product
            row[place["alt"]] = f"{title} in {colour}, seen from the front"
            rows.images.append(row)
        return keys

    def _add_variants(
        self, rows: Rows, mould: Mould, product: int, sku: str, stocks_and_images: list[tuple[int, int]]
    ) -> list[int]:
        place, keys = self._tables.variants.place, []
        for template, (stock, image) in zip(mould.variants, stocks_and_images, strict=True):
            row = template.copy()
            keys.append(next(self._tables.variant_keys))
            row[place["id"]] = keys[-1]
            row[place["product_id"]] = product
            row[place["sku"]] = f"{sku}-{len(keys):02}"
            row[place["stock"]] = stock
            row[place["image_id"]] = image
            rows.variants.append(row)
        return keys

    def _cast(self, kind: int, step: int, on_sale: bool) -> Mould:  # noqa: FBT001 the key of a cache
        category_id, piece = self._pieces[kind]
        pictures = [picture for picture in pictures_of(piece) if picture.colour][:MOST_COLOURS]
        has_choice = len(pictures) > 1
        amount = Decimal(piece.price) * PRICE_STEPS[step]
        product = Product(
            description=piece.description,
            vendor=piece.vendor,
            product_type=piece.product_type,
            category_id=category_id,
            tags=piece.tags,
            status=Product.Status.ACTIVE,
            option1_name="Colour" if has_choice else "",
        )
        images = [
            ProductImage(position=position, drawing=picture.name, width=SIZE, height=SIZE)
            for position, picture in enumerate(pictures, 1)
        ]
        variants = [
            Variant(
                position=position,
                option1=picture.colour if has_choice else "",
                price=from_euro(amount),
                compare_at_price=from_euro(amount * BEFORE_SALE) if on_sale else None,
                weight_grams=piece.grams,
                weight_unit="g",
            )
            for position, picture in enumerate(pictures, 1)
        ]
        set_offer(product, variants, images)
        product.is_available = True
        return Mould(
            noun=piece.product_type.lower(),
            product=self._tables.products.row(product),
            images=tuple(
                (picture.colour.lower(), self._tables.images.row(image))
                for picture, image in zip(pictures, images, strict=True)
            ),
            variants=tuple(map(self._tables.variants.row, variants)),
            facets=frozenset(facets_of_offer(product, variants)),
        )
