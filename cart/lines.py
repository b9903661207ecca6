"""A line of the cart as it is priced: what it is, costs and suffers from now."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import cached_property

from cart.cart import Line, Refused, is_price
from shop.catalog.models import Variant
from shop.catalog.models.variants import MAX_QUANTITY
from shop.money import ZERO, quantize


@dataclass(frozen=True)
class PricedLine:
    """A line as it is priced: amounts in the shop's currency, as the catalogue shows them.

    `variant` is None when the catalogue has deleted it; such a line, and one with a `limit` of 0, costs nothing. `held`
    is how many have left the stock for the unpaid order that was made of this cart.
    """

    variant_id: int
    quantity: int
    seen: Decimal | None
    variant: Variant | None
    refusal: Refused | None = None
    held: int = 0

    @cached_property
    def limit(self) -> int:
        return limit_of(self.variant, self.held) if self.variant else 0

    @property
    def orderable(self) -> int:
        """How many of the wanted can be ordered now."""
        return min(self.quantity, self.limit)

    @property
    def is_buyable(self) -> bool:
        return self.limit > 0

    @property
    def is_withdrawn(self) -> bool:
        """Whether the merchant has taken it out of the shop, rather than run out of it."""
        return self.variant is None or not self.variant.product.is_reachable

    @property
    def is_too_many(self) -> bool:
        return self.quantity > self.limit > 0

    @property
    def is_repriced(self) -> bool:
        return (
            self.is_buyable and self.seen is not None and self.variant is not None and self.seen != self.variant.price
        )

    @property
    def is_shipped(self) -> bool:
        return self.variant is not None and self.variant.requires_shipping and self.is_buyable

    @property
    def title(self) -> str:
        return str(self.variant.product) if self.variant else ""

    @cached_property
    def total(self) -> Decimal:
        """What can be ordered of it now costs so much."""
        return quantize(self.variant.price * self.orderable) if self.variant else ZERO

    @cached_property
    def full_total(self) -> Decimal:
        """What the line would cost at the compare-at price."""
        if self.variant and self.variant.compare_at_price and self.variant.is_on_sale:
            return quantize(self.variant.compare_at_price * self.orderable)
        return self.total


def price_line(
    variant_id: int,
    line: Line,
    variants: Mapping[int, Variant],
    held: Mapping[int, int],
    refusal: Refused | None = None,
) -> PricedLine:
    return PricedLine(
        variant_id,
        line.quantity,
        read_price(line.seen),
        variants.get(variant_id),
        refusal if refusal is not None and refusal.variant_id == variant_id else None,
        held.get(variant_id, 0),
    )


def read_price(seen: str) -> Decimal | None:
    """Return the price last seen, or None where the stored text is no price."""
    return quantize(Decimal(seen)) if is_price(seen) else None


def limit_of(variant: Variant, held: int) -> int:
    """Return how many can be bought, with those that have left the stock for the shopper's own unpaid order."""
    is_counted = variant.track_stock and not variant.allow_backorder
    if held and is_counted and variant.product.is_reachable:
        return min(variant.stock + held, MAX_QUANTITY)
    return variant.max_quantity
