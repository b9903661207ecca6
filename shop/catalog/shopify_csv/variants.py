"""The variants of one product: those of the shop matched with those of a file."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from shop.catalog.models import Product, ProductImage, Variant
from shop.catalog.shopify_csv import fields
from shop.catalog.shopify_csv.memory import OPTIONS, VARIANTS, Memory, Values, remembered
from shop.catalog.shopify_csv.merging import Merge
from shop.catalog.shopify_csv.parsing_variants import ParsedVariant, alike


@dataclass
class VariantPlan:
    """What is to be written; `names` are the fields in which any of the changed variants differ."""

    product: Product
    variants: Sequence[Variant]
    """Those of the shop, in its order."""
    images: dict[str, ProductImage]
    merge: Merge
    memory: Memory
    only: frozenset[str] | None
    added: list[Variant] = field(default_factory=list)
    changed: list[Variant] = field(default_factory=list)
    gone: list[Variant] = field(default_factory=list)
    names: set[str] = field(default_factory=set)

    def follow(self, wanted: Sequence[ParsedVariant], *, is_partial: bool = False) -> None:
        """Plan for what the file has; where it does not have all variants, the others stay, and so does their order.

        Variants that stay keep the ids that carts know.
        """
        may_add = self.only is None or fields.OPTIONS in self.only
        is_partial = is_partial or not may_add
        matched = self.match(wanted)
        pairs = [
            (parsed, found)
            for parsed, found in zip(wanted, matched, strict=True)
            if found or (may_add and not self.was_removed(parsed))
        ]
        in_order = [found for _, found in pairs]
        positions = self.behind(in_order) if is_partial else self.positions(in_order)
        for place, (parsed, found) in enumerate(pairs):
            self.plan(parsed, found, positions.get(place))
        if is_partial:
            return
        staying = {found.pk for found in matched if found}
        for variant in self.variants:
            if variant.pk not in staying and not self.is_own(variant):
                self.gone.append(variant)
                self.memory.variants.pop(variant.pk, None)
                self.merge.changes.append(f"variant “{variant.title}” removed" if variant.title else "variant removed")
        self.memory.whole.add(VARIANTS)
        self.memory.in_file_order(matched)

    def match(self, wanted: Sequence[ParsedVariant]) -> list[Variant | None]:
        """Find each by its options: by those that the shop shows, by those of the last import, else by its SKU.

        Options that are spelled otherwise are the same. An earlier shop showed linked options as the file spells them.
        """
        by_options = {(variant.option1, variant.option2, variant.option3): variant for variant in self.variants}
        by_key = {alike(options): variant for options, variant in reversed(by_options.items())}
        found = [
            by_options.get(parsed.options) or by_key.get(alike(parsed.options)) or by_options.get(parsed.spelt)
            for parsed in wanted
        ]
        left = {variant.pk: variant for variant in self.variants} if None in found else {}
        for variant in filter(None, found):
            left.pop(variant.pk, None)
        if left:
            for place, parsed in enumerate(wanted):
                if found[place] is None:
                    found[place] = left.pop(self.remembered_key(parsed), None)
            self.match_by_sku(wanted, found, left)
        return found

    def match_by_sku(
        self, wanted: Sequence[ParsedVariant], found: list[Variant | None], left: Mapping[int, Variant]
    ) -> None:
        """Find those whose options were renamed, where one variant alone has the SKU, in the shop and in the file."""
        said = Counter(parsed.fields.get("sku", "") for parsed in wanted)
        shown = Counter(variant.sku for variant in self.variants)
        by_sku = {variant.sku: variant for variant in left.values() if variant.sku and shown[variant.sku] == 1}
        for place, parsed in enumerate(wanted):
            sku = parsed.fields.get("sku", "")
            if found[place] is None and said[sku] == 1:
                found[place] = by_sku.get(sku)

    def remembered_key(self, parsed: ParsedVariant) -> int:
        """Return the key of the variant to which the last import gave these options; 0 for none."""
        return self.keys_by_options.get(tuple(map(remembered, parsed.options)), 0)

    @cached_property
    def keys_by_options(self) -> dict[tuple[Any, ...], int]:
        return self.memory.by_options()

    def was_removed(self, parsed: ParsedVariant) -> bool:
        """Tell whether the shop had this variant from an earlier import, and deleted it."""
        if self.merge.overwrites or self.product.pk is None:
            return False
        key = self.remembered_key(parsed)
        if not key or any(variant.pk == key for variant in self.variants):
            return False
        self.merge.kept.append(f"variant “{' / '.join(filter(None, parsed.options))}” stays removed")
        return True

    def is_own(self, variant: Variant) -> bool:
        """Tell whether the shop made this variant itself, so that no file can have left it out."""
        is_own = VARIANTS in self.memory.whole and variant.pk not in self.memory.variants and not self.merge.overwrites
        if is_own:
            self.merge.kept.append(f"variant “{variant.title}”, which was made in the shop, stays")
        return is_own

    def positions(self, in_order: Sequence[Variant | None]) -> dict[int, int]:
        """Return the position of each place of the file: of none where the order stays as it is."""
        known = [variant.pk for variant in in_order if variant]
        new = [place for place, variant in enumerate(in_order) if variant is None]
        there = set(known)
        is_moved = known != [variant.pk for variant in self.variants if variant.pk in there]
        is_kept = is_moved and self.is_reordered
        if is_kept:
            self.merge.kept.append("the order of its variants")
        elif is_moved:
            self.merge.changes.append("its variants stand in another order")
        if is_kept or (not is_moved and all(place >= len(known) for place in new)):
            return self.behind(in_order)
        return {place: place + 1 for place in range(len(in_order))}

    def behind(self, in_order: Sequence[Variant | None]) -> dict[int, int]:
        """Return the position of each new variant, behind all that the shop has."""
        last = max((variant.position for variant in self.variants), default=0)
        new = [place for place, variant in enumerate(in_order) if variant is None]
        return {place: last + number for number, place in enumerate(new, start=1)}

    @property
    def is_reordered(self) -> bool:
        """Whether the variants of the last import stand in another order in the shop."""
        imported = [variant.pk for variant in self.variants if variant.pk in self.memory.variants]
        there = [key for key in self.memory.variants if key in imported]
        return bool(imported) and imported != there and not self.merge.overwrites

    def plan(self, parsed: ParsedVariant, found: Variant | None, position: int | None) -> None:
        variant = found or Variant(product=self.product)
        last: Values = self.memory.variants.setdefault(variant.pk, {}) if found else {}
        options = dict(zip(OPTIONS, parsed.options, strict=True))
        # One that is new has all that the file says of it.
        only = self.only if found else None
        wanted = fields.narrowed({**options, **parsed.fields}, fields.OF_A_VARIANT, only)
        where = f"{variant.title}: " if len(self.variants) > 1 else ""
        quantity = wanted.pop("stock", None)
        names = self.merge.assign(variant, wanted, last, where=where)
        if quantity is not None:
            names |= self.merge.assign_stock(variant, quantity, last, where=where)
        if variant.stock < 0 and variant.track_stock and not variant.allow_backorder:
            self.merge.changes.append(fields.difference("stock", variant.stock, 0, where=where))
            variant.stock = 0
            names.add("stock")
        if position is not None and variant.position != position:
            variant.position = position
            names.add("position")
        if parsed.image_source is not None and (self.only is None or fields.IMAGES in self.only):
            names |= self.assign_image(variant, parsed.image_source, last, where=where)
        if found is None:
            self.added.append(variant)
            self.memory.added.append((variant, last))
            if self.product.pk is not None:
                self.merge.changes.append(f"variant “{variant.title}” added" if variant.title else "variant added")
        elif names:
            self.changed.append(variant)
            self.names |= names

    def assign_image(self, variant: Variant, source: str, last: Values, *, where: str) -> set[str]:
        """Give the variant the image at an address, saved or not yet, and return what changed."""
        image = self.images.get(source)
        is_same = variant.image_id == (image.pk if image else None) and not (image and image.pk is None)
        if not is_same:
            present = next((place for place, own in self.images.items() if own.pk and own.pk == variant.image_id), "")
            if variant.pk is not None:
                if self.merge.is_edited("image", present, last):
                    self.merge.keep("image", present, source, where=where)
                    return set()
                self.merge.changes.append(fields.difference("image", present, source, where=where))
            variant.image = image
        last["image"] = remembered(source)
        return set() if is_same else {"image"}
