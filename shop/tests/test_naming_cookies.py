"""With HTTPS the names of the cookies are those that no other host can use, and nobody loses a cart by it."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client
from pytest_django.fixtures import Settings

from cart.tests.conftest import add
from cart.tests.shown_cart import read_cart
from shop.catalog.models import Variant
from shop.testing.builders import make_product
from shop.testing.linting import LintingClient

pytestmark = pytest.mark.slow

NEW, FORMER = "__Host-sessionid", "sessionid"
OWN = {"Sec-Fetch-Site": "same-origin"}
SAFE = {"HTTPS": "1", "SHOP_URL": "https://testserver"}


@pytest.fixture
def shirt(db: None) -> Variant:
    return make_product(title="Linen shirt", stock=5).variants.get()


@pytest.fixture
def browser(shirt: Variant, settings: Settings) -> Client:
    """A browser with a shirt in the cart, whose shop is then upgraded."""
    browser = LintingClient()
    add(browser, shirt)
    upgrade(settings)
    return browser


def upgrade(settings: Settings) -> None:
    settings.COOKIE_PREFIX = "__Host-"
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = NEW, "__Host-csrftoken"
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True


def with_cookie(name: str, value: str) -> Client:
    client = LintingClient()
    client.cookies[name] = value
    return client


def test_every_cookie_is_of_this_host_alone(shirt: Variant, settings: Settings) -> None:
    upgrade(settings)
    client = LintingClient()
    answers = [
        client.post("/cart/lines/", {"variant": shirt.pk}, headers=OWN),
        client.post("/cart/lines/", {"variant": shirt.pk, "quantity": 99}, headers=OWN),
        client.get("/admin/login/"),
    ]

    cookies = [cookie for answer in answers for cookie in answer.cookies.values()]
    names = {cookie.key.removeprefix("__Host-").rstrip("0123456789abcdefghijklmnopqrstuvwxyz") for cookie in cookies}
    assert len(names) >= 3
    for cookie in cookies:
        assert cookie.key.startswith("__Host-")
        assert (cookie["secure"], cookie["path"], cookie["domain"]) == (True, "/", "")
    said = {cookie.key for cookie in cookies}
    assert {NEW, "__Host-messages", "__Host-cart_version", "__Host-cart_refusal", "__Host-csrftoken"} <= said
    assert any(name.startswith("__Host-cart_first_") for name in said)


def test_a_cart_of_the_former_cookie_is_carried_over(browser: Client) -> None:
    former = browser.cookies[FORMER].value

    answer = browser.get("/")

    assert read_cart(answer.content.decode()).badge == 1
    assert answer.cookies[NEW].value not in ("", former)
    assert not answer.cookies[FORMER].value
    again = with_cookie(NEW, answer.cookies[NEW].value)
    assert read_cart(again.get("/cart/").content.decode()).badge == 1


def test_the_first_request_may_be_an_add(browser: Client, shirt: Variant) -> None:
    add(browser, shirt)

    assert read_cart(with_cookie(NEW, browser.cookies[NEW].value).get("/cart/").content.decode()).badge == 2


def test_two_requests_at_once_are_one_cart(browser: Client, shirt: Variant) -> None:
    late = with_cookie(FORMER, browser.cookies[FORMER].value)
    browser.get("/")

    add(late, shirt)

    assert NEW not in late.cookies
    assert read_cart(with_cookie(NEW, browser.cookies[NEW].value).get("/cart/").content.decode()).badge == 2


def test_who_is_signed_in_stays_signed_in(client: Client, settings: Settings, db: None) -> None:
    client.force_login(User.objects.create_superuser("owner"))
    former = client.cookies[FORMER].value
    upgrade(settings)

    assert client.get("/admin/").status_code == 200

    assert with_cookie(NEW, client.cookies[NEW].value).get("/admin/").status_code == 200
    assert with_cookie(FORMER, former).get("/admin/").status_code == 302


def test_a_former_cookie_beside_a_new_one_counts_for_nothing(browser: Client, shirt: Variant) -> None:
    planted = browser.cookies[FORMER].value
    own = LintingClient()
    add(own, shirt)
    add(own, shirt)
    own.cookies[FORMER] = planted

    assert read_cart(own.get("/cart/").content.decode()).badge == 2


@pytest.mark.django_db
def test_a_former_cookie_of_no_session_makes_none(settings: Settings) -> None:
    upgrade(settings)
    with_cookie(FORMER, "z" * 32).get("/")

    assert not Session.objects.exists()


def test_the_version_under_the_former_name_goes(browser: Client, shirt: Variant) -> None:
    assert browser.cookies["cart_version"].value
    add(browser, shirt)

    assert not browser.cookies["cart_version"].value
    assert browser.cookies["__Host-cart_version"].value


def test_without_https_the_names_are_plain() -> None:
    assert django_settings.SESSION_COOKIE_NAME == FORMER


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        (SAFE, [NEW, "__Host-csrftoken", True, False, False]),
        ({"HTTPS": "0"}, [FORMER, "csrftoken", False, False, False]),
        (
            SAFE | {"HSTS_INCLUDE_SUBDOMAINS": "1", "HSTS_PRELOAD": "1"},
            [NEW, "__Host-csrftoken", True, True, True],
        ),
    ],
)
def test_hsts_speaks_for_the_host_alone_unless_more_is_asked_for(
    environment: dict[str, str], expected: list[Any]
) -> None:
    program = """
import json
from shop import settings as s
print(json.dumps([s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SECURE_HSTS_SECONDS > 0,
                  s.SECURE_HSTS_INCLUDE_SUBDOMAINS, s.SECURE_HSTS_PRELOAD]))
"""
    ran = subprocess.run(
        [sys.executable, "-c", program], env=os.environ | environment, capture_output=True, text=True, check=True
    )
    assert json.loads(ran.stdout) == expected
