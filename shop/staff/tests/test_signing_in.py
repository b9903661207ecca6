"""Signing in to the admin is limited and logged; guessers shut nobody out and take no thread from shoppers."""

import logging
from collections.abc import Iterator
from http import HTTPStatus

import pytest
from django.contrib.auth import hashers
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from shop.limits.attempts import ADDRESSES_OF_A_SUBJECT
from shop.staff import sign_in
from shop.staff.sign_in import SIGN_INS, STAFF_OF_AN_ADDRESS

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PAGE = reverse("admin:login")
PASSWORD = "a password of six words or so"
GUESS = "a guess"
ELSEWHERE = "198.51.100.7"


@pytest.fixture(autouse=True)
def owner(db: None) -> User:
    return User.objects.create_superuser("ada", password=PASSWORD)


def enter(client: Client, name: str = "ada", password: str = GUESS, address: str = "192.0.2.1") -> int:
    """Try to sign in; return the status, which is 302 for whoever is in."""
    return client.post(PAGE, {"username": name, "password": password}, REMOTE_ADDR=address).status_code


def test_who_guesses_has_so_many_tries_and_no_password_is_hashed_after_that(monkeypatch: pytest.MonkeyPatch) -> None:
    statuses = [enter(Client()) for _ in range(SIGN_INS.most)]
    assert set(statuses) == {HTTPStatus.OK}

    monkeypatch.setattr(hashers.MD5PasswordHasher, "verify", None)
    monkeypatch.setattr(hashers.MD5PasswordHasher, "encode", None)

    assert enter(Client()) == enter(Client(), password=PASSWORD) == HTTPStatus.TOO_MANY_REQUESTS


def test_who_guesses_from_elsewhere_does_not_shut_the_owner_out() -> None:
    for _ in range(3 * SIGN_INS.most):
        enter(Client())

    assert enter(Client(), password=PASSWORD, address=ELSEWHERE) == HTTPStatus.FOUND


def test_colleagues_at_one_address_do_not_hinder_each_other() -> None:
    User.objects.create_superuser("bob", password=PASSWORD)
    for _ in range(3 * SIGN_INS.most):
        enter(Client())

    assert enter(Client(), "bob", PASSWORD) == HTTPStatus.FOUND


def test_where_an_account_has_signed_in_before_nobody_elsewhere_can_shut_it_out(client: Client) -> None:
    enter(client, password=PASSWORD)
    client.cookies.pop("sessionid")
    for number in range(2 * ADDRESSES_OF_A_SUBJECT * SIGN_INS.most):
        enter(Client(), address=f"203.0.113.{number % 200}")
    assert enter(Client(), password=PASSWORD, address=ELSEWHERE) == HTTPStatus.TOO_MANY_REQUESTS

    assert enter(client, password=PASSWORD) == HTTPStatus.FOUND


def test_a_known_browser_has_no_more_guesses_than_others(client: Client) -> None:
    enter(client, password=PASSWORD)
    client.cookies.pop("sessionid")

    statuses = [enter(client) for _ in range(SIGN_INS.most + 1)]

    assert statuses[-2:] == [HTTPStatus.OK, HTTPStatus.TOO_MANY_REQUESTS]


def test_a_browser_that_one_account_has_used_is_a_stranger_to_others(client: Client) -> None:
    User.objects.create_superuser("bob", password=PASSWORD)
    enter(client, "bob", PASSWORD)
    for _ in range(SIGN_INS.most):
        enter(Client())

    assert enter(client) == HTTPStatus.TOO_MANY_REQUESTS


def test_ever_new_names_from_one_address_are_bounded() -> None:
    most = SIGN_INS.most * STAFF_OF_AN_ADDRESS

    statuses = [enter(Client(), f"name {number}") for number in range(most + 5)]

    assert statuses.count(HTTPStatus.OK) == most


def test_a_right_password_costs_no_try(client: Client) -> None:
    for _ in range(SIGN_INS.most + 2):
        assert enter(Client(), password=PASSWORD) == HTTPStatus.FOUND


@pytest.fixture
def busy() -> Iterator[None]:
    """A password is being hashed, and another waits for its turn."""
    with sign_in.room, sign_in.room:
        yield


@pytest.mark.usefixtures("busy")
def test_while_others_are_hashed_it_is_refused_at_once_and_counts_as_no_try() -> None:
    for _ in range(SIGN_INS.most + 2):
        answer = Client().post(PAGE, {"username": "ada", "password": PASSWORD})

        assert answer.status_code == HTTPStatus.TOO_MANY_REQUESTS
        assert answer["Retry-After"] == str(sign_in.SECONDS_TO_WAIT)
        assert "Please try again in 1 minute." in answer.content.decode()


def test_who_waits_too_long_for_the_turn_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sign_in, "SECONDS_TO_WAIT", 0.01)
    with sign_in.hashing:
        assert enter(Client(), password=PASSWORD) == HTTPStatus.TOO_MANY_REQUESTS
    assert enter(Client(), password=PASSWORD) == HTTPStatus.FOUND


def test_the_log_tells_who_signed_in_and_who_failed(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger=sign_in.__name__):
        enter(Client(), password=PASSWORD)
        enter(Client(), address="2001:db8:1:2::3")

    assert [
        (record.levelname, record.getMessage()) for record in caplog.records if record.name == sign_in.__name__
    ] == [
        ("INFO", "Signed in: 'ada' from 192.0.2.0/24"),
        ("WARNING", "Sign-in failed: 'ada' from 2001:db8:1::/48"),
    ]


def test_the_log_tells_nothing_of_what_was_typed_besides_a_name_that_exists(caplog: pytest.LogCaptureFixture) -> None:
    enter(Client(), name=PASSWORD, password="ada's other password")

    assert "Sign-in failed: no account from 192.0.2.0/24" in caplog.text
    assert "password" not in caplog.text
