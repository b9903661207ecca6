"""What the catalogue says of a variant in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shop.catalog.models import Variant
from shop.money import format_money


def stock(variant: Variant) -> str:
    """Say whether a variant can be had, and how many where few are left."""
    if variant.is_on_backorder:
        return _("Made to order: it takes a little longer to ship")
    if not variant.is_in_stock:
        return _("Sold out")
    if variant.is_low:
        return ngettext("Only %(stock)d left", "Only %(stock)d left", variant.stock) % {"stock": variant.stock}
    return _("In stock")


def picked(variant: Variant | None) -> str:
    """Say what a picked combination of options is, costs, and whether it can be had."""
    if variant is None:
        return _("This combination is not made. Please pick another.")
    return f"{variant.title}: {format_money(variant.price)}. {stock(variant)}."
