"""On which day something arrives: working days, counted from the day on which it leaves the shop.

What is ordered before the method's cut-off hour leaves on the same day, if that is a working day, and else on the next
one. Weekends and public holidays are those of the shop's country; to them come the merchant's own closed days.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Self

import holidays
from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from shop import identity
from shop.delivery.models import ClosedDay

SATURDAY, SUNDAY = 5, 6
LONGEST_BREAK = 366
"""After so many closed days in a row the next one is promised all the same, so that counting ends."""


@dataclass(frozen=True)
class Calendar:
    """The days on which the shop's country works, without those on which the merchant does not."""

    closed: tuple[tuple[date, date], ...] = ()
    country: str = field(default_factory=lambda: settings.SHOP_COUNTRY)

    @classmethod
    def since(cls, now: datetime) -> Self:
        """Read the merchant's closed days from today on. Queries once."""
        today = timezone.localdate(now)
        rows = ClosedDay.objects.filter(Q(date__gte=today) | Q(until__gte=today)).values_list("date", "until")
        return cls(tuple((first, last or first) for first, last in rows), identity.current().country)

    def leaves(self, now: datetime, *, cutoff_hour: int) -> date:
        """Return the day on which what is ordered now leaves the shop. The hour is one of the shop's time zone."""
        local = timezone.localtime(now)
        is_late = local.hour >= cutoff_hour
        return next(self.working_days(local.date() + timedelta(days=is_late)))

    def after(self, day: date, count: int) -> date:
        """Return the working day that comes `count` working days after `day`; `day` itself for 0."""
        days = self.working_days(day + timedelta(days=1))
        for _ in range(count):
            day = next(days)
        return day

    def working_days(self, day: date) -> Iterator[date]:
        """Yield working days without end, the first of them `day` where it is one."""
        idle = 0
        while True:
            idle = 0 if self.is_working(day) else idle + 1
            if not idle or idle > LONGEST_BREAK:
                yield day
            day += timedelta(days=1)

    def is_working(self, day: date) -> bool:
        weekend, free = public_holidays(self.country, day.year)
        return (
            day.weekday() not in weekend
            and day not in free
            and not any(first <= day <= last for first, last in self.closed)
        )


@lru_cache(maxsize=64)
def public_holidays(country: str, year: int) -> tuple[frozenset[int], frozenset[date]]:
    """Return the weekdays of a country's weekend (Monday is 0) and its nationwide public holidays in a year.

    A country of which the calendar knows nothing rests on Saturday and Sunday alone.
    """
    try:
        found = holidays.country_holidays(country, years=year)
    except NotImplementedError:
        return frozenset({SATURDAY, SUNDAY}), frozenset()
    return frozenset(found.weekend), frozenset(found)
