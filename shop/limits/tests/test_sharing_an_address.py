"""A limit stops one visitor, and nobody who shares an address or a name with them."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.db import connection
from django.http import HttpRequest
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from shop.limits.attempts import (
    ADDRESSES_OF_A_SUBJECT,
    VISITORS_OF_AN_ADDRESS,
    Rule,
    TooManyAttempts,
    attempt,
    by_visitor,
    take_back,
)

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it has SQL of its own")]
TWO = Rule("test", most=2, seconds=60)
SCHOOL = "192.0.2.1"


def visitor(session: str = "", address: str = SCHOOL) -> HttpRequest:
    request = RequestFactory().get("/", REMOTE_ADDR=address)
    request.session = SimpleNamespace(client=session)  # type: ignore[assignment]
    return request


def had(times: int, ask: Callable[[int], HttpRequest], about: str = "") -> int:
    """Return how many attempts are had of so many."""
    count = 0
    for number in range(times):
        try:
            attempt(*by_visitor(TWO, ask(number), about=about))
        except TooManyAttempts:
            continue
        count += 1
    return count


def test_one_session_has_what_the_rule_says_and_hinders_no_other_at_its_address() -> None:
    assert had(50, lambda number: visitor("eve")) == 2
    assert had(50, lambda number: visitor("ada")) == 2


def test_who_is_refused_does_not_use_up_what_others_have() -> None:
    had(3 * VISITORS_OF_AN_ADDRESS, lambda number: visitor("eve"))

    assert had(1, lambda number: visitor("ada")) == 1


def test_new_sessions_at_one_address_have_as_much_as_a_hundred_visitors_and_no_more() -> None:
    most = TWO.most * VISITORS_OF_AN_ADDRESS

    assert had(most + 20, lambda number: visitor(f"session {number}")) == most
    assert had(1, lambda number: visitor("ada", "198.51.100.7")) == 1


def test_who_names_an_e_mail_from_one_address_does_not_hinder_its_owner_at_another() -> None:
    assert had(50, lambda number: visitor(f"session {number}"), about="ada@example.com") == 2
    assert had(1, lambda number: visitor("ada", "198.51.100.7"), about="ada@example.com") == 1


def test_an_e_mail_that_is_named_from_everywhere_is_tried_only_so_often() -> None:
    tried = had(50, lambda number: visitor(address=f"198.51.100.{number}"), about="ada@example.com")

    assert tried == TWO.most * ADDRESSES_OF_A_SUBJECT


def test_all_keys_are_counted_in_one_query() -> None:
    tries = by_visitor(TWO, visitor("ada"), about="ada@example.com")

    with CaptureQueriesContext(connection) as asked:
        attempt(*tries)

    assert len(tries) == 4
    assert [query["sql"].split()[0] for query in asked if "SAVEPOINT" not in query["sql"]] == ["INSERT"]


def test_what_was_right_costs_none_of_them() -> None:
    tries = by_visitor(TWO, visitor("ada"), about="ada@example.com")
    for _ in range(5):
        attempt(*tries)
        take_back(*tries)

    assert had(5, lambda number: visitor("ada"), about="ada@example.com") == 2
