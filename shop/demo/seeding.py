"""Fills an empty shop with the demo's products, in one transaction."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from zlib import crc32

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from shop.catalog.models import Category, Product, ProductImage, Variant
from shop.demo.assortment import CATEGORIES, PIECES, Piece
from shop.demo.generating import Moulds
from shop.demo.pictures import write_drawings
from shop.demo.rows import Keys, Rows, add_piece

BATCH = 2_000
DELETED_AT_ONCE = 500

Advance = Callable[[int], object]


class ForeignProductsError(Exception):
    """The shop holds products that the demo did not make."""

    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__(f"{count} products are not the demo's")


def seed(*, products: int | None = None, advance: Advance = lambda _: None) -> int:
    """Replace the demo's products and return how many there are now.

    All of it is one transaction, so that a seeding that was stopped leaves nothing behind but drawings. Tells `advance`
    how many products were written since it was told last. Raises ForeignProductsError, having changed nothing, when the
    shop holds products of other origin.
    """
    total = len(PIECES) if products is None else products
    refuse_foreign_products()
    curated = list(islice(PIECES, total))
    write_drawings(piece for _, piece in curated)
    with transaction.atomic():
        refuse_foreign_products()
        _delete_own_products()
        categories = _write_categories()
        keys = Keys()
        for rows in _batches(curated, total, categories, keys):
            _write(rows)
            advance(len(rows.products))
        _reset_sequences()
    return total


def refuse_foreign_products() -> None:
    """Raise ForeignProductsError where a product has none of the demo's drawings. Queries once."""
    drawn = ProductImage.objects.filter(product=OuterRef("pk"), drawing__startswith="drawings/")
    foreign = Product.objects.filter(~Exists(drawn)).count()
    if foreign:
        raise ForeignProductsError(foreign)


def _delete_own_products() -> None:
    while keys := list(Product.objects.order_by("pk").values_list("pk", flat=True)[:DELETED_AT_ONCE]):
        Product.objects.filter(pk__in=keys).delete()


def _write_categories() -> dict[str, int]:
    """Write the demo's categories over those of the same slug, and return their keys by slug."""
    keys: dict[str, int] = {}
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
    return keys


def _batches(curated: list[tuple[str, Piece]], total: int, categories: dict[str, int], keys: Keys) -> Iterator[Rows]:
    """Yield the rows of the curated products, then those of generated ones, never more than a batch at once."""
    rows = Rows()
    newest_first = sorted(curated, key=lambda item: crc32(item[1].title.encode()))
    ranks = {piece.title: rank for rank, (_, piece) in enumerate(newest_first)}
    for category, piece in curated:
        add_piece(rows, piece, keys=keys, category_id=categories[category], rank=ranks[piece.title])
    yield rows
    moulds = Moulds(categories)
    for start in range(0, total - len(curated), BATCH):
        rows = Rows()
        for number in range(start, min(start + BATCH, total - len(curated))):
            moulds.add(rows, number, keys)
        yield rows


def _write(rows: Rows) -> None:
    """Write a batch: three statements for each slice that the database takes. Foreign keys are checked at the end."""
    Product.objects.bulk_create(rows.products)
    ProductImage.objects.bulk_create(rows.images)
    Variant.objects.bulk_create(rows.variants)
    if connection.vendor == "postgresql":
        # Otherwise the server keeps a note for each row until the end.
        connection.check_constraints()


def _reset_sequences() -> None:
    models: Iterable[type] = (Product, ProductImage, Variant)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
