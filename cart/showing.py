"""The cart as its templates show it: all in text, and drawn by stencils."""

from typing import NamedTuple, Self

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cart.lines import PricedLine
from cart.pricing import PricedCart
from shop.catalog.texts import Picture, Price
from shop.money import Write, money_writer
from shop.stencils import Stencil, Text


class ShownLine(NamedTuple):
    """A line; `name` is its title with its options, `told_price` the price now as what accepts it sends it."""

    variant_id: Text
    title: Text
    name: Text
    options: Text
    url: Text
    picture: Picture
    price: Price
    quantity: Text
    shown_quantity: Text
    one_less: Text
    one_more: Text
    orderable: Text
    limit: Text
    seen: Text
    told_price: Text
    total: Text
    reason: Text
    is_buyable: bool
    is_withdrawn: bool
    is_too_many: bool
    is_repriced: bool

    @classmethod
    def of(cls, line: PricedLine, write: Write) -> Self:
        variant = line.variant
        return cls(
            variant_id=str(line.variant_id),
            title=line.title,
            name=str(variant or ""),
            options=variant.title if variant else "",
            url=variant.get_absolute_url() if variant else "",
            picture=line.picture,
            price=line.show_price(write),
            quantity=str(line.quantity),
            shown_quantity=line.shown_quantity,
            one_less=str(line.one_less),
            one_more=str(line.one_more),
            orderable=str(line.orderable),
            limit=str(line.limit),
            seen=write(line.seen) if line.seen is not None else "",
            told_price=line.told_price,
            total=write(line.total),
            reason=line.reason,
            is_buyable=line.is_buyable,
            is_withdrawn=line.is_withdrawn,
            is_too_many=line.is_too_many,
            is_repriced=line.is_repriced,
        )


class ShownDelivery(NamedTuple):
    """How far the goods are from free delivery: in words, and as numbers for the bar."""

    missing: Text
    threshold: Text
    reached: Text
    is_reached: bool


class ShownCoupon(NamedTuple):
    """The code that is used, and why it does nothing; or what was typed as one, and why it is not used."""

    code: Text
    refusal: Text
    typed: Text
    reason: Text
    frees_delivery: bool


class ShownRemoval(NamedTuple):
    """What stands in the place of a line that was just removed."""

    variant_id: Text
    said: Text


class ShownCart(NamedTuple):
    """The badge and the contents. What is not, is empty.

    `lines` are drawn. What was removed last stands among them where it was one line of several; else `removed` says it.
    """

    version: Text
    quantity: Text
    items: Text
    lines: Text
    removed: Text
    delivery: ShownDelivery
    coupon: ShownCoupon
    savings: Text
    subtotal: Text
    discount: Text
    total: Text
    is_orderable: bool
    is_lost: bool

    @classmethod
    def of(cls, cart: PricedCart) -> Self:
        write = money_writer()
        return cls(
            version=cart.version,
            quantity=str(cart.count),
            items=ngettext("%(count)d item", "%(count)d items", cart.count) % {"count": cart.count},
            lines=draw_lines(cart, write),
            removed="" if keeps_place(cart) else say_removed(cart),
            delivery=show_delivery(cart, write),
            coupon=show_coupon(cart),
            savings=write(cart.savings) if cart.savings else "",
            subtotal=write(cart.subtotal),
            discount=write(cart.discount) if cart.discount else "",
            total=write(cart.total),
            is_orderable=cart.is_orderable,
            is_lost=cart.is_lost,
        )


class Change(NamedTuple):
    """The answer to a change: the cart, and what is announced."""

    cart: ShownCart
    said: Text


LINE = Stencil("cart/_line.html", "line", ShownLine)
REMOVAL = Stencil("cart/_removed_line.html", "removal", ShownRemoval)
BADGE = Stencil("cart/_badge.html", "cart", ShownCart)
DRAWER = Stencil("cart/_drawer.html", "cart", ShownCart)
CHANGED = Stencil("cart/changed.htmx.html", "change", Change)


def draw_lines(cart: PricedCart, write: Write) -> SafeString:
    shown = [ShownLine.of(line, write) for line in cart.lines]
    if not keeps_place(cart):
        return LINE.draw_all(shown)
    place, removal = cart.removed_from[0], ShownRemoval(str(cart.removed[0].variant_id), say_removed(cart))
    return SafeString(LINE.draw_all(shown[:place]) + REMOVAL.draw(removal) + LINE.draw_all(shown[place:]))


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


def show_delivery(cart: PricedCart, write: Write) -> ShownDelivery:
    free = cart.free_delivery
    if free is None:
        return ShownDelivery("", "", "", is_reached=False)
    reached = str(cart.toward_free_delivery)
    return ShownDelivery(write(free.missing), str(free.threshold), reached, is_reached=free.is_reached)


def show_coupon(cart: PricedCart) -> ShownCoupon:
    coupon, refused = cart.coupon, cart.refused_code
    return ShownCoupon(
        code=coupon.code if coupon else "",
        refusal=coupon.refusal if coupon else "",
        typed=refused.typed if refused else "",
        reason=refused.reason if refused else "",
        frees_delivery=coupon is not None and coupon.frees_delivery,
    )
