"""The one seam to the catalogue: what the lines of a cart are, cost and suffer from now."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.db.models import BigIntegerField
from django.utils.functional import cached_property

from cart.cart import Cart, CodeRefused, Refused, UnknownCode, UnknownVariant
from cart.lines import PricedLine, limit_of, price_line
from cart.shopper import UNKNOWN, Shopper
from shop import identity
from shop.catalog import version
from shop.catalog.cart_variants import read_cart_variants
from shop.catalog.models import Variant
from shop.catalog.stock import held_by
from shop.coupons.models import Coupon
from shop.coupons.refusals import CouponRefused, UnknownCoupon
from shop.coupons.refusals import explain as explain_coupon
from shop.coupons.services import find
from shop.delivery.quotes import FreeDelivery, free_delivery
from shop.money import ZERO, allocate
from shop.taxes.rates import rates_for, tax_of

VariantsById = Mapping[int, Variant]
STOCK = "SELECT id, '', stock FROM catalog_variant WHERE id IN (%s)"


@dataclass(frozen=True)
class CouponState:
    """The code that the cart uses, and what it takes off the goods; `refusal` says why it does nothing now."""

    code: str
    discount: Decimal = ZERO
    frees_delivery: bool = False
    refusal: str = ""

    @property
    def used_code(self) -> str:
        """The code, where it does something."""
        return "" if self.refusal else self.code


@dataclass(frozen=True)
class PricedCart:
    """The whole cart as it is shown. The price of delivery, and a tax that prices do not include, are not part of it.

    `removed_from` says where in the list each of the `removed` stood. `refused_code` is what was just typed as a code,
    and why it is not used. `is_lost` says that the visitor had a cart here which has ended with its session.
    """

    version: str
    lines: tuple[PricedLine, ...]
    removed: tuple[PricedLine, ...] = ()
    removed_from: tuple[int, ...] = ()
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


def price(
    cart: Cart, shopper: Shopper = UNKNOWN, *, refusal: Refused | None = None, goods: VariantsById | None = None
) -> PricedCart:
    """Look up what the cart holds; a refusal is put on its line, or on the field of the code.

    All sums are those of what can be ordered now, and the checkout takes them from here.

    Queries not at all for an empty cart. Else once for the lines, unless these `goods` were read for them, and once for
    the bar of free delivery, and once or twice more for a coupon, and for the stock that an unpaid order holds. Where
    tax is added and free delivery has bounds, once more for the rates.
    """
    ids = [*cart.lines, *cart.removed]
    if not ids:
        return PricedCart(cart.version, ())
    variants = read_cart_variants(ids) if goods is None else goods
    held = held_by(cart.holder)
    lines = tuple(price_line(key, line, variants, held, refusal) for key, line in cart.lines.items())
    coupon = price_coupon(cart, subtotal_of(lines), shopper) if lines else None
    return PricedCart(
        cart.version,
        lines,
        removed=tuple(price_line(key, line, variants, held) for key, (_, line) in cart.removed.items()),
        removed_from=tuple(place for place, _ in cart.removed.values()),
        coupon=coupon,
        free_delivery=price_free_delivery(lines, coupon.discount if coupon else ZERO, shopper.country),
        refused_code=refusal if isinstance(refusal, CodeRefused) else None,
    )


def price_coupon(cart: Cart, subtotal: Decimal, shopper: Shopper) -> CouponState | None:
    """Return what the cart's code takes off goods of this price. Queries not at all where the cart has none."""
    if not cart.coupon:
        return None
    try:
        coupon = find_coupon(cart.coupon, cart, shopper, subtotal=lambda: subtotal)
    except CouponRefused as refusal:
        return CouponState(cart.coupon, refusal=explain_coupon(refusal))
    return CouponState(coupon.code, coupon.discount(subtotal), coupon.frees_delivery)


def check_code(typed: str, cart: Cart, shopper: Shopper = UNKNOWN) -> str:
    """Return a code as it is stored, if it takes something off this cart. Raises UnknownCode or CodeRefused."""
    try:
        return find_coupon(typed, cart, shopper, subtotal=lambda: price(cart).subtotal).code
    except UnknownCoupon as refusal:
        raise UnknownCode(typed, explain_coupon(refusal)) from refusal
    except CouponRefused as refusal:
        raise CodeRefused(typed, explain_coupon(refusal)) from refusal


def find_coupon(code: str, cart: Cart, shopper: Shopper, *, subtotal: Callable[[], Decimal]) -> Coupon:
    """Return the coupon of a code that this cart may use. Raises CouponRefused; an unknown one asks for no subtotal."""
    coupon = find(code)
    coupon.check_use(subtotal=subtotal(), email=shopper.email, holder=cart.holder)
    return coupon


def subtotal_of(lines: Iterable[PricedLine]) -> Decimal:
    return sum((line.total for line in lines), ZERO)


def price_free_delivery(lines: Sequence[PricedLine], discount: Decimal, country: str) -> FreeDelivery | None:
    """Say how far the goods that are shipped are from free delivery within a country, or the shop's. Queries once."""
    totals = [line.total for line in lines]
    shares = allocate(discount, totals) if discount else [ZERO for _ in totals]
    shipped = [(line, line.total - share) for line, share in zip(lines, shares, strict=True) if line.is_shipped]
    if not shipped:
        return None
    return free_delivery(
        sum((amount for _, amount in shipped), ZERO),
        country,
        weight_grams=sum(line.variant.weight_grams * line.orderable for line, _ in shipped if line.variant),
        tax=lambda: added_tax(shipped, country or identity.current().country),
    )


def added_tax(amounts: Iterable[tuple[PricedLine, Decimal]], country: str) -> Decimal:
    """Return the tax that is added to what lines cost after discount: nothing where prices include it. Queries once."""
    if settings.PRICES_INCLUDE_TAX:
        return ZERO
    taxed = [(line.variant.tax_code, amount) for line, amount in amounts if line.variant and line.variant.taxable]
    rates = rates_for(country, {code for code, _ in taxed})
    return sum((tax_of(amount, rates[code].percent, included=False) for code, amount in taxed if code in rates), ZERO)


def price_refused(refusal: Refused) -> PricedLine:
    """Return the line that was not added, with what was typed and the reason. Queries once, or not for no variant."""
    variants = read_cart_variants([refusal.variant_id] if refusal.variant_id else [])
    return PricedLine(refusal.variant_id or 0, 0, None, variants.get(refusal.variant_id or 0), refusal)


def find_variant(variant_id: int, cart: Cart) -> tuple[Variant, VariantsById]:
    """Return a variant, and with it all that the cart holds or would hold then. Queries once. Raises UnknownVariant."""
    if variant_id > BigIntegerField.MAX_BIGINT:
        raise UnknownVariant(variant_id)
    goods = read_cart_variants({variant_id, *cart.lines, *cart.removed})
    if variant_id not in goods:
        raise UnknownVariant(variant_id)
    return goods[variant_id], goods


def find_limit(variant: Variant, holder: str) -> int:
    """Return how many of a variant a cart may hold whose unpaid order is `holder`. Queries once where there is one."""
    return limit_of(variant, held_by(holder).get(variant.pk, 0))


def catalogue_version() -> str:
    """Return the version of the catalogue that prices are of. Queries seldom."""
    return version.current()
