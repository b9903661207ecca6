"""The one seam to the catalogue: what the lines of a cart are, cost and suffer from now."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import BigIntegerField

from cart.cart import Cart, Line, Refused, UnknownVariant
from cart.refusals import explain
from shop.catalog.models import ProductImage, Variant
from shop.money import ZERO, quantize


@dataclass(frozen=True)
class PricedLine:
    """A line as it is shown: amounts in the shop's currency, as the catalogue shows them.

    `variant` is None when the catalogue has deleted it; such a line, and one with a `limit` of 0, costs nothing.
    """

    variant_id: int
    quantity: int
    seen: Decimal | None
    variant: Variant | None
    refusal: Refused | None = None

    @property
    def limit(self) -> int:
        return self.variant.max_quantity if self.variant else 0

    @property
    def is_buyable(self) -> bool:
        return self.limit > 0

    @property
    def is_withdrawn(self) -> bool:
        """Whether the merchant has taken it out of the shop, rather than run out of it."""
        return self.variant is None or not self.variant.product.is_published

    @property
    def is_too_many(self) -> bool:
        return self.quantity > self.limit > 0

    @property
    def is_repriced(self) -> bool:
        return (
            self.is_buyable and self.seen is not None and self.variant is not None and self.seen != self.variant.price
        )

    @property
    def shown_quantity(self) -> str:
        """What stands in the quantity field: what was typed and refused, or else what the cart holds."""
        return self.refusal.typed if self.refusal else str(self.quantity)

    @property
    def reason(self) -> str:
        """Why the last change of this line was refused, in words."""
        return explain(self.refusal) if self.refusal else ""

    @property
    def one_less(self) -> int:
        return self.quantity - 1

    @property
    def one_more(self) -> int:
        return self.quantity + 1

    @property
    def title(self) -> str:
        return str(self.variant.product) if self.variant else ""

    @property
    def image(self) -> ProductImage | None:
        return (self.variant.image or self.variant.product.cover) if self.variant else None

    @property
    def total(self) -> Decimal:
        return quantize(self.variant.price * self.quantity) if self.variant and self.is_buyable else ZERO

    @property
    def full_total(self) -> Decimal:
        """What the line would cost at the compare-at price."""
        if self.variant and self.variant.compare_at_price and self.variant.is_on_sale and self.is_buyable:
            return quantize(self.variant.compare_at_price * self.quantity)
        return self.total


@dataclass(frozen=True)
class PricedCart:
    """The whole cart as it is shown. Delivery and tax are not part of it."""

    version: str
    lines: tuple[PricedLine, ...]
    removed: tuple[PricedLine, ...] = ()

    @property
    def count(self) -> int:
        return sum(line.quantity for line in self.lines)

    @property
    def subtotal(self) -> Decimal:
        return sum((line.total for line in self.lines), ZERO)

    @property
    def savings(self) -> Decimal:
        """How much less than at the compare-at prices."""
        return sum((line.full_total for line in self.lines), ZERO) - self.subtotal


def price(cart: Cart, *, refusal: Refused | None = None) -> PricedCart:
    """Look up what the cart holds, in one query, or none for an empty cart; a refusal is put on its line."""
    ids = [*cart.lines, *cart.removed]
    variants = {variant.pk: variant for variant in Variant.objects.for_cart(ids)} if ids else {}
    lines = tuple(price_line(key, line, variants, refusal) for key, line in cart.lines.items())
    removed = tuple(price_line(key, line, variants) for key, (_, line) in cart.removed.items())
    return PricedCart(cart.version, lines, removed)


def price_refused(refusal: Refused) -> PricedLine:
    """Return the line that was not added, with what was typed and the reason. Queries once, or not for no variant."""
    variants = Variant.objects.for_cart([refusal.variant_id]).in_bulk() if refusal.variant_id else {}
    return PricedLine(refusal.variant_id or 0, 0, None, variants.get(refusal.variant_id or 0), refusal)


def price_line(
    variant_id: int, line: Line, variants: Mapping[int, Variant], refusal: Refused | None = None
) -> PricedLine:
    is_refused = refusal is not None and refusal.variant_id == variant_id
    return PricedLine(
        variant_id, line.quantity, read_price(line.seen), variants.get(variant_id), refusal if is_refused else None
    )


def read_price(seen: str) -> Decimal | None:
    """Return the price last seen, or None where the stored text is no price."""
    return quantize(Decimal(seen)) if re.fullmatch(r"[0-9]{1,11}(\.[0-9]{1,3})?", seen) else None


def find_variant(variant_id: int) -> Variant:
    """Return a variant with its product, in one query. Raises UnknownVariant."""
    is_an_id = variant_id <= BigIntegerField.MAX_BIGINT
    variant = Variant.objects.for_cart([variant_id]).first() if is_an_id else None
    if variant is None:
        raise UnknownVariant(variant_id)
    return variant
