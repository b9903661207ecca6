"""Days and times as people read them: in the shop's time zone, without seconds, in one style. Written here alone."""

from datetime import date, datetime

from babel import Locale
from babel.dates import format_date, format_time
from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, pgettext, to_locale

register = template.Library()


@register.filter
def day(when: date | datetime) -> str:
    """Write a day with its year, or the day of a moment: May 4, 2026."""
    return format_date(_date_of(when), "long", locale=current_locale())


@register.filter
def near_day(when: date | datetime) -> str:
    """Write a day, with its year where that is not this one: May 4."""
    written = _date_of(when)
    if written.year != timezone.localdate().year:
        return day(written)
    # Translators: a pattern of Unicode's date formats; other languages put the parts in their own order.
    return format_date(written, pgettext("date", "MMMM d"), locale=current_locale())


@register.filter
def weekday(when: date | datetime) -> str:
    """Write a day of the near future with its weekday: Monday, May 4."""
    # Translators: a pattern of Unicode's date formats; other languages put the parts in their own order.
    return format_date(_date_of(when), pgettext("date", "EEEE, MMMM d"), locale=current_locale())


@register.filter
def moment(when: datetime) -> str:
    """Write a day and a time: May 4, 2026, 2:30 PM."""
    local, locale = timezone.localtime(when), Locale.parse(current_locale())
    both: str = locale.datetime_formats["medium"]
    time = format_time(local.time(), "short", locale=locale)
    return both.replace("{0}", time).replace("{1}", format_date(local.date(), "long", locale=locale))


def in_a_cell(when: datetime | None) -> str:
    """Write a moment as spreadsheets read and sort it, or nothing: 2026-05-04 14:30."""
    return f"{timezone.localtime(when):%Y-%m-%d %H:%M}" if when else ""


def _date_of(when: date | datetime) -> date:
    return timezone.localdate(when) if isinstance(when, datetime) else when


def current_locale() -> str:
    """Return the active language as Babel names it: de_DE."""
    return to_locale(get_language() or settings.LANGUAGE_CODE)
