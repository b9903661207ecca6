"""What the shop has of the products that a file names, so that its rows find their variant."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Q

from shop.catalog.handles import handle_of
from shop.catalog.models import Product, ProductImage, Variant
from shop.catalog.shopify_csv.columns import LINKED_TO, OPTION_VALUES
from shop.catalog.shopify_csv.images import address
from shop.catalog.shopify_csv.imported_handles import imported_handles
from shop.catalog.shopify_csv.spellings import spelt, without_apostrophe
from shop.text_identity import identity

Options = tuple[str, str, str]


class NoSuchVariant(Exception):
    """No variant, or more than one, is the one that a row is about; its text is a sentence without the full stop."""


@dataclass(slots=True)
class KnownVariant:
    options: Options
    sku: str
    is_tracked: bool
    may_oversell: bool
    spelt: Options

    @property
    def title(self) -> str:
        return " / ".join(filter(None, self.options))


@dataclass(slots=True)
class KnownProduct:
    """A product that the shop has: its variants, the addresses of its images, and the last of their positions."""

    variants: list[KnownVariant] = field(default_factory=list)
    images: set[str] = field(default_factory=set)
    last_position: int = 0

    @property
    def options(self) -> int:
        """How many options its variants have."""
        return max((place for each in self.variants for place in range(1, 4) if each.options[place - 1]), default=0)

    def find(self, options: Options, sku: str) -> KnownVariant:
        """Return the variant with these options, as far as they are given, else with the SKU, else the only one.

        Raises NoSuchVariant.
        """
        if any(options):
            found = [variant for variant in self.variants if is_meant(options, variant)]
            if len(found) > 1 and sku:
                found = [variant for variant in found if variant.sku == without_apostrophe(sku)] or found
            told = " / ".join(filter(None, options))
            what = f"the variant “{told[:100]}”"
        else:
            found = [variant for variant in self.variants if sku and variant.sku == without_apostrophe(sku)]
            what = f"a variant with the SKU {sku[:100]}" if sku else "a variant"
            if not found and len(self.variants) == 1:
                return self.variants[0]
        if len(found) == 1:
            return found[0]
        if not found and (sku or any(options)):
            raise NoSuchVariant(f"the product has no {what.split(' ', 1)[1]}")
        many = len(found) or len(self.variants)
        by = "Option1 Value" if sku and not any(options) else "SKU or the values of all options"
        raise NoSuchVariant(f"{what} may be each of {many} variants of the product: say which by {by}")


def is_meant(options: Options, variant: KnownVariant) -> bool:
    wanted = [identity(value) for value in options]
    return all(
        not value or value in (identity(shown), identity(raw))
        for value, shown, raw in zip(wanted, variant.options, variant.spelt, strict=True)
    )


def known_products(handles: Iterable[str], *, with_images: bool) -> dict[str, KnownProduct]:
    """Return the shop's products with these handles, by these. Queries three times, or four with their images."""
    keys = {handle: identity(handle_of(handle)) for handle in handles}
    renamed = imported_handles(keys.values())
    is_alike = Q(slug_key__in=[*keys.values()]) | Q(pk__in=[*filter(None, renamed.values())])
    alike = Product.objects.filter(is_alike).order_by("-pk")
    rows = list(alike.values_list("slug", "slug_key", "pk", "feed"))
    found = {key: (pk, feed) for _slug, key, pk, feed in rows} | {slug: (pk, feed) for slug, _key, pk, feed in rows}
    by_key = {pk: (pk, feed) for _slug, key, pk, feed in rows if key not in set(keys.values())}
    found = {key: by_key[pk] for key, pk in renamed.items() if pk in by_key} | found
    feeds: dict[int, tuple[str, Mapping[str, list[str]]]] = {}
    for handle, key in keys.items():
        if row := found.get(handle_of(handle)) or found.get(key):
            feeds[row[0]] = handle, row[1]
    products = {handle: KnownProduct() for handle, _feed in feeds.values()}
    for variant in Variant.objects.filter(product__in=feeds).order_by("position", "pk"):
        handle, feed = feeds[variant.product_id]
        options = variant.option1, variant.option2, variant.option3
        first, second, third = (
            spelt(value, column, feed, (*feed.get(linked, ()), "")[0])
            for value, column, linked in zip(options, OPTION_VALUES, LINKED_TO, strict=True)
        )
        products[handle].variants.append(
            KnownVariant(options, variant.sku, variant.track_stock, variant.allow_backorder, (first, second, third))
        )
    if with_images:
        for image in ProductImage.objects.filter(product__in=feeds):
            product = products[feeds[image.product_id][0]]
            product.images.add(address(image))
            product.last_position = max(product.last_position, image.position)
    return products


def handles_by_sku(skus: Iterable[str]) -> dict[str, str]:
    """Return by each of these SKUs the handle of the one product that has it. Queries once."""
    stored = {sku: without_apostrophe(sku) for sku in skus if sku}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for sku, handle in Variant.objects.filter(sku__in=set(stored.values())).values_list("sku", "product__slug"):
        found[sku].add(handle)
    return {sku: next(iter(found[own])) for sku, own in stored.items() if len(found[own]) == 1}


def holders(sku: str) -> int:
    """Say how many products have a variant with this SKU. Queries once."""
    return Product.objects.filter(variants__sku=without_apostrophe(sku)).distinct().count()
