"""The one seam to the catalogue: what the lines of a cart are, cost and suffer from now."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import BigIntegerField
from django.utils.functional import cached_property

from cart.cart import Cart, CodeRefused, Line, Refused, UnknownCode, UnknownVariant, is_price
from cart.refusals import explain
from shop.catalog.goods import read_goods
from shop.catalog.models import Variant
from shop.catalog.models.variants import MAX_QUANTITY
from shop.catalog.stock import held_by
from shop.catalog.texts import Picture, Price
from shop.coupons.refusals import CouponRefused, UnknownCoupon
from shop.coupons.refusals import explain as explain_coupon
from shop.coupons.services import find
from shop.delivery.offering import FreeDelivery, free_delivery
from shop.money import ZERO, Write, allocate, quantize

Goods = Mapping[int, Variant]


@dataclass(frozen=True)
class PricedLine:
    """A line as it is shown: amounts in the shop's currency, as the catalogue shows them.

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
    def told_price(self) -> str:
        """The price now, as what accepts it sends it."""
        return str(self.variant.price) if self.variant else ""

    @property
    def shown_quantity(self) -> str:
        """What stands in the quantity field: what was typed and refused, or else what the cart holds."""
        return self.refusal.typed if self.refusal else str(self.quantity)

    @property
    def reason(self) -> str:
        """Why the last change of this line was refused, in words."""
        return explain(self.refusal) if self.refusal else ""

    @property
    def shown_number(self) -> int:
        """The number in the quantity field, which the steps go from."""
        return int(self.shown_quantity) if re.fullmatch("[0-9]{1,17}", self.shown_quantity) else self.quantity

    @property
    def one_less(self) -> int:
        """What the step down asks for: of too many, as many as there are."""
        return max(min(self.shown_number - 1, self.limit), 0)

    @property
    def one_more(self) -> int:
        return self.shown_number + 1

    @property
    def is_shipped(self) -> bool:
        return self.variant is not None and self.variant.requires_shipping and self.is_buyable

    @property
    def title(self) -> str:
        return str(self.variant.product) if self.variant else ""

    @property
    def picture(self) -> Picture:
        return self.variant.picture if self.variant else Picture()

    def show_price(self, write: Write) -> Price:
        """Write the price now, and of something on sale the compare-at price."""
        return self.variant.show_price(write) if self.variant else Price.of(None)

    @cached_property
    def total(self) -> Decimal:
        return quantize(self.variant.price * self.quantity) if self.variant and self.is_buyable else ZERO

    @cached_property
    def full_total(self) -> Decimal:
        """What the line would cost at the compare-at price."""
        if self.variant and self.variant.compare_at_price and self.variant.is_on_sale and self.is_buyable:
            return quantize(self.variant.compare_at_price * self.quantity)
        return self.total


@dataclass(frozen=True)
class CouponState:
    """The code that the cart uses, and what it takes off the goods; `refusal` says why it does nothing now."""

    code: str
    discount: Decimal = ZERO
    frees_delivery: bool = False
    refusal: str = ""


@dataclass(frozen=True)
class PricedCart:
    """The whole cart as it is shown. The price of delivery, and a tax that prices do not include, are not part of it.

    `refused_code` is what was just typed as a code, and why it is not used. `is_lost` says that the visitor had a cart
    here which has ended with its session.
    """

    version: str
    lines: tuple[PricedLine, ...]
    removed: tuple[PricedLine, ...] = ()
    coupon: CouponState | None = None
    free_delivery: FreeDelivery | None = None
    refused_code: CodeRefused | None = None
    is_lost: bool = False

    @cached_property
    def count(self) -> int:
        return sum(line.quantity for line in self.lines)

    @cached_property
    def subtotal(self) -> Decimal:
        return subtotal_of(self.lines)

    @property
    def savings(self) -> Decimal:
        """How much less than at the compare-at prices."""
        return sum((line.full_total for line in self.lines), ZERO) - self.subtotal

    @property
    def coupon_code(self) -> str:
        return self.coupon.code if self.coupon else ""

    @property
    def discount(self) -> Decimal:
        """What the coupon takes off."""
        return self.coupon.discount if self.coupon else ZERO

    @property
    def total(self) -> Decimal:
        return self.subtotal - self.discount

    @property
    def toward_free_delivery(self) -> Decimal:
        """How much of the sum is reached from which delivery is free."""
        return self.free_delivery.threshold - self.free_delivery.missing if self.free_delivery else ZERO

    @property
    def is_orderable(self) -> bool:
        return any(line.orderable for line in self.lines)


def price(cart: Cart, *, refusal: Refused | None = None, goods: Goods | None = None) -> PricedCart:
    """Look up what the cart holds; a refusal is put on its line, or on the field of the code.

    Queries not at all for an empty cart. Else once for the lines, unless these `goods` were read for them, and once for
    the bar of free delivery, and once more for a coupon, and for the stock that an unpaid order holds.
    """
    ids = [*cart.lines, *cart.removed]
    if not ids:
        return PricedCart(cart.version, ())
    variants = read_goods(ids) if goods is None else goods
    held = held_by(cart.holder)
    lines = tuple(price_line(key, line, variants, held, refusal) for key, line in cart.lines.items())
    coupon = price_coupon(cart, subtotal_of(lines)) if lines else None
    return PricedCart(
        cart.version,
        lines,
        removed=tuple(price_line(key, line, variants, held) for key, (_, line) in cart.removed.items()),
        coupon=coupon,
        free_delivery=price_free_delivery(lines, coupon.discount if coupon else ZERO) if lines else None,
        refused_code=refusal if isinstance(refusal, CodeRefused) else None,
    )


def price_coupon(cart: Cart, subtotal: Decimal) -> CouponState | None:
    """Return what the cart's code takes off goods of this price. Queries once, or not where the cart has none."""
    if not cart.coupon:
        return None
    try:
        coupon = find(cart.coupon)
        coupon.check_use(subtotal=subtotal, holder=cart.holder)
    except CouponRefused as refusal:
        return CouponState(cart.coupon, refusal=explain_coupon(refusal))
    return CouponState(coupon.code, coupon.discount(subtotal), coupon.frees_delivery)


def check_code(typed: str, cart: Cart) -> str:
    """Return a code as it is stored, if it takes something off this cart. Raises UnknownCode or CodeRefused."""
    try:
        coupon = find(typed)
        coupon.check_use(subtotal=price(cart).subtotal, holder=cart.holder)
    except UnknownCoupon as refusal:
        raise UnknownCode(typed, explain_coupon(refusal)) from refusal
    except CouponRefused as refusal:
        raise CodeRefused(typed, explain_coupon(refusal)) from refusal
    return coupon.code


def subtotal_of(lines: Iterable[PricedLine]) -> Decimal:
    return sum((line.total for line in lines), ZERO)


def price_free_delivery(lines: Sequence[PricedLine], discount: Decimal) -> FreeDelivery | None:
    """Say how far the goods that are shipped are from free delivery within the shop's country. Queries once."""
    totals = [line.total for line in lines]
    if discount:
        totals = [total - off for total, off in zip(totals, allocate(discount, totals), strict=True)]
    shipped = [total for total, line in zip(totals, lines, strict=True) if line.is_shipped]
    weight = sum(line.variant.weight_grams * line.quantity for line in lines if line.variant and line.is_shipped)
    return free_delivery(sum(shipped, ZERO), weight_grams=weight) if shipped else None


def price_refused(refusal: Refused) -> PricedLine:
    """Return the line that was not added, with what was typed and the reason. Queries once, or not for no variant."""
    variants = read_goods([refusal.variant_id] if refusal.variant_id else [])
    return PricedLine(refusal.variant_id or 0, 0, None, variants.get(refusal.variant_id or 0), refusal)


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


def find_variant(variant_id: int, cart: Cart) -> tuple[Variant, Goods]:
    """Return a variant, and with it all that the cart holds or would hold then. Queries once. Raises UnknownVariant."""
    if variant_id > BigIntegerField.MAX_BIGINT:
        raise UnknownVariant(variant_id)
    goods = read_goods({variant_id, *cart.lines, *cart.removed})
    if variant_id not in goods:
        raise UnknownVariant(variant_id)
    return goods[variant_id], goods


def find_limit(variant: Variant, holder: str) -> int:
    """Return how many of a variant a cart may hold whose unpaid order is `holder`. Queries once where there is one."""
    return limit_of(variant, held_by(holder).get(variant.pk, 0))


def limit_of(variant: Variant, held: int) -> int:
    """Return how many can be bought, with those that have left the stock for the shopper's own unpaid order."""
    is_counted = variant.track_stock and not variant.allow_backorder
    if held and is_counted and variant.product.is_reachable:
        return min(variant.stock + held, MAX_QUANTITY)
    return variant.max_quantity
