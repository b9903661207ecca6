"""A page that is the same for everyone may be shared; a visitor's own is private."""

import pytest
from django.conf import settings as django_settings
from django.test import Client
from pytest_django.fixtures import Settings

pytestmark = pytest.mark.urls("shop.tests.toy_urls")


def test_a_page_for_everyone_may_be_shared(client: Client) -> None:
    assert _directives(client, "/toy/") == {"public", "max-age=0", "s-maxage=0"}


def test_a_setting_says_how_long(client: Client, settings: Settings) -> None:
    settings.SHARED_CACHE_SECONDS = 60
    assert _directives(client, "/toy/") == {"public", "max-age=0", "s-maxage=60"}


def test_the_page_of_a_visitor_with_a_session_is_private(client: Client) -> None:
    client.cookies[django_settings.SESSION_COOKIE_NAME] = "anything"
    assert _directives(client, "/toy/") == {"private", "no-cache"}


def test_a_page_that_sets_a_cookie_is_private(client: Client) -> None:
    assert _directives(client, "/toy/?cookie=1") == {"private", "no-cache"}


def test_what_a_view_says_stands(client: Client) -> None:
    never = {"max-age=0", "no-cache", "no-store", "must-revalidate", "private"}
    assert _directives(client, "/toy/private/") == never


@pytest.mark.parametrize("status", [201, 301, 302, 404, 410, 422, 500])
def test_only_a_page_that_was_found_may_be_shared(status: int, client: Client, db: None) -> None:
    assert _directives(client, f"/toy/?status={status}") == {"private", "no-cache"}


def test_the_answer_to_a_write_is_private(client: Client) -> None:
    assert set(client.post("/toy/").headers["Cache-Control"].split(", ")) == {"private", "no-cache"}


def _directives(client: Client, path: str) -> set[str]:
    return set(client.get(path).headers["Cache-Control"].split(", "))
