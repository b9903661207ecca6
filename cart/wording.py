"""What the cart says of itself after a change."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cart.pricing import PricedCart
from shop.money import format_money


def added(title: str, cart: PricedCart) -> str:
    return _("%(title)s is in your cart. %(summary)s") % {"title": title, "summary": summary(cart)}


def quantity_set(title: str, quantity: int, price: Decimal | None, cart: PricedCart) -> str:
    """Say how many of a thing are in the cart now; `price` is what one costs, where that was accepted with it."""
    said: dict[str, object] = {"title": title, "quantity": quantity, "summary": summary(cart)}
    if price is None:
        return _("%(title)s: quantity %(quantity)d. %(summary)s") % said
    said["price"] = format_money(price)
    return _("%(title)s: quantity %(quantity)d at %(price)s each. %(summary)s") % said


def removed(cart: PricedCart) -> str:
    titles = ", ".join(line.title for line in cart.removed if line.title) or _("The item")
    return _("%(title)s was removed from your cart. %(summary)s") % {"title": titles, "summary": summary(cart)}


def cleared(cart: PricedCart) -> str:
    return summary(cart)


def restored(cart: PricedCart) -> str:
    if not cart.lines:
        return summary(cart)
    return _("Back in your cart. %(summary)s") % {"summary": summary(cart)}


def coupon_used(cart: PricedCart) -> str:
    coupon = cart.coupon
    if coupon is None or coupon.refusal:
        return summary(cart)
    if coupon.frees_delivery:
        text = _("Delivery is free with the code %(code)s. %(summary)s")
    else:
        text = _("The code %(code)s takes %(discount)s off. %(summary)s")
    return text % {"code": coupon.code, "discount": format_money(coupon.discount), "summary": summary(cart)}


def coupon_removed(cart: PricedCart) -> str:
    return _("No code is used any more. %(summary)s") % {"summary": summary(cart)}


def with_loss(said: str, cart: PricedCart) -> str:
    """Say first that the cart of before is gone, where it is."""
    return f"{lost()} {said}" if cart.is_lost else said


def lost() -> str:
    return _("The cart that you had here has expired, and what was in it is gone.")


def summary(cart: PricedCart) -> str:
    """Say how many things are in the cart and what they cost."""
    if not cart.lines:
        return _("Your cart is empty.")
    counted = ngettext("%(count)d item, subtotal %(subtotal)s.", "%(count)d items, subtotal %(subtotal)s.", cart.count)
    said = counted % {"count": cart.count, "subtotal": format_money(cart.subtotal)}
    if not cart.discount:
        return said
    return _("%(summary)s With the code: %(total)s.") % {"summary": said, "total": format_money(cart.total)}
