"""The cart as its templates show it: all in text."""

import re
from collections.abc import Sequence
from typing import NamedTuple, Self

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cart.lines import PricedLine
from cart.pricing import PricedCart
from cart.refusals import explain
from shop.display import Picture, Price
from shop.money import Write, money_writer
from shop.templating.slots import Slot


class LineView(NamedTuple):
    """A line; `name` is its title with its options, and `address` takes its changes.

    `shown_quantity` is what was typed and refused, or else what the cart holds; the steps go from it, and the step down
    of too many asks for as many as there are. `told_price` is the price now, as what accepts it sends it.
    """

    variant_id: Slot
    address: Slot
    title: Slot
    name: Slot
    options: Slot
    url: Slot
    picture: Picture
    price: Price
    quantity: Slot
    shown_quantity: Slot
    one_less: Slot
    one_more: Slot
    orderable: Slot
    limit: Slot
    seen: Slot
    told_price: Slot
    total: Slot
    reason: Slot
    is_several: bool
    is_buyable: bool
    is_withdrawn: bool
    is_too_many: bool
    is_repriced: bool

    @classmethod
    def of(cls, line: PricedLine, write: Write) -> Self:
        variant = line.variant
        shown = line.refusal.typed if line.refusal else str(line.quantity)
        number = int(shown) if re.fullmatch("[0-9]{1,17}", shown) else line.quantity
        return cls(
            variant_id=str(line.variant_id),
            address=reverse("cart:set-line", args=[line.variant_id]),
            title=line.title,
            name=str(variant or ""),
            options=variant.title if variant else "",
            url=variant.get_absolute_url() if variant else "",
            picture=variant.picture if variant else Picture(),
            price=variant.build_price(write) if variant else Price.of(None),
            quantity=str(line.quantity),
            shown_quantity=shown,
            one_less=str(max(min(number - 1, line.limit), 0)),
            one_more=str(number + 1),
            orderable=str(line.orderable),
            limit=str(line.limit),
            seen=write(line.seen) if line.seen is not None else "",
            told_price=str(variant.price) if variant else "",
            total=write(line.total),
            reason=explain(line.refusal) if line.refusal else "",
            is_several=line.orderable > 1,
            is_buyable=line.is_buyable,
            is_withdrawn=line.is_withdrawn,
            is_too_many=line.is_too_many,
            is_repriced=line.is_repriced,
        )


class FreeDeliveryView(NamedTuple):
    """How far the goods are from free delivery: in words, and as numbers for the bar."""

    missing: Slot
    threshold: Slot
    reached: Slot
    is_reached: bool


class CouponView(NamedTuple):
    """The code that is used, and why it does nothing; or what was typed as one, and why it is not used."""

    code: Slot
    refusal: Slot
    typed: Slot
    reason: Slot
    frees_delivery: bool


class RemovalView(NamedTuple):
    """What stands in the place of a line that was just removed."""

    variant_id: Slot
    said: Slot


class CartView(NamedTuple):
    """The badge and the contents. What is not, is empty.

    What was removed last stands between `lines` and `lines_below` where it was one line of several: it is `removal`.
    Else `removed` says it, and there are no `lines_below`.
    """

    version: Slot
    quantity: Slot
    items: Slot
    lines: Sequence[LineView]
    removal: RemovalView
    lines_below: Sequence[LineView]
    removed: Slot
    delivery: FreeDeliveryView
    coupon: CouponView
    savings: Slot
    subtotal: Slot
    discount: Slot
    total: Slot
    is_orderable: bool
    is_lost: bool

    @classmethod
    def of(cls, cart: PricedCart) -> Self:
        write = money_writer()
        lines = [LineView.of(line, write) for line in cart.lines]
        place = cart.removed_from[0] if keeps_place(cart) else len(lines)
        return cls(
            version=cart.version,
            quantity=str(cart.count),
            items=ngettext("%(count)d item", "%(count)d items", cart.count) % {"count": cart.count},
            lines=lines[:place],
            removal=build_removal(cart),
            lines_below=lines[place:],
            removed="" if keeps_place(cart) else say_removed(cart),
            delivery=build_delivery(cart, write),
            coupon=build_coupon(cart),
            savings=write(cart.savings) if cart.savings else "",
            subtotal=write(cart.subtotal),
            discount=write(cart.discount) if cart.discount else "",
            total=write(cart.total),
            is_orderable=cart.is_orderable,
            is_lost=cart.is_lost,
        )


class Change(NamedTuple):
    """The answer to a change: the cart, and what is announced."""

    cart: CartView
    said: Slot


def build_removal(cart: PricedCart) -> RemovalView:
    if not keeps_place(cart):
        return RemovalView("", "")
    return RemovalView(str(cart.removed[0].variant_id), say_removed(cart))


def keeps_place(cart: PricedCart) -> bool:
    """Tell whether the last removal took one line of several: what is below it must not come up under the finger."""
    return bool(cart.lines) and len(cart.removed) == 1


def say_removed(cart: PricedCart) -> str:
    if not cart.removed:
        return ""
    if len(cart.removed) == 1:
        return _("%(title)s was removed.") % {"title": cart.removed[0].title or _("The item")}
    count = len(cart.removed)
    return ngettext("%(count)d thing was removed.", "%(count)d things were removed.", count) % {"count": count}


def build_delivery(cart: PricedCart, write: Write) -> FreeDeliveryView:
    free = cart.free_delivery
    if free is None:
        return FreeDeliveryView("", "", "", is_reached=False)
    reached = str(cart.toward_free_delivery)
    return FreeDeliveryView(write(free.missing), str(free.threshold), reached, is_reached=free.is_reached)


def build_coupon(cart: PricedCart) -> CouponView:
    coupon, refused = cart.coupon, cart.refused_code
    return CouponView(
        code=coupon.code if coupon else "",
        refusal=coupon.refusal if coupon else "",
        typed=refused.typed if refused else "",
        reason=refused.reason if refused else "",
        frees_delivery=coupon is not None and coupon.frees_delivery,
    )
