"""Why a delivery method that was chosen is not offered for a parcel."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from shop.addresses import country_name
from shop.delivery.models import DeliveryMethod
from shop.delivery.quotes import DEFAULT_METHOD, Parcel, stands_in_categories
from shop.money import format_money

MOST_DIGITS = 19
"""So many has a key that a database can hold, or fewer."""


def why_not(method_id: str, parcel: Parcel) -> str:
    """Name the method and say in a sentence why it does not fit, or nothing where nothing is known of it. Queries."""
    if method_id == str(DEFAULT_METHOD):
        return _("%(name)s is not offered any more.") % {"name": _("Standard delivery")}
    found = DeliveryMethod.objects.filter(pk=method_id) if method_id.isascii() and method_id.isdigit() else None
    method = found.select_related("zone").first() if found is not None and len(method_id) < MOST_DIGITS else None
    if method is None:
        return ""
    if not method.is_active:
        return _("%(name)s is not offered any more.") % {"name": method.name}
    reason = next(_reasons(method, parcel), "")
    return _("%(name)s no longer fits: %(reason)s.") % {"name": method.name, "reason": reason} if reason else ""


def _reasons(method: DeliveryMethod, parcel: Parcel) -> Iterator[str]:
    taxed = parcel.total + parcel.tax
    if not method.reaches(parcel.country):
        yield _("it does not go to %(country)s") % {"country": country_name(parcel.country)}
    if method.most_weight_grams is not None and parcel.weight_grams > method.most_weight_grams:
        yield _("it takes up to %(most)d g") % {"most": method.most_weight_grams}
    if method.least_weight_grams is not None and parcel.weight_grams < method.least_weight_grams:
        yield _("it is for %(least)d g and more") % {"least": method.least_weight_grams}
    if method.most_total is not None and taxed > method.most_total:
        yield _("it is for orders up to %(most)s") % {"most": format_money(method.most_total)}
    if method.least_total is not None and taxed < method.least_total:
        yield _("it is for orders from %(least)s on") % {"least": format_money(method.least_total)}
    if not stands_in_categories(method, parcel):
        yield _("it is not for everything in your cart")
