"""What the cart says when it refuses a change."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cart.cart import MAX_LINES, CartFull, CodeRefused, NotANumber, NotThatMany, Refused, SoldOut, UnknownVariant


def explain(refusal: Refused) -> str:
    """Say why a change was refused, and what the limit is."""
    said: dict[str, object] = {}
    match refusal:
        case NotThatMany(limit=limit, held=0):
            text, said["limit"] = _("Only %(limit)d can be ordered."), limit
        case NotThatMany(limit=limit, held=held):
            said |= {"limit": limit, "held": held}
            text = ngettext(
                "Only %(limit)d can be ordered, and %(held)d is in your cart already.",
                "Only %(limit)d can be ordered, and %(held)d are in your cart already.",
                held,
            )
        case SoldOut():
            text = _("This is sold out.")
        case NotANumber():
            text = _("Please give the quantity as a whole number, such as 2.")
        case UnknownVariant():
            text = _("This is not sold here any more.")
        case CartFull():
            text, said["limit"] = _("Your cart is full: it holds %(limit)d different things."), MAX_LINES
        case CodeRefused(reason=reason):
            return reason
        case _:
            raise TypeError(refusal)
    return text % said
