"""From the assortment to rows of the catalogue, their keys included."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import count, product
from zlib import crc32

from django.db.models import Max
from django.utils.text import slugify

from shop.catalog.models import Product, ProductImage, Variant
from shop.demo.assortment import Piece
from shop.demo.euro import from_euro
from shop.demo.offers import set_offer
from shop.demo.pictures import SIZE, pictures_of

OPENED = datetime(2026, 5, 4, 9, tzinfo=UTC)
"""When the newest product of the demo shop came in."""


def share(key: str) -> float:
    """Return a number from 0 to below 1 that hangs on the key alone."""
    return crc32(key.encode()) / 2**32


@dataclass
class Rows:
    """Rows that are written together."""

    products: list[Product] = field(default_factory=list)
    images: list[ProductImage] = field(default_factory=list)
    variants: list[Variant] = field(default_factory=list)

    def add(self, product: Product, images: list[ProductImage], variants: list[Variant]) -> None:
        """Take in one product, its offer worked out."""
        set_offer(product, variants, images)
        self.products.append(product)
        self.images += images
        self.variants += variants


class Keys:
    """Free primary keys, given out in order, so that rows can point at each other before they are written."""

    def __init__(self) -> None:
        """Query once for each table."""
        self.products, self.images, self.variants = (
            count((model._default_manager.aggregate(last=Max("pk"))["last"] or 0) + 1)
            for model in (Product, ProductImage, Variant)
        )


def add_piece(rows: Rows, piece: Piece, *, keys: Keys, category_id: int, rank: int) -> None:
    """Add a product of the assortment. `rank` says how many products are newer."""
    slug = slugify(piece.title)
    options = [option for option in _options(piece) if option[1]]
    names = [name for name, _ in options] + ["", "", ""]
    created = OPENED - timedelta(hours=29 * rank, minutes=int(share(f"{slug}/minute") * 600))
    made = Product(
        pk=next(keys.products),
        title=piece.title,
        slug=slug,
        description=piece.description,
        vendor=piece.vendor,
        product_type=piece.product_type,
        category_id=category_id,
        tags=piece.tags,
        status=piece.status,
        gift_card=piece.gift_card,
        seo_title=f"{piece.title} by {piece.vendor}" if piece.seo else "",
        seo_description=piece.seo,
        option1_name=names[0],
        option2_name=names[1],
        option3_name=names[2],
        created_at=created,
    )
    pictures = pictures_of(piece)
    images = [
        ProductImage(
            pk=next(keys.images),
            product_id=made.pk,
            position=position,
            alt=picture.alt,
            drawing=picture.name,
            width=SIZE,
            height=SIZE,
        )  # fmt: skip
        for position, picture in enumerate(pictures, 1)
    ]
    by_colour = {picture.colour: image.pk for picture, image in zip(pictures, images, strict=True) if picture.colour}
    rows.add(made, images, list(_variants(piece, made, options, by_colour, keys)))


def _options(piece: Piece) -> list[tuple[str, tuple[str, ...]]]:
    return [
        ("Colour", piece.colours if len(piece.colours) > 1 else ()),
        ("Size", tuple(name for name, _ in piece.sizes)),
        (piece.third[0] if piece.third else "", piece.third[1:]),
    ]


def _variants(
    piece: Piece, made: Product, options: list[tuple[str, tuple[str, ...]]], by_colour: dict[str, int], keys: Keys
) -> Iterator[Variant]:
    extras = dict(piece.sizes)
    code = "".join(word[:3] for word in made.slug.split("-")[:3]).upper()
    position = 0
    for values in product(*(values for _, values in options)):
        title = " / ".join(values)
        if title in piece.missing:
            continue
        position += 1
        extra = sum((Decimal(extras.get(value, "0")) for value in values), Decimal(0))
        key = f"{made.slug}/{title}"
        padded = [*values, "", "", ""]
        yield Variant(
            pk=next(keys.variants),
            product_id=made.pk,
            position=position,
            option1=padded[0],
            option2=padded[1],
            option3=padded[2],
            sku=f"BG-{code}-{crc32(made.slug.encode()) % 1000:03}-{position:02}",
            price=from_euro(Decimal(piece.price) + extra),
            compare_at_price=from_euro(Decimal(piece.was) + extra) if piece.was else None,
            stock=_stock(piece, title, key),
            allow_backorder=piece.backorder,
            track_stock=not piece.gift_card,
            weight_grams=0 if piece.gift_card else piece.grams,
            weight_unit="kg" if piece.grams >= 1000 else "g",
            requires_shipping=not piece.gift_card,
            image_id=by_colour.get(next((value for value in values if value in by_colour), piece.colours[0])),
        )


def _stock(piece: Piece, title: str, key: str) -> int:
    if title in piece.sold_out:
        return 0
    if piece.stock is not None:
        return piece.stock
    luck = share(f"{key}/stock")
    if luck < 0.06 and title:
        return 0
    if luck < 0.16:
        return 1 + int(share(f"{key}/few") * 4)
    return 6 + int(share(f"{key}/many") * 60)
