"""From the assortment to rows of the catalogue, their keys included."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import count, product

from django.utils.text import slugify

from shop.catalog.filters.facets import Facet, facets_of
from shop.catalog.filters.gathering import Gathered
from shop.catalog.models import FacetPlace, Product, ProductImage, Variant
from shop.demo.assortment import Piece
from shop.demo.chance import draw, share
from shop.demo.euro import from_euro
from shop.demo.offers import set_offer
from shop.demo.pictures import SIZE, pictures_of
from shop.demo.tables import Row, Table
from shop.demo.terms import REDUCED, REDUCED_TYPES

SOLD_OUT, FEW_LEFT = 0.06, 0.1
"""How large a share of variants is sold out or nearly, where the assortment says nothing."""
KILOGRAM = 1000
OPENED = datetime(2026, 5, 4, 9, tzinfo=UTC)
"""When the newest product of the demo shop came in."""


class Tables:
    """The tables that a product is written to, their free keys, and what lists are filtered by."""

    def __init__(self) -> None:
        """Query once for each table."""
        self.products, self.images, self.variants = Table(Product), Table(ProductImage), Table(Variant)
        self.places, self.gathered = Table(FacetPlace), Gathered()
        self.product_keys, self.image_keys, self.variant_keys = (
            count(table.next_key()) for table in (self.products, self.images, self.variants)
        )


@dataclass
class Rows:
    """Rows that are written together."""

    tables: Tables
    products: list[Row] = field(default_factory=list)
    images: list[Row] = field(default_factory=list)
    variants: list[Row] = field(default_factory=list)
    places: list[Row] = field(default_factory=list)

    def add(self, product: Product, images: Sequence[ProductImage], variants: Sequence[Variant]) -> None:
        """Take in one product, its offer worked out."""
        set_offer(product, variants, images)
        self.products.append(self.tables.products.row(product))
        self.images += map(self.tables.images.row, images)
        self.variants += map(self.tables.variants.row, variants)
        if product.is_published:
            self.place(product.pk, product.category_id or 0, facets_of_offer(product, variants))

    def place(self, product: int, category: int, facets: Iterable[Facet]) -> None:
        """Note by what a published product is found."""
        self.places.append([product, category, self.tables.gathered.add(category, facets)])

    def write(self) -> None:
        """Insert all, in four rounds; the database checks foreign keys when the transaction ends."""
        self.tables.products.insert(self.products)
        self.tables.images.insert(self.images)
        self.tables.variants.insert(self.variants)
        self.tables.places.insert(self.places)


def facets_of_offer(product: Product, variants: Sequence[Variant]) -> set[Facet]:
    """Return the facets of a product whose offer is worked out."""
    names = (product.option1_name, product.option2_name, product.option3_name)
    values = ((variant.option1, variant.option2, variant.option3) for variant in variants)
    return facets_of(
        vendor=product.vendor,
        product_type=product.product_type,
        price=product.price_from,
        is_on_sale=product.is_on_sale,
        is_available=product.is_available,
        options=[pair for own in values for pair in zip(names, own, strict=True)],
    )


def add_piece(rows: Rows, piece: Piece, *, category_id: int, rank: int) -> None:
    """Add a product of the assortment. `rank` says how many products are newer."""
    slug, keys = slugify(piece.title), rows.tables
    options = [option for option in _options(piece) if option[1]]
    names = [name for name, _ in options] + ["", "", ""]
    created = OPENED - timedelta(hours=29 * rank, minutes=int(share(f"{slug}/minute") * 600))
    made = Product(
        pk=next(keys.product_keys),
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
            pk=next(keys.image_keys),
            product_id=made.pk,
            position=position,
            alt=picture.alt,
            drawing=picture.name,
            width=SIZE,
            height=SIZE,
        )
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
    piece: Piece, made: Product, options: list[tuple[str, tuple[str, ...]]], by_colour: dict[str, int], keys: Tables
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
            pk=next(keys.variant_keys),
            product_id=made.pk,
            position=position,
            option1=padded[0],
            option2=padded[1],
            option3=padded[2],
            sku=f"BG-{code}-{draw(made.slug) % 1000:03}-{position:02}",
            price=from_euro(Decimal(piece.price) + extra),
            compare_at_price=from_euro(Decimal(piece.was) + extra) if piece.was else None,
            stock=_stock(piece, title, key),
            allow_backorder=piece.backorder,
            track_stock=not piece.gift_card,
            weight_grams=0 if piece.gift_card else piece.grams,
            weight_unit="kg" if piece.grams >= KILOGRAM else "g",
            requires_shipping=not piece.gift_card,
            taxable=not piece.gift_card,
            tax_code=REDUCED if piece.product_type in REDUCED_TYPES else "",
            image_id=by_colour.get(next((value for value in values if value in by_colour), piece.colours[0])),
        )


def _stock(piece: Piece, title: str, key: str) -> int:
    if title in piece.sold_out:
        return 0
    if piece.stock is not None:
        return piece.stock
    luck = share(f"{key}/stock")
    if luck < SOLD_OUT and title:
        return 0
    if luck < SOLD_OUT + FEW_LEFT:
        return 1 + int(share(f"{key}/few") * 4)
    return 6 + int(share(f"{key}/many") * 60)
