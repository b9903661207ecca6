"""A batch of parsed products into the database, in a number of queries that does not depend on how many they are."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Generic, TypeVar

from django.db import models, transaction
from django.db.models import Q

from shop.catalog.models import ImportedProduct, Product, ProductImage, Variant
from shop.catalog.models.derived import with_derived
from shop.catalog.shopify_csv import fields
from shop.catalog.shopify_csv.categories import CategoryTree, name_of, path_in
from shop.catalog.shopify_csv.columns import CATEGORY
from shop.catalog.shopify_csv.images import address
from shop.catalog.shopify_csv.imported_handles import Keys, imported_handles, remember_handles
from shop.catalog.shopify_csv.memory import IMAGES, Memory, remembered
from shop.catalog.shopify_csv.merging import Merge
from shop.catalog.shopify_csv.parsing import ParsedProduct
from shop.catalog.shopify_csv.report import Outcome
from shop.catalog.shopify_csv.spellings import SPELT
from shop.catalog.shopify_csv.statuses import Feed, changed
from shop.catalog.shopify_csv.variants import VariantPlan
from shop.new_addresses import tell_of_new_addresses
from shop.text_identity import identity

M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The fields that are wanted, by their names for `--only`, or all; whether they overwrite edits, and count anew."""

    only: frozenset[str] | None = None
    overwrites: bool = False
    recounts: bool = False
    starts_anew: bool = False

    @property
    def restores(self) -> bool:
        """Whether products come back that were deleted in the shop."""
        return self.overwrites or self.starts_anew

    def has(self, name: str) -> bool:
        return self.only is None or name in self.only


EVERYTHING = Wanted()


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

    def __init__(self, products: Sequence[ParsedProduct], tree: CategoryTree, wanted: Wanted = EVERYTHING) -> None:
        self.parsed = products
        self.tree = tree
        self.wanted = wanted
        self.products: Writes[Product] = Writes()
        self.images: Writes[ProductImage] = Writes()
        self.variants: Writes[Variant] = Writes()
        self.memories: list[tuple[Product, Memory, dict[str, Any]]] = []
        self.by_handle: dict[str, Product] = {}
        self.handles: Keys = {}

    def store(self) -> list[Merge]:
        """Write what differs from the database, and nothing else; say of each product what became of it.

        Raises django.db.DatabaseError when the database refuses, and then leaves it to the caller's transaction that
        nothing remains.
        """
        keys = [identity(parsed.handle) for parsed in self.parsed]
        self.handles = imported_handles(keys)
        known = Product.objects.filter(Q(slug_key__in=keys) | Q(pk__in=[*filter(None, self.handles.values())]))
        # Orders that lower the stock wait, so that none is overwritten by what was read before it.
        known.lock_rows()
        products = list(known.order_by("-pk"))
        by_key = {product.pk: product for product in products}
        existing = {product.slug_key: product for product in products} | {product.slug: product for product in products}
        renamed = {key: by_key[pk] for key, pk in self.handles.items() if pk in by_key}
        existing = {key: product for key, product in renamed.items() if product.slug_key not in keys} | existing
        ids = [product.pk for product in products]
        images = by_product(ProductImage.objects.filter(product__in=ids).order_by("position", "pk"))
        variants = by_product(Variant.objects.filter(product__in=ids).order_by("position", "pk"))
        imported = dict(ImportedProduct.objects.filter(product__in=ids).values_list("product", "values"))
        merges = []
        for key, parsed in zip(keys, self.parsed, strict=True):
            product = existing.get(parsed.handle) or existing.get(key)
            merge = Merge(overwrites=self.wanted.overwrites, recounts=self.wanted.recounts)
            merges.append(merge)
            if product is None:
                is_removed = self.handles.get(key, 0) is None and not self.wanted.restores
                if is_removed or self.wanted.only is not None:
                    merge.outcome = Outcome.LEFT_OUT
                    merge.kept += ["the product stays removed"] if is_removed else []
                    continue
                product = Product(slug=parsed.handle)
            self.by_handle[key] = product
            if product.pk is None:
                self.plan(parsed, product, [], [], merge, {})
                self.products.added.append(product)
                merge.outcome = Outcome.ADDED
            elif self.plan(
                parsed, product, images[product.pk], variants[product.pk], merge, imported.get(product.pk, {})
            ):
                self.products.changed.append(product)
                merge.outcome = Outcome.CHANGED
        self.write()
        return merges

    def plan(  # noqa: PLR0913, PLR0917 what is known of one product
        self,
        parsed: ParsedProduct,
        product: Product,
        images: list[ProductImage],
        variants: list[Variant],
        merge: Merge,
        stored: dict[str, Any],
    ) -> bool:
        """Note what has to be written for one product, and tell whether anything has."""
        memory = Memory.of(stored)
        self.memories.append((product, memory, stored))
        wanted = fields.narrowed(parsed.fields, fields.OF_A_PRODUCT, self.wanted.only)
        if parsed.category is not None and self.wanted.has("category"):
            place = self.tree.place(parsed.category, parsed.fields.get("product_type", ""))
            wanted = {**wanted, "category_id": place}
            if place is None:
                merge.unplaced = name_of(parsed.category or path_in(parsed.fields.get("product_type", "")))
        if "status" in wanted and parsed.is_partial and product.pk is not None:
            status = changed(product.status, product.feed, read=wanted["status"], columns=parsed.feed_columns)
            wanted = {**wanted, "status": status}
        if "feed" in wanted:
            wanted = {**wanted, "feed": self.feed_of(product, parsed, wanted["feed"])}
        is_moved = wanted.get("category_id", product.category_id) != product.category_id
        untold = (CATEGORY,) if is_moved else ()
        names = merge.assign(product, wanted, memory.product, show=self.name_of_category, untold=untold)
        names |= self.plan_handle(parsed, product, merge)
        self.products.names |= names
        before = len(self.images) + len(self.variants)
        by_address = self.plan_images(parsed, product, images, merge, memory)
        self.plan_variants(parsed, product, variants, by_address, merge, memory)
        return bool(names) or len(self.images) + len(self.variants) > before

    def plan_handle(self, parsed: ParsedProduct, product: Product, merge: Merge) -> set[str]:
        """Keep the handle that the shop gave the product since, unless the file overwrites; return what changed."""
        names = set()
        if product.slug_key not in ("", identity(parsed.handle)):
            if merge.overwrites and self.wanted.only is None:
                merge.changes.append(fields.difference("slug", product.slug, parsed.handle))
                product.slug = parsed.handle
                names.add("slug")
            else:
                merge.keep("slug", product.slug, parsed.handle)
        # It keeps the address that it has, however the file spells it.
        parsed.handle = product.slug
        return names

    def feed_of(self, product: Product, parsed: ParsedProduct, said: Feed) -> Feed:
        """Return what the file says for the feed, and what the product has for columns that the file lacks.

        The path that the shop's own export has written is no news.
        """
        others = {column: kept for column, kept in product.feed.items() if column not in parsed.feed_columns}
        if parsed.is_partial:
            said = said | spellings(product.feed, said)
        own = [self.name_of_category(product.category_id)]
        is_news = CATEGORY in product.feed or said.get(CATEGORY) != own
        return others | (said if is_news else {column: kept for column, kept in said.items() if column != CATEGORY})

    def name_of_category(self, pk: int | None) -> str | None:
        return name_of(self.tree.paths[pk]) if pk in self.tree.paths else None

    def plan_images(
        self, parsed: ParsedProduct, product: Product, images: list[ProductImage], merge: Merge, memory: Memory
    ) -> dict[str, ProductImage]:
        """Match images by address. One that was uploaded or given its address here is never deleted."""
        by_address = {address(image): image for image in images}
        if parsed.images is None or not self.wanted.has(fields.IMAGES):
            return by_address
        named = set()
        for parsed_image in parsed.images:
            source = parsed_image.source
            key = remembered(source)
            named.add(key)
            image = by_address.get(source)
            if image is None:
                if key in memory.images and not merge.overwrites:
                    merge.kept.append(f"image {source} stays removed")
                    continue
                image = by_address[source] = ProductImage(product=product, source=source)
                merge.assign(image, parsed_image.fields, memory.images.setdefault(key, {}))
                self.images.added.append(image)
                if product.pk is not None:
                    merge.changes.append(f"image {source} added")
            else:
                last = memory.images.setdefault(key, {})
                where = f"image {fields.shortened(source)}: "
                if names := merge.assign(image, parsed_image.fields, last, where=where):
                    self.images.changed.append(image)
                    self.images.names |= names
        if not parsed.is_partial:
            self.drop_images(images, named, merge, memory)
        return by_address

    def drop_images(self, images: list[ProductImage], named: set[str], merge: Merge, memory: Memory) -> None:
        """Note those that go: what a file had and has no more. One that was made in the shop stays."""
        for image in images:
            key = remembered(address(image))
            is_own = IMAGES in memory.whole and key not in memory.images and not merge.overwrites
            if image.source and key not in named and not is_own:
                self.images.gone.append(image)
                merge.changes.append(f"image {image.source} removed")
        memory.whole.add(IMAGES)
        memory.images = {key: values for key, values in memory.images.items() if key in named}

    def plan_variants(  # noqa: PLR0913, PLR0917 what is known of one product
        self,
        parsed: ParsedProduct,
        product: Product,
        variants: list[Variant],
        images: dict[str, ProductImage],
        merge: Merge,
        memory: Memory,
    ) -> None:
        plan = VariantPlan(product, variants, images, merge, memory, self.wanted.only)
        plan.follow(parsed.variants, is_partial=parsed.is_partial)
        self.variants.added += plan.added
        self.variants.changed += plan.changed
        self.variants.gone += plan.gone
        self.variants.names |= plan.names

    def write(self) -> None:
        """Write all that was gathered, and refresh what lists show of it. Photos that go are removed on commit."""
        self.products.names.add("updated_at")
        write(Product, self.products)
        tell_of_new_addresses(self.products.changed)
        for image in self.images.gone:
            if image.photo:
                transaction.on_commit(partial(image.photo.delete, save=False))
        write(ProductImage, self.images)
        write(Variant, self.variants)
        self.remember()
        remember_handles(self.by_handle, self.handles)
        written = [product.pk for product in (*self.products.added, *self.products.changed)]
        if written:
            Product.objects.filter(pk__in=written).refresh_list_fields()

    def remember(self) -> None:
        """Keep what was imported, where it is not kept already."""
        rows = [(product, memory.as_json(), stored) for product, memory, stored in self.memories]
        ImportedProduct.objects.bulk_create(
            [ImportedProduct(product=product, values=values) for product, values, stored in rows if values != stored],
            update_conflicts=True,
            unique_fields=["product"],
            update_fields=["values"],
        )


def spellings(present: Feed, said: Feed) -> Feed:
    """Return those of a file and those that the shop has of variants that the file does not name."""
    kept = {column: [*dict.fromkeys((*present.get(column, ()), *said.get(column, ())))] for column in SPELT}
    return {column: values for column, values in kept.items() if values}


def by_product(rows: models.QuerySet[M]) -> defaultdict[int, list[M]]:
    found: defaultdict[int, list[M]] = defaultdict(list)
    for row in rows:
        found[row.product_id].append(row)  # type: ignore[attr-defined]
    return found


def write(model: type[M], rows: Writes[M]) -> None:
    """Delete, update and insert. Rows to be updated are inserted over themselves: one statement for many.

    Past the models' own way, since the products that they belong to are held, and refreshed when all is written.
    """
    table: models.QuerySet[M] = models.QuerySet(model)
    if rows.gone:
        table.filter(pk__in=[row.pk for row in rows.gone]).delete()
    if rows.changed:
        names = with_derived(model, rows.names)
        table.bulk_create(rows.changed, update_conflicts=True, unique_fields=["pk"], update_fields=sorted(names))
    if rows.added:
        table.bulk_create(rows.added)
