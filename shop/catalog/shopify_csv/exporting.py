"""The catalogue as a product CSV: what is written comes back the same when an empty shop imports and exports it."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import zip_longest
from typing import Protocol

from shop.catalog.models import Product, ProductImage, Variant
from shop.catalog.shopify_csv.categories import SEPARATOR, CategoryTree, path_in
from shop.catalog.shopify_csv.columns import (
    BARCODE,
    CATEGORY,
    COLUMNS,
    FEED,
    HANDLE,
    IMAGE,
    LINKED_TO,
    NO_OPTION,
    NO_OPTION_VALUE,
    OPTION_VALUES,
    PRODUCT_TEXTS,
    QUANTITY,
    SKU,
    STATUS,
    VARIANT_IMAGE,
)
from shop.catalog.shopify_csv.images import address
from shop.catalog.shopify_csv.spellings import SPELT, spelt
from shop.catalog.shopify_csv.statuses import NAMES, cells_of
from shop.rich_text.markup import clean
from shop.spreadsheets import escape

CHUNK = 200
# An import may have kept a column for which the shop has a field by now: what the field holds is exported.
KEPT_OTHERWISE = {*NAMES, *SPELT, *COLUMNS} - {*FEED}

Cells = dict[str, str]


class Text(Protocol):
    def write(self, text: str, /) -> object: ...


def export_products(file: Text) -> Iterator[int]:
    """Write every product, whatever its status, in the order in which they were made; give their number so far.

    The products are read in chunks, each in a fixed number of queries, so that memory does not grow with the catalogue.
    """
    columns = [*COLUMNS[:-1], *extra_columns(), STATUS]
    writer = csv.DictWriter(file, columns, restval="", lineterminator="\r\n")
    writer.writerow({column: escape(column) for column in columns})
    tree = CategoryTree()
    products = Product.objects.order_by("created_at", "pk").prefetch_related("variants", "images")
    for count, product in enumerate(products.iterator(chunk_size=CHUNK), start=1):
        writer.writerows(rows_of(product, tree))
        yield count


def extra_columns() -> list[str]:
    """Return the columns that the shop keeps for others, and which are not in every file."""
    names: set[str] = set()
    for feed in Product.objects.exclude(feed={}).order_by().values_list("feed", flat=True).iterator():
        names.update(feed)
    return sorted(names.difference(COLUMNS))


def rows_of(product: Product, tree: CategoryTree) -> Iterator[Cells]:
    """Give the product's rows: the first says what it is; each has one variant and one image, as far as they go."""
    variants = [*product.variants.all()]
    addresses = {image.pk: address(image) for image in product.images.all()}
    images = {addresses[image.pk]: image for image in reversed(product.images.all()) if addresses[image.pk]}
    names = option_names(product, variants)
    feed = {name: values for name, values in product.feed.items() if name not in KEPT_OTHERWISE}
    head = product_cells(product, tree) | {f"Option{number} Name": name for number, name in enumerate(names, start=1)}
    for number, (variant, image) in enumerate(zip_longest(variants or (None,), reversed(images.values()))):
        cells = (
            {HANDLE: product.slug}
            | (head if number == 0 else {})
            | (variant_cells(variant, names, product.feed) if variant else {})
            | ({VARIANT_IMAGE: addresses.get(variant.image_id, "")} if variant and variant.image_id else {})
            | (image_cells(image) if image else {})
            | {name: values[number] for name, values in feed.items() if number < len(values)}
        )
        yield {column: cell if column == QUANTITY else escape(cell.strip()) for column, cell in cells.items()}


def option_names(product: Product, variants: Sequence[Variant]) -> list[str]:
    """Return the three names as the format wants them: one even for no choice, one for every value, and "" for none."""
    if not variants:
        return [product.option1_name, product.option2_name, product.option3_name]
    if len(variants) == 1 and not variants[0].options:
        return [NO_OPTION, "", ""]
    used = max(len(product.option_names), *(len(variant.options) for variant in variants))
    names = [product.option1_name, product.option2_name, product.option3_name]
    return [(name or f"Option{number}") if number <= used else "" for number, name in enumerate(names, start=1)]


def product_cells(product: Product, tree: CategoryTree) -> Cells:
    return {
        **{column: getattr(product, name) for column, name in PRODUCT_TEXTS.items()},
        "Body (HTML)": clean(product.description),
        CATEGORY: category_cell(product, tree),
        "Tags": ", ".join(product.tag_list),
        "Gift Card": flag(product.gift_card),
        "SEO Title": product.seo_title,
        "SEO Description": product.seo_description,
        **cells_of(product.status, product.feed),
    }


def category_cell(product: Product, tree: CategoryTree) -> str:
    """Return what the product's file said, or nothing where none did, while an import would place the product so.

    A product that stands elsewhere by now has the path of its category.
    """
    said = product.feed.get(CATEGORY, [""])[0]
    if tree.placed(path_in(said), product.product_type) == product.category_id:
        return str(said)
    names = SEPARATOR.join(tree.paths[product.category_id] if product.category_id else ()).split(SEPARATOR)
    return f" {SEPARATOR} ".join(name.strip() for name in names if name.strip())


def variant_cells(variant: Variant, names: Sequence[str], feed: Mapping[str, Sequence[str]]) -> Cells:
    values = zip(OPTION_VALUES, names, (variant.option1, variant.option2, variant.option3), strict=True)
    return {
        **{
            column: spelt(value, column, feed, (*feed.get(linked, ()), "")[0]) or (NO_OPTION_VALUE if name else "")
            for linked, (column, name, value) in zip(LINKED_TO, values, strict=True)
        },
        SKU: spelt(variant.sku, SKU, feed),
        "Variant Grams": format(variant.weight_grams, "f"),
        "Variant Inventory Tracker": "shopify" if variant.track_stock else "",
        QUANTITY: str(variant.stock),
        "Variant Inventory Policy": "continue" if variant.allow_backorder else "deny",
        "Variant Fulfillment Service": variant.fulfillment_service,
        "Variant Price": amount(variant.price),
        "Variant Compare At Price": amount(variant.compare_at_price),
        "Variant Requires Shipping": flag(variant.requires_shipping),
        "Variant Taxable": flag(variant.taxable),
        BARCODE: spelt(variant.barcode, BARCODE, feed),
        "Variant Weight Unit": variant.weight_unit,
        "Variant Tax Code": variant.tax_code,
        "Cost per item": amount(variant.cost),
    }


def image_cells(image: ProductImage) -> Cells:
    return {IMAGE: address(image), "Image Position": str(image.position), "Image Alt Text": image.alt}


def flag(value: bool) -> str:  # noqa: FBT001
    return "true" if value else "false"


def amount(value: Decimal | None) -> str:
    return "" if value is None else format(value, "f")
