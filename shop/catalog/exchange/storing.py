"""A batch of parsed products into the database, in a number of queries that does not depend on how many they are."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Generic, TypeVar

from django.db import models, transaction

from shop.catalog.exchange.categories import CategoryTree
from shop.catalog.exchange.images import address
from shop.catalog.exchange.parsing import ParsedProduct
from shop.catalog.exchange.report import Outcome
from shop.catalog.models import Product, ProductImage, Variant

M = TypeVar("M", bound=models.Model)


@dataclass(slots=True)
class Writes(Generic[M]):
    """What is to be written to one table; `names` are the fields in which any of the changed rows differ."""

    added: list[M] = field(default_factory=list)
    changed: list[M] = field(default_factory=list)
    gone: list[M] = field(default_factory=list)
    names: set[str] = field(default_factory=set)

    def __len__(self) -> int:
        return len(self.added) + len(self.changed) + len(self.gone)


class Batch:
    """Products that go into the database together."""

    def __init__(self, products: Sequence[ParsedProduct], tree: CategoryTree) -> None:
        self.parsed = products
        self.tree = tree
        self.products: Writes[Product] = Writes()
        self.images: Writes[ProductImage] = Writes()
        self.variants: Writes[Variant] = Writes()

    def store(self) -> list[Outcome]:
        """Write what differs from the database, and nothing else; say of each product what became of it.

        Raises django.db.DatabaseError when the database refuses, and then leaves it to the caller's transaction that
        nothing remains.
        """
        known = Product.objects.filter(slug__in=[parsed.handle for parsed in self.parsed])
        # Orders that lower the stock wait, so that none is overwritten by what was read before it.
        known.hold()
        existing = {product.slug: product for product in known.all()}
        ids = [product.pk for product in existing.values()]
        images = by_product(ProductImage.objects.filter(product__in=ids).order_by("position", "pk"))
        variants = by_product(Variant.objects.filter(product__in=ids).order_by("position", "pk"))
        outcomes = []
        for parsed in self.parsed:
            product = existing.get(parsed.handle)
            if product is None:
                product = Product(slug=parsed.handle)
                self.plan(parsed, product, [], [])
                self.products.added.append(product)
                outcomes.append(Outcome.ADDED)
            elif self.plan(parsed, product, images[product.pk], variants[product.pk]):
                self.products.changed.append(product)
                outcomes.append(Outcome.CHANGED)
            else:
                outcomes.append(Outcome.UNCHANGED)
        self.write()
        return outcomes

    def plan(
        self, parsed: ParsedProduct, product: Product, images: list[ProductImage], variants: list[Variant]
    ) -> bool:
        """Note what has to be written for one product, and tell whether anything has."""
        fields = dict(parsed.fields)
        if parsed.category is not None:
            fields["category_id"] = self.tree.place(parsed.category, fields.get("product_type", ""))
        if "feed" in fields:
            others = {column: kept for column, kept in product.feed.items() if column not in parsed.feed_columns}
            fields["feed"] = others | fields["feed"]
        names = assign(product, fields)
        self.products.names |= names
        before = len(self.images) + len(self.variants)
        by_address = self.plan_images(parsed, product, images)
        self.plan_variants(parsed, product, variants, by_address)
        return bool(names) or len(self.images) + len(self.variants) > before

    def plan_images(
        self, parsed: ParsedProduct, product: Product, images: list[ProductImage]
    ) -> dict[str, ProductImage]:
        """Match images by address. One that was uploaded here, and so has no source, is never deleted."""
        by_address = {address(image): image for image in images}
        if parsed.images is None:
            return by_address
        kept = set()
        for parsed_image in parsed.images:
            image = by_address.get(parsed_image.source)
            kept.add(parsed_image.source)
            if image is None:
                image = ProductImage(product=product, source=parsed_image.source)
                assign(image, parsed_image.fields)
                by_address[parsed_image.source] = image
                self.images.added.append(image)
            elif names := assign(image, parsed_image.fields):
                self.images.changed.append(image)
                self.images.names |= names
        if not parsed.is_partial:
            self.images.gone += [image for image in images if image.source and address(image) not in kept]
        return by_address

    def plan_variants(
        self, parsed: ParsedProduct, product: Product, variants: list[Variant], images: dict[str, ProductImage]
    ) -> None:
        """Match variants by their options, so that those which stay keep the ids that carts know."""
        by_options = {(variant.option1, variant.option2, variant.option3): variant for variant in variants}
        in_order = [by_options.get(wanted.options) for wanted in parsed.variants]
        is_reordered = in_order != variants and not parsed.is_partial
        for position, (wanted, found) in enumerate(zip(parsed.variants, in_order, strict=True), start=1):
            option1, option2, option3 = wanted.options
            variant = found or Variant(product=product, option1=option1, option2=option2, option3=option3)
            fields = {**wanted.fields, "position": position} if is_reordered else wanted.fields
            names = assign(variant, fields)
            if wanted.image_source is not None and set_image(variant, images.get(wanted.image_source)):
                names.add("image")
            if found is None:
                self.variants.added.append(variant)
            elif names:
                self.variants.changed.append(variant)
                self.variants.names |= names
        if parsed.is_partial:
            return
        staying = {wanted.options for wanted in parsed.variants}
        self.variants.gone += [variant for options, variant in by_options.items() if options not in staying]

    def write(self) -> None:
        self.products.names.add("updated_at")
        write(Product, self.products)
        for image in self.images.gone:
            if image.photo:
                transaction.on_commit(partial(image.photo.delete, save=False))
        write(ProductImage, self.images)
        write(Variant, self.variants)
        written = [product.pk for product in (*self.products.added, *self.products.changed)]
        if written:
            Product.objects.filter(pk__in=written).refresh_offers()


def by_product(rows: models.QuerySet[M]) -> defaultdict[int, list[M]]:
    found: defaultdict[int, list[M]] = defaultdict(list)
    for row in rows:
        found[row.product_id].append(row)  # type: ignore[attr-defined]
    return found


def assign(row: models.Model, fields: dict[str, Any]) -> set[str]:
    """Set the fields that differ, and return their names."""
    different = {name for name, value in fields.items() if getattr(row, name) != value}
    for name in different:
        setattr(row, name, fields[name])
    return different


def set_image(variant: Variant, image: ProductImage | None) -> bool:
    """Give the variant this image, saved or not yet, and tell whether it had another."""
    if variant.image_id == (image.pk if image else None) and not (image and image.pk is None):
        return False
    variant.image = image
    return True


def write(model: type[M], rows: Writes[M]) -> None:
    """Delete, update and insert. Rows to be updated are inserted over themselves: one statement for many.

    Past the models' own way, since the products that they belong to are held, and refreshed when all is written.
    """
    table: models.QuerySet[M] = models.QuerySet(model)
    if rows.gone:
        table.filter(pk__in=[row.pk for row in rows.gone]).delete()
    if rows.changed:
        table.bulk_create(rows.changed, update_conflicts=True, unique_fields=["pk"], update_fields=sorted(rows.names))
    if rows.added:
        table.bulk_create(rows.added)
