"""Days that may have a time: in the admin, a coupon's date without one means the whole day in the shop's time zone."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.core.exceptions import ValidationError
from django.forms.utils import from_current_timezone
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shop.dates import day, moment

ONE_DAY = timedelta(days=1)


class FirstDayWidget(AdminSplitDateTime):
    """A moment as a day and a time; one that begins a day has no time."""

    shift = timedelta()

    def decompress(self, value: datetime | None) -> tuple[date | None, time | None]:
        if value is None or not begins_a_day(value):
            return super().decompress(value)
        return timezone.localdate(value) - self.shift, None


class LastDayWidget(FirstDayWidget):
    """The same for an end, which is the end of the day before where it begins a day."""

    shift = ONE_DAY


class FirstDayField(forms.SplitDateTimeField):
    """A day, and perhaps a time of it; without one, the beginning of the day."""

    widget = FirstDayWidget
    shift = timedelta()

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(require_all_fields=False, **kwargs)
        for field in self.fields:
            field.required = False

    def compress(self, data_list: Any) -> datetime | None:
        on, at = [*data_list, None, None][:2]
        if on is None and at is not None:
            raise ValidationError(_("Give the day too."), code="incomplete")
        if on is None:
            return None
        return beginning_of(on + self.shift) if at is None else from_current_timezone(datetime.combine(on, at))


class LastDayField(FirstDayField):
    """A day, and perhaps a time of it; without one, the end of the day."""

    widget = LastDayWidget
    shift = ONE_DAY


def beginning_of(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time.min))


def begins_a_day(when: datetime) -> bool:
    return timezone.localtime(when).time() == time.min


def first_day(when: datetime) -> str:
    """Write from when a coupon holds, without a time where that is the beginning of a day."""
    return day(when) if begins_a_day(when) else moment(when)


def last_day(when: datetime) -> str:
    """Write until when a coupon holds, without a time where that is the end of a day."""
    return day(when - ONE_DAY) if begins_a_day(when) else moment(when)
