"""An arrival is promised as a day: working days after the one on which it leaves the shop."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.test import override_settings
from pytest_django import DjangoAssertNumQueries

from shop import identity
from shop.delivery.estimates import LONGEST_BREAK, Calendar
from shop.delivery.models import ClosedDay

BERLIN = ZoneInfo("Europe/Berlin")
# 2026 in Germany: Good Friday 3 April, Easter Monday 6 April, Ascension Day 14 May (a Thursday), Christmas on a Friday.
WEDNESDAY = date(2026, 6, 10)
THURSDAY = date(2026, 6, 11)
FRIDAY = date(2026, 6, 12)
MONDAY = date(2026, 6, 15)
TUESDAY = date(2026, 6, 16)


@pytest.fixture(autouse=True)
def in_berlin() -> object:
    with override_settings(TIME_ZONE="Europe/Berlin", SHOP_COUNTRY="DE"):
        yield


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("now", "leaves"),
    [
        (at(WEDNESDAY, 0), WEDNESDAY),
        (at(WEDNESDAY, 13, 59), WEDNESDAY),
        (at(WEDNESDAY, 14), THURSDAY),
        (at(WEDNESDAY, 23, 59), THURSDAY),
        (at(FRIDAY, 14), MONDAY),
        (at(date(2026, 6, 13), 9), MONDAY),
        (at(date(2026, 6, 14), 23), MONDAY),
    ],
)
def test_it_leaves_on_the_day_of_an_order_before_the_cut_off_hour(now: datetime, leaves: date) -> None:
    assert Calendar().leaves(now, cutoff_hour=14) == leaves


@pytest.mark.parametrize(("cutoff_hour", "leaves"), [(0, THURSDAY), (24, WEDNESDAY)])
def test_a_cut_off_hour_may_be_the_whole_day_or_none_of_it(cutoff_hour: int, leaves: date) -> None:
    assert Calendar().leaves(at(WEDNESDAY, 0), cutoff_hour=cutoff_hour) == leaves
    assert Calendar().leaves(at(WEDNESDAY, 23, 59), cutoff_hour=cutoff_hour) == leaves


def test_it_reads_the_clock_in_the_shops_time_zone() -> None:
    # 13:30 in Berlin, and half past midnight of the next day there.
    assert Calendar().leaves(datetime(2026, 6, 10, 11, 30, tzinfo=UTC), cutoff_hour=14) == WEDNESDAY
    assert Calendar().leaves(datetime(2026, 6, 10, 12, 30, tzinfo=UTC), cutoff_hour=14) == THURSDAY
    assert Calendar().leaves(datetime(2026, 6, 10, 22, 30, tzinfo=UTC), cutoff_hour=14) == THURSDAY
    with override_settings(TIME_ZONE="America/New_York"):
        assert Calendar().leaves(datetime(2026, 6, 11, 2, tzinfo=UTC), cutoff_hour=24) == WEDNESDAY


def test_it_keeps_the_hour_when_the_clocks_change() -> None:
    summer, winter = date(2026, 10, 23), date(2026, 10, 26)
    assert Calendar().leaves(datetime(2026, 10, 23, 11, 59, tzinfo=UTC), cutoff_hour=14) == summer
    assert Calendar().leaves(datetime(2026, 10, 26, 12, 59, tzinfo=UTC), cutoff_hour=14) == winter
    assert Calendar().leaves(datetime(2026, 10, 26, 13, 0, tzinfo=UTC), cutoff_hour=14) == date(2026, 10, 27)


@pytest.mark.parametrize(
    ("count", "arrives"),
    [(0, WEDNESDAY), (1, THURSDAY), (2, FRIDAY), (3, MONDAY), (4, TUESDAY), (8, date(2026, 6, 22))],
)
def test_it_counts_working_days(count: int, arrives: date) -> None:
    assert Calendar().after(WEDNESDAY, count) == arrives


@pytest.mark.parametrize(
    ("leaves", "count", "arrives"),
    [
        (date(2026, 4, 2), 1, date(2026, 4, 7)),
        (date(2026, 5, 13), 1, date(2026, 5, 15)),
        (date(2026, 12, 23), 3, date(2026, 12, 29)),
        (date(2026, 12, 31), 1, date(2027, 1, 4)),
    ],
)
def test_it_leaves_out_public_holidays(leaves: date, count: int, arrives: date) -> None:
    assert Calendar().after(leaves, count) == arrives


def test_it_does_not_leave_on_a_public_holiday() -> None:
    assert Calendar().leaves(at(date(2026, 4, 3), 9), cutoff_hour=14) == date(2026, 4, 7)


@pytest.mark.parametrize(
    ("country", "day", "is_working"),
    [
        ("DE", date(2026, 10, 26), True),
        ("AT", date(2026, 10, 26), False),
        ("IL", date(2026, 6, 12), False),
        ("IL", date(2026, 6, 14), True),
        ("TA", date(2026, 6, 13), False),
        ("TA", date(2026, 6, 12), True),
    ],
)
def test_it_knows_the_holidays_and_the_weekend_of_the_shops_country(country: str, day: date, is_working: bool) -> None:
    with override_settings(SHOP_COUNTRY=country):
        assert Calendar().is_working(day) is is_working


@pytest.mark.django_db
def test_it_leaves_out_the_merchants_closed_days(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    ClosedDay.objects.create(date=THURSDAY, name="Stocktaking")
    ClosedDay.objects.create(date=date(2026, 6, 8), until=date(2026, 6, 8))
    ClosedDay.objects.create(date=MONDAY, until=date(2026, 6, 26), name="Summer break")
    identity.current()
    with django_assert_num_queries(2):  # closed days, version
        calendar = Calendar.since(at(WEDNESDAY, 9))
    assert calendar.closed == ((THURSDAY, THURSDAY), (MONDAY, date(2026, 6, 26)))
    assert calendar.leaves(at(WEDNESDAY, 15), cutoff_hour=14) == FRIDAY
    assert calendar.after(WEDNESDAY, 1) == FRIDAY
    assert calendar.after(WEDNESDAY, 2) == date(2026, 6, 29)


@pytest.mark.django_db
def test_it_knows_a_break_that_has_begun() -> None:
    ClosedDay.objects.create(date=date(2026, 6, 1), until=FRIDAY)
    assert Calendar.since(at(WEDNESDAY, 9)).leaves(at(WEDNESDAY, 9), cutoff_hour=14) == MONDAY


def test_it_ends_counting_where_the_shop_never_opens_again() -> None:
    calendar = Calendar(((date(2026, 1, 1), date(2036, 1, 1)),))
    day = calendar.after(WEDNESDAY, 1)
    assert (day - WEDNESDAY).days == LONGEST_BREAK + 1


@pytest.mark.django_db
def test_a_break_ends_after_it_begins_in_the_database_too() -> None:
    day = ClosedDay(date=FRIDAY, until=THURSDAY)
    with pytest.raises(ValidationError, match="Before the first day"):
        day.full_clean()
    with pytest.raises(IntegrityError):
        day.save()
