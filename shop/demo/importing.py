"""Brings the demo's products in as a merchant would: a file of their own format, and the shop's importer."""

import csv
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from django.db import models
from django.db.models import Value
from django.db.models.functions import Replace
from tqdm import tqdm

from shop.catalog.models import Category, CategoryMapping, ImportedHandle, ImportedProduct, Product, ProductImage
from shop.catalog.models.bulk_writes import bulk_write
from shop.catalog.shopify_csv.columns import IMAGE
from shop.catalog.shopify_csv.importing import import_products
from shop.catalog.shopify_csv.pictures import Pictures
from shop.catalog.shopify_csv.report import Report
from shop.demo.data import Row, categories, load
from shop.demo.euro import from_euro
from shop.demo.pictures import SIZE

PRICES: Final = ("Variant Price", "Variant Compare At Price")
UPLOADS: Final = "/media/"
"""What stands before a drawing's name in the file: where the shop that wrote it has its pictures."""


class DemoFileError(Exception):
    """The importer refused a product of the demo; says what it said."""


def drawings_of(rows: Sequence[Row]) -> list[str]:
    """Return the names of the drawings that rows of the file show."""
    return [row[IMAGE].removeprefix(UPLOADS) for row in rows if row[IMAGE]]


def import_demo(rows: Sequence[Row]) -> list[int]:
    """Import rows of the file into a shop without products, and return the keys of the products, in the file's order.

    Writes in the caller's transaction. Raises DemoFileError.
    """
    with TemporaryDirectory() as folder, bulk_write():
        path = Path(folder) / "products.csv"
        write_file(path, rows)
        said: list[str] = []
        report = Report(path.name, say=said.append)
        with Pictures() as pictures:
            import_products(path, report, pictures=pictures, progress=tqdm(disable=True))
        if report.has_failed:
            raise DemoFileError("\n".join(said))
        say_what_the_file_cannot()
    return list(Product.objects.order_by("pk").values_list("pk", flat=True))


def write_file(path: Path, rows: Sequence[Row]) -> None:
    """Write the file that is imported: these rows, priced in the shop's currency."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        for row in rows:
            prices = {name: str(from_euro(Decimal(row[name]))) for name in PRICES if row[name]}
            writer.writerow(row | prices)


def say_what_the_file_cannot() -> None:
    """Give all products their dates and their drawings, and let them be no merchant's import: five queries."""
    drawings: models.QuerySet[ProductImage] = models.QuerySet(ProductImage)
    drawings.update(drawing=Replace("source", Value(UPLOADS), Value("")), source="", width=SIZE, height=SIZE)
    products = list(Product.objects.only("pk", "slug"))
    for product in products:
        product.created_at, product.feed = datetime.fromisoformat(load("catalogue.json")["created"][product.slug]), {}
    past_the_shop: models.QuerySet[Product] = models.QuerySet(Product)
    past_the_shop.bulk_update(products, ["created_at", "feed"])
    ImportedProduct.objects.all().delete()
    ImportedHandle.objects.exclude(product=None).delete()


def write_categories() -> None:
    """Write the demo's categories over those of the same slug, and by which paths files name them."""
    keys: dict[str, int] = {}
    for position, said in enumerate(categories(), 1):
        parent_id = keys.get(said.parent)
        written = {"name": said.name, "parent_id": parent_id, "position": position, "description": said.description}
        existing = (
            Category.objects.filter(slug=said.slug).first()
            or Category.objects.filter(name=said.name, parent_id=parent_id).first()
        )
        category = existing or Category(slug=said.slug)
        for field, value in written.items():
            setattr(category, field, value)
        category.save()
        keys[said.slug] = category.pk
        remembered = {"category": category, "position": position}
        CategoryMapping.objects.update_or_create(name=said.path, defaults=remembered)
