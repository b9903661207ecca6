"""Fills an empty shop with the demo's products, in one transaction."""

from collections.abc import Callable

from django.contrib.auth.models import User
from django.core.management.base import CommandError
from django.db import connection, models, transaction
from django.db.models import Exists, OuterRef

from shop.catalog.facets import storing
from shop.catalog.models import (
    CatalogueVersion,
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
from shop.demo.coupons import write_coupons
from shop.demo.data import PRODUCTS, product_rows
from shop.demo.front_page import section_drawings, write_front_page
from shop.demo.generating import Moulds
from shop.demo.importing import drawings_of, import_demo, write_categories
from shop.demo.marks import mark
from shop.demo.models import SeededProduct
from shop.demo.pictures import STORED_IN, write_drawings
from shop.demo.tables import Tables, begin_keys_anew, delete_up_to, settle
from shop.demo.terms import write_terms
from shop.orders.models import Order

BATCH = 2_000
WRITTEN = (Product, ProductImage, Variant)

Advance = Callable[[int], object]


class ShopInUseError(CommandError):
    """The shop holds what is not the demo's: says what, and what to do."""


def seed(*, products: int = PRODUCTS, advance: Advance = lambda _: None) -> None:
    """Replace the demo's products by so many, whatever was changed in them.

    All of it is one transaction, so that a seeding that was stopped leaves nothing behind but drawings. Tells `advance`
    how many products were deleted or written since it was told last. Raises ShopInUseError, having changed nothing,
    when the shop holds products of other origin or has orders.
    """
    refuse_a_shop_in_use()
    rows = product_rows(products)
    write_drawings([*drawings_of(rows), *section_drawings()])
    with transaction.atomic():
        refuse_a_shop_in_use()
        _delete_own_products(advance)
        write_categories()
        keys = import_demo(rows)
        mark(keys)
        advance(len(keys))
        if products > len(keys):
            _generate(products - len(keys), advance)
        for model in WRITTEN:
            settle(model)
        indexing.rebuild()
        write_terms()
        write_coupons()
        write_front_page()
        CatalogueVersion.bump()


def is_untouched() -> bool:
    """Tell whether nobody has begun with the shop: no order, no account, and nothing was ever in its catalogue."""
    return not (CatalogueVersion.objects.exists() or Order.objects.exists() or User.objects.exists())


def refuse_a_shop_in_use() -> None:
    """Raise ShopInUseError where a product has none of the demo's drawings, or an order is there. Queries twice."""
    drawn = ProductImage.objects.filter(product=OuterRef("pk"), drawing__startswith=STORED_IN)
    if foreign := Product.objects.filter(~Exists(drawn)).count():
        raise ShopInUseError(
            f"The shop holds products that are not the demo's ({foreign}), so nothing was changed. To see the demo "
            "shop, delete those products first, or point DATABASE_URL at an empty database."
        )
    if orders := Order.objects.count():
        raise ShopInUseError(
            f"The shop has orders ({orders}), so nothing was changed. To see the demo shop, point DATABASE_URL at an "
            "empty database."
        )


def _delete_own_products(advance: Advance) -> None:
    """Delete all products. Nobody is told: bits and places go at once, and the index is built anew at the end."""
    StockHold.objects.all().delete()
    _delete_facets()
    models.QuerySet.update(Product.objects.all(), cover=None, sole_variant=None)
    keys = Product.objects.order_by("pk").values_list("pk", flat=True)
    while batch := list(keys[:BATCH]):
        for part in (SeededProduct, ImportedHandle, ImportedProduct, Variant, ProductImage):
            delete_up_to(batch[-1], part, "product_id")
        delete_up_to(batch[-1], Product, "id")
        advance(len(batch))
    for model in WRITTEN:
        begin_keys_anew(model)


def _delete_facets() -> None:
    for model in (FacetBits, FacetPlace, FacetShelf):
        model.objects.all().delete()


def _generate(count: int, advance: Advance) -> None:
    """Cast so many products from those that are in the shop, never more than a batch in memory."""
    _delete_facets()
    tables = Tables()
    moulds = Moulds(tables)
    for place in sorted(storing.read(Product.objects.all().own_keys)):
        tables.place(*place)
    for start in range(0, count, BATCH):
        keys = [moulds.add(number) for number in range(start, min(start + BATCH, count))]
        tables.write()
        mark(keys)
        if connection.vendor == "postgresql":
            # Else PostgreSQL would keep a note for each foreign key in memory until the end.
            connection.check_constraints()
        advance(len(keys))
    tables.gathered.write()
