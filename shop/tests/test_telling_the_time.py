"""Days and times are those of the shop's time zone, without seconds, in one style wherever a person reads them."""

import os
import re
import subprocess
import sys
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from babel.core import get_global
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.test import Client, override_settings
from django.utils import timezone, translation
from django.utils.formats import localize

from shop import environment
from shop.addresses import COUNTRIES
from shop.dates import day, moment, near_day, weekday
from shop.orders.models import Order
from shop.testing.environment import ENVIRONMENT
from shop.testing.orders import make_order
from shop.timezones import MOST_PEOPLE, zone_of

LATE = datetime(2026, 5, 4, 22, 5, 9, tzinfo=UTC)
"""Five minutes past midnight of the next day in Berlin."""
WRITTEN = "May 5, 2026, 12:05\N{NARROW NO-BREAK SPACE}AM"


@pytest.fixture(autouse=True)
def in_berlin() -> object:
    with override_settings(TIME_ZONE="Europe/Berlin"):
        yield


@pytest.mark.parametrize(
    ("country", "zone"),
    [
        ("DE", "Europe/Berlin"),
        ("US", "America/New_York"),
        ("KR", "Asia/Seoul"),
        ("ES", "Europe/Madrid"),
        ("AU", "Australia/Sydney"),
        ("GB", "Europe/London"),
        ("XK", "Europe/Belgrade"),
    ],
)
def test_a_country_has_the_zone_of_most_of_its_people(country: str, zone: str) -> None:
    assert zone_of(country) == zone


def test_every_country_has_a_zone_that_is_its_own() -> None:
    for country in COUNTRIES:
        zones = get_global("territory_zones").get(country, [])
        assert ZoneInfo(zone_of(country)).key == zone_of(country)
        assert country in MOST_PEOPLE or len(zones) <= 1 or country == "AQ"
        assert country not in MOST_PEOPLE or MOST_PEOPLE[country] in zones


def test_a_moment_has_no_seconds_and_is_local() -> None:
    assert moment(LATE) == WRITTEN
    assert day(LATE) == "May 5, 2026"
    assert weekday(date(2026, 5, 4)) == "Monday, May 4"
    assert near_day(date(2019, 5, 4)) == "May 4, 2019"
    assert near_day(timezone.localdate().replace(month=5, day=4)) == "May 4"


@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
def test_the_admin_writes_in_the_same_style(language: str) -> None:
    with translation.override(language):
        assert localize(timezone.localtime(LATE)) == moment(LATE)
        assert localize(timezone.localdate(LATE)) == day(LATE)


def test_an_order_tells_its_time_in_one_way_everywhere(client: Client, admin_client: Client) -> None:
    order = make_order(state=Order.State.PLACED)
    Order.objects.update(placed_at=LATE)
    order.events.update(at=LATE)

    page = client.get(order.get_absolute_url()).content.decode()
    admin = admin_client.get(f"/admin/orders/order/{order.pk}/change/").content.decode()
    slip = admin_client.get(f"/admin/orders/order/{order.pk}/packing-slip/").content.decode()

    assert f"Placed on {WRITTEN}" in page
    assert WRITTEN in admin
    assert "of May 5, 2026" in slip
    assert not re.search(r"\d:\d\d:\d\d|[ap]\.m\.", page + admin + slip)


@pytest.mark.slow
@pytest.mark.parametrize(("named", "zone"), [("", "America/New_York"), ("Asia/Seoul", "Asia/Seoul")])
def test_the_shops_zone_is_that_of_its_country_unless_it_is_named(named: str, zone: str) -> None:
    variables = {**os.environ, **ENVIRONMENT, "SHOP_COUNTRY": "US", "TIME_ZONE": named}
    said = subprocess.check_output(
        [sys.executable, "-c", "from shop import settings; print(settings.TIME_ZONE)"], env=variables, text=True
    )
    assert said.strip() == zone


def test_a_zone_that_is_none_stops_the_start() -> None:
    with pytest.raises(ImproperlyConfigured, match="TIME_ZONE is 'Mars/Olympus', which"):
        environment.parsed("TIME_ZONE", "Mars/Olympus", ZoneInfo)
