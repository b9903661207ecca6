"""A cached page changes when a moment of something dated passes, without anybody saving."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import isolate_apps
from pytest_django import DjangoAssertNumQueries

from shop.catalog import schedule
from shop.catalog.models import CatalogueVersion
from shop.catalog.schedule import Scheduled, ScheduledQuerySet, Timetable
from shop.pagecache.tests.asking import ask
from shop.pagecache.tests.conftest import Django
from shop.pagecache.wsgi import PageCache

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
SetClock = Callable[[datetime], None]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    """Return what sets the clock of what is dated."""

    def to(moment: datetime) -> None:
        monkeypatch.setattr(schedule, "time", moment.timestamp)

    to(NOON)
    return to


@pytest.fixture
def banners(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A model of dated rows, and its table."""
    with isolate_apps("shop.catalog"):

        class Banner(Scheduled):
            objects = ScheduledQuerySet["Banner"].as_manager()

            class Meta:
                app_label = "catalog"

            def __str__(self) -> str:
                return str(self.pk)

        sql, parameters = connection.schema_editor(collect_sql=True).table_sql(Banner)
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
        monkeypatch.setattr(schedule, "scheduled_models", lambda: [Banner])
        yield Banner.objects


def test_it_is_drawn_anew_when_something_begins_and_when_it_ends(
    banners: Any, clock: SetClock, cache: PageCache, django: Django, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    banners.create(shows_from=NOON + HOUR, shows_until=NOON + 2 * HOUR)
    ask(cache, "/")
    for moment, drawn in [
        (NOON, []),
        (NOON + HOUR - timedelta(microseconds=1), []),
        (NOON + HOUR, ["/"]),
        (NOON + 1.5 * HOUR, []),
        (NOON + 2 * HOUR, ["/"]),
        (NOON + 3 * HOUR, []),
    ]:
        django.asked.clear()
        clock(moment)
        ask(cache, "/")
        assert django.asked == drawn, moment
        with django_assert_num_queries(1):  # version
            ask(cache, "/")


def test_a_clock_that_is_set_back_shows_what_was_kept(
    banners: Any, clock: SetClock, cache: PageCache, django: Django
) -> None:
    banners.create(shows_from=NOON + HOUR)
    ask(cache, "/")
    clock(NOON + HOUR)
    ask(cache, "/")
    clock(NOON)

    ask(cache, "/")

    assert django.asked == ["/", "/"]


def test_every_process_counts_alike_whenever_it_began(banners: Any, clock: SetClock) -> None:
    banners.create(shows_from=NOON - HOUR, shows_until=NOON + HOUR)
    early, late, version = Timetable(), Timetable(), CatalogueVersion.current()
    before = early.date(version)
    clock(NOON + HOUR)

    assert early.date(version) == late.date(version) != before


WRITES: dict[str, Callable[[Any], Any]] = {
    "it is saved": lambda banners: banners.get().save(),
    "it is deleted": lambda banners: banners.get().delete(),
    "many are updated": lambda banners: banners.update(shows_from=NOON),
    "many are deleted": lambda banners: banners.all().delete(),
    "many are inserted": lambda banners: banners.bulk_create([banners.model()]),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_each_write_makes_the_version_another_one(banners: Any, write: Callable[[Any], Any]) -> None:
    banners.create()
    before = CatalogueVersion.current()

    write(banners)

    assert CatalogueVersion.current() != before


def test_it_shows_from_its_begin_until_before_its_end(banners: Any, clock: SetClock) -> None:
    dates = [(None, None), (NOON, None), (None, NOON), (NOON - HOUR, NOON + HOUR), (NOON + HOUR, None)]
    rows = [banners.create(shows_from=begin, shows_until=end) for begin, end in dates]
    showing = [rows[0], rows[1], rows[3]]

    assert list(banners.showing().order_by("pk")) == showing
    assert [row for row in rows if row.is_showing()] == showing
    assert list(banners.showing(NOON - 2 * HOUR).order_by("pk")) == [rows[0], rows[2]]


def test_an_end_before_its_begin_is_refused(banners: Any) -> None:
    with pytest.raises(ValidationError) as refused:
        banners.model(shows_from=NOON, shows_until=NOON).full_clean()

    assert refused.value.message_dict == {
        "shows_until": ["It would end before it begins. Choose an end after the begin, or leave it empty."]
    }
