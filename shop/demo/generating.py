"""Products beyond those of the file: the same objects and drawings under other names."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import cache

from django.db import connection

from shop.catalog.facets.definition import IN_STOCK_ONLY, Facet, facets_of
from shop.catalog.models import Product, ProductImage, Variant
from shop.demo.data import load
from shop.demo.euro import plausible
from shop.demo.tables import Row, Tables
from shop.money import ZERO
from shop.name_order import name_key

PRICE_STEPS = tuple(Decimal(step) / 100 for step in (80, 88, 95, 100, 108, 120, 135))
BEFORE_SALE = Decimal("1.25")
ONE_IN_SALE = 9
MOST_COLOURS = 3
NEWEST = datetime(2025, 10, 16, 9, tzinfo=UTC)
"""When the newest of them came in: all are older than those of the file."""


@dataclass(frozen=True)
class Mould:
    """Rows of one product at one price; what differs between products is put in afterwards."""

    noun: str
    product: Row
    parts: tuple[tuple[str, Row, Row], ...]
    """Of each colour the image and the variant, with what the image's text says after the product's title."""
    facets: frozenset[Facet]


class Moulds:
    """Casts products from those that are in the shop, each from its number alone."""

    def __init__(self, tables: Tables) -> None:
        """Query three times."""
        self._tables = tables
        names = load("catalogue.json")["names"]
        self._series = tuple(first + last for last in names["last"] for first in names["first"])
        self._manners = names["manners"]
        originals = Product.objects.filter(gift_card=False).order_by("pk")
        self._originals = list(originals.prefetch_related("variants__image"))
        self._mould = cache(self._cast)

    def add(self, number: int) -> int:
        """Add the product of this number, and return its key; all else of it is the same every time."""
        products, images, variants = self._tables.products, self._tables.images, self._tables.variants
        luck = number * 2_654_435_761 % 2**32
        rest, kind = divmod(number, len(self._originals))
        manner, series = divmod(rest, len(self._series))
        name = self._series[(series + kind * 7) % len(self._series)]
        mould = self._mould(kind, luck % len(PRICE_STEPS), luck % ONE_IN_SALE == 0)
        title = " ".join(filter(None, (name, self._manners[manner % len(self._manners)], mould.noun)))
        slug, key = f"{title.lower().replace(' ', '-')}-{number + 1}", next(products.keys)
        stocks = [(luck >> 5 * position) % 32 * ((luck >> position) % 8 > 0) for position in range(len(mould.parts))]
        drawn, sold = [], []
        for stock, (text, image, variant) in zip(stocks, mould.parts, strict=True):
            drawn.append(images.add(image, next(images.keys), product_id=key, alt=f"{title}{text}"))
            sku = f"BG-G{number + 1:07}-{len(drawn):02}"
            own = {"product_id": key, "sku": sku, "stock": stock, "image_id": drawn[-1]}
            sold.append(variants.add(variant, next(variants.keys), **own))
        created = connection.ops.adapt_datetimefield_value(NEWEST - timedelta(minutes=number))
        said = {"title": title, "name_key": name_key(title), "slug": slug, "slug_key": slug, "created_at": created}
        sole = sold[0] if len(sold) == 1 else None
        is_available = any(stocks)
        products.add(mould.product, key, **said, is_available=is_available, sole_variant_id=sole, cover_id=drawn[0])
        category = mould.product[products.place["category_id"]]
        self._tables.place(key, category, mould.facets if is_available else mould.facets - IN_STOCK_ONLY)
        return key

    def _cast(self, kind: int, step: int, on_sale: bool) -> Mould:  # noqa: FBT001 the key of a cache
        """Return the rows of a product with each colour of the original in one variant, all at one price."""
        original = self._originals[kind]
        first_of_each = {variant.image: variant for variant in reversed(original.variants.all()) if variant.image}
        shown = sorted(first_of_each.items(), key=lambda item: item[0].position)[:MOST_COLOURS]
        has_choice = len(shown) > 1
        amount = original.variants.all()[0].price * PRICE_STEPS[step]
        price, before = plausible(amount), plausible(amount * BEFORE_SALE) if on_sale else None
        is_on_sale = bool(before and before > price)
        product = Product(
            description=original.description,
            vendor=original.vendor,
            product_type=original.product_type,
            category_id=original.category_id,
            tags=original.tags,
            status=Product.Status.ACTIVE,
            option1_name=original.option1_name if has_choice else "",
            price_from=price,
            compare_at_from=before if is_on_sale else None,
            saving=before - price if before else ZERO,
            is_on_sale=is_on_sale,
        )
        parts = []
        for position, (image, variant) in enumerate(shown, 1):
            drawn = ProductImage(position=position, drawing=image.drawing.name, width=image.width, height=image.height)
            sold = Variant(
                position=position,
                option1=variant.option1 if has_choice else "",
                price=price,
                compare_at_price=before,
                weight_grams=variant.weight_grams,
                weight_unit="g",
            )
            text = image.alt.removeprefix(original.title)
            parts.append((text, self._tables.images.row(drawn), self._tables.variants.row(sold)))
        facets = facets_of(
            product,
            price=price,
            is_on_sale=is_on_sale,
            is_available=True,
            options=[(product.option1_name, variant.option1) for _, variant in shown],
        )
        row = self._tables.products.row(product)
        return Mould(original.product_type.lower(), row, tuple(parts), frozenset(facets))
