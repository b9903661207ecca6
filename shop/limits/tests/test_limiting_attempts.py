"""Only so many attempts are had by one key in a time."""

from datetime import timedelta
from typing import Any, NoReturn

import pytest
from django.db.models import F
from django.test import Client, RequestFactory, override_settings
from django.urls import path
from django.utils import timezone
from pytest_django.fixtures import Settings

from shop.http import client_address
from shop.limits.attempts import Rule, TooManyAttempts, attempt, clear_expired, explain, take_back
from shop.limits.models import Counter
from shop.testing.htmx import HtmxClient
from shop.urls import urlpatterns as shop_urls

pytestmark = pytest.mark.postgresql("it depends on what the database locks")

THREE = Rule("test", most=3, seconds=60)


def refuse(request: Any) -> NoReturn:
    raise TooManyAttempts(90)


urlpatterns = [path("too-often/", refuse), *shop_urls]


def try_times(times: int, *keys: str, rule: Rule = THREE) -> int:
    """Return how many of so many attempts are had."""
    had = 0
    for _ in range(times):
        try:
            attempt(*((rule, key) for key in keys))
        except TooManyAttempts:
            continue
        had += 1
    return had


@pytest.mark.django_db
def test_each_key_has_as_many_as_the_rule_says() -> None:
    assert try_times(5, "ada") == 3
    assert try_times(5, "bob") == 3
    assert try_times(5, "ada", rule=Rule("other", most=2, seconds=60)) == 2


@pytest.mark.django_db
def test_of_several_keys_each_must_have_one_left_and_a_refusal_costs_none() -> None:
    assert try_times(3, "session", "address") == 3
    assert try_times(9, "session", "another address") == 0
    assert try_times(9, "another address") == 3


@pytest.mark.django_db
def test_it_says_when_there_are_new_ones() -> None:
    try_times(3, "ada")

    with pytest.raises(TooManyAttempts) as refused:
        attempt((THREE, "ada"))

    assert 55 < refused.value.retry_after <= 60
    assert explain(refused.value) == "That was too often. Please try again in 1 minute."
    Counter.objects.update(until=timezone.now())
    assert try_times(5, "ada") == 3


@pytest.mark.django_db
def test_its_seconds_count_from_the_first_attempt() -> None:
    try_times(1, "ada")
    Counter.objects.update(until=F("until") - timedelta(seconds=50))
    try_times(2, "ada")

    with pytest.raises(TooManyAttempts) as refused:
        attempt((THREE, "ada"))

    assert refused.value.retry_after <= 10


@pytest.mark.django_db
def test_what_was_no_attempt_is_taken_back() -> None:
    try_times(3, "ada")

    take_back((THREE, "ada"), (THREE, "nobody"))

    assert try_times(5, "ada") == 1


@pytest.mark.django_db
def test_whose_attempts_they_were_cannot_be_read() -> None:
    attempt((THREE, "ada@example.com"))

    assert len(Counter.objects.get().key) == 64
    assert "ada" not in Counter.objects.get().key


@pytest.mark.django_db
def test_what_counts_no_more_is_removed() -> None:
    try_times(1, "ada")
    Counter.objects.update(until=timezone.now())
    try_times(1, "bob")

    clear_expired()

    assert Counter.objects.count() == 1


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
def test_a_page_says_when_to_try_again(client: Client, hx: HtmxClient) -> None:
    page, part = client.get("/too-often/"), hx.get("/too-often/")

    assert (page.status_code, page["Retry-After"], page["Cache-Control"]) == (429, "90", "no-store")
    assert "Please try again in 2 minutes." in page.content.decode()
    assert (part.status_code, part["Retry-After"]) == (429, "90")
    assert "<" not in part.content.decode()


@pytest.mark.parametrize(
    ("proxies", "remote", "forwarded", "address"),
    [
        (0, "192.0.2.1", "198.51.100.7", "192.0.2.1"),
        (1, "10.0.0.1", "198.51.100.7", "198.51.100.7"),
        (1, "10.0.0.1", "6.6.6.6, 198.51.100.7", "198.51.100.7"),
        (1, "10.0.0.1", "198.51.100.7:4711", "198.51.100.7"),
        (1, "10.0.0.1", "", "10.0.0.1"),
        (1, "10.0.0.1", "198.51.100.7, unknown", "10.0.0.1"),
        (1, "10.0.0.1", "[2001:db8:1:2:3::4]:443", "2001:db8:1:2::/64"),
        (2, "10.0.0.1", "198.51.100.7, 10.0.0.2", "198.51.100.7"),
        (2, "10.0.0.1", "6.6.6.6,junk,, 198.51.100.7 ,10.0.0.2", "198.51.100.7"),
        (2, "10.0.0.1", "6.6.6.6, junk, 10.0.0.2", "10.0.0.1"),
        (2, "10.0.0.1", "6.6.6.6, , 10.0.0.2", "10.0.0.1"),
        (2, "10.0.0.1", "10.0.0.2", "10.0.0.1"),
        (3, "10.0.0.1", "6.6.6.6, 198.51.100.7, 10.0.0.3, 10.0.0.2", "198.51.100.7"),
        (0, "2001:db8:1:2:ffff::1", "", "2001:db8:1:2::/64"),
        (0, "::ffff:192.0.2.1", "", "192.0.2.1"),
        (0, "", "198.51.100.7", ""),
    ],
)
def test_the_address_is_what_the_outermost_proxy_has_seen(
    settings: Settings, proxies: int, remote: str, forwarded: str, address: str
) -> None:
    settings.TRUST_PROXY = proxies
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}

    request = RequestFactory().get("/", headers=headers, REMOTE_ADDR=remote)

    assert client_address(request) == address
