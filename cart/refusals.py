"""What the cart says when it refuses a change."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cart.cart import MAX_LINES, CartFull, NotANumber, NotThatMany, Refused, SoldOut, UnknownVariant


def explain(refusal: Refused) -> str:
    """Say why a change was refused, and what the limit is."""
    match refusal:
        case NotThatMany(limit=limit, held=0):
            return _("Only %(limit)d can be ordered.") % {"limit": limit}
        case NotThatMany(limit=limit, held=held):
            text = ngettext(
                "Only %(limit)d can be ordered, and %(held)d is in your cart already.",
                "Only %(limit)d can be ordered, and %(held)d are in your cart already.",
                held,
            )
            return text % {"limit": limit, "held": held}
        case SoldOut():
            return _("This is sold out.")
        case NotANumber():
            return _("Please give the quantity as a whole number, such as 2.")
        case UnknownVariant():
            return _("This is not sold here any more.")
        case CartFull():
            return _("Your cart is full: it holds %(limit)d different things.") % {"limit": MAX_LINES}
    raise TypeError(refusal)
