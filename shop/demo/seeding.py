"""Fills an empty shop with the demo's products, in one transaction."""

from collections.abc import Callable, Iterator
from itertools import islice

from django.db import connection, models, transaction
from django.db.models import Exists, OuterRef

from shop.catalog.models import (
    CatalogueVersion,
    Category,
    CategoryMapping,
    FacetBits,
    FacetPlace,
    FacetShelf,
    ImportedHandle,
    ImportedProduct,
    Product,
    ProductImage,
    StockHold,
    Variant,
)
from shop.catalog.search import indexing
from shop.demo.assortment import CATEGORIES, PIECES, Piece
from shop.demo.chance import draw
from shop.demo.coupons import write_coupons
from shop.demo.generating import Moulds
from shop.demo.pictures import write_drawings
from shop.demo.rows import Rows, Tables, add_piece
from shop.demo.tables import delete_up_to
from shop.demo.terms import write_terms
from shop.orders.models import OrderLine

BATCH = 2_000
DELETED_AT_ONCE = 2_000

Advance = Callable[[int], object]


class ForeignProductsError(Exception):
    """The shop holds products that the demo did not make."""

    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__(f"{count} products are not the demo's")


def seed(*, products: int | None = None, advance: Advance = lambda _: None) -> int:
    """Replace the demo's products and return how many there are now.

    All of it is one transaction, so that a seeding that was stopped leaves nothing behind but drawings. Tells `advance`
    how many products were deleted or written since it was told last. Raises ForeignProductsError, having changed
    nothing, when the shop holds products of other origin.
    """
    total = len(PIECES) if products is None else products
    refuse_foreign_products()
    curated = list(islice(PIECES, total))
    write_drawings(piece for _, piece in curated)
    with transaction.atomic():
        refuse_foreign_products()
        _delete_own_products(advance)
        categories = _write_categories()
        tables = Tables()
        for rows in batches_of_rows(curated, total, categories, tables):
            rows.write()
            _settle_foreign_keys()
            advance(len(rows.products))
        for table in (tables.products, tables.images, tables.variants):
            table.settle()
        tables.gathered.write()
        indexing.rebuild()
        write_terms()
        write_coupons()
        CatalogueVersion.bump()
    return total


def refuse_foreign_products() -> None:
    """Raise ForeignProductsError where a product has none of the demo's drawings. Queries once."""
    drawn = ProductImage.objects.filter(product=OuterRef("pk"), drawing__startswith="drawings/")
    foreign = Product.objects.filter(~Exists(drawn)).count()
    if foreign:
        raise ForeignProductsError(foreign)


def _delete_own_products(advance: Advance) -> None:
    """Delete all products. Nobody is told: bits and places go at once, and the index is built anew at the end."""
    for model in (FacetBits, FacetPlace, FacetShelf, StockHold):
        model.objects.all().delete()
    OrderLine.objects.exclude(variant=None).update(variant=None)
    models.QuerySet.update(Product.objects.all(), cover=None, sole_variant=None)
    keys = Product.objects.order_by("pk").values_list("pk", flat=True)
    while batch := list(keys[:DELETED_AT_ONCE]):
        for table, column in (
            (ImportedHandle, "product_id"),
            (ImportedProduct, "product_id"),
            (Variant, "product_id"),
            (ProductImage, "product_id"),
            (Product, "id"),
        ):
            delete_up_to(batch[-1], table, column)
        advance(len(batch))


def _write_categories() -> dict[str, int]:
    """Write the demo's categories over those of the same slug, and return their keys by slug."""
    keys: dict[str, int] = {}
    paths: dict[str, str] = {}
    for position, (slug, name, above, description) in enumerate(CATEGORIES, 1):
        parent_id = keys.get(above)
        written = {"name": name, "parent_id": parent_id, "position": position, "description": description}
        existing = (
            Category.objects.filter(slug=slug).first()
            or Category.objects.filter(name=name, parent_id=parent_id).first()
        )
        category = existing or Category(slug=slug)
        for field, value in written.items():
            setattr(category, field, value)
        category.save()
        keys[slug] = category.pk
        path = f"{paths[above]} > {name}" if above else name
        paths[slug] = path
        CategoryMapping.objects.update_or_create(name=path, defaults={"category": category, "position": position})
    return keys


def batches_of_rows(
    curated: list[tuple[str, Piece]], total: int, categories: dict[str, int], tables: Tables
) -> Iterator[Rows]:
    """Yield the rows of the curated products, then those of generated ones, never more than a batch at once."""
    rows = Rows(tables)
    newest_first = sorted(curated, key=lambda item: draw(item[1].title))
    ranks = {piece.title: rank for rank, (_, piece) in enumerate(newest_first)}
    for category, piece in curated:
        add_piece(rows, piece, category_id=categories[category], rank=ranks[piece.title])
    yield rows
    moulds = Moulds(categories, tables)
    for start in range(0, total - len(curated), BATCH):
        rows = Rows(tables)
        for number in range(start, min(start + BATCH, total - len(curated))):
            moulds.add(rows, number)
        yield rows


def _settle_foreign_keys() -> None:
    """Have PostgreSQL check the keys of this batch now: until the end it would keep a note for each row in memory."""
    if connection.vendor == "postgresql":
        connection.check_constraints()
