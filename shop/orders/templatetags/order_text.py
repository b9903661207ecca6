"""Amounts of orders and when they arrive, written as the active language writes them."""

from datetime import date
from decimal import Decimal

from babel.numbers import format_decimal
from django import template
from django.utils.translation import gettext as _

from shop.dates import current_locale, day

register = template.Library()


@register.filter
def per_cent(percent: Decimal) -> str:
    """Write 19.000 as 19 %, without needless places."""
    return _("%(number)s %%") % {"number": format_decimal(percent.normalize(), locale=current_locale())}


def promised(first: date | None, last: date | None) -> str:
    """Say when a delivery was promised, or nothing."""
    if first is None or last is None:
        return ""
    if first == last:
        return day(first)
    return _("between %(first)s and %(last)s") % {"first": day(first), "last": day(last)}
