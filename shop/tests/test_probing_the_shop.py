"""Whoever watches over a process can ask whether it lives and whether it can serve."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

PROBES = ["/healthz", "/readyz"]


@pytest.mark.django_db
@pytest.mark.parametrize(("probe", "said"), [("/healthz", "alive\n"), ("/readyz", "ready\n")])
def test_a_shop_that_is_well_says_so(client: Client, probe: str, said: str) -> None:
    answer = client.get(probe)

    assert (answer.status_code, answer.content.decode()) == (200, said)
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"


def test_a_living_process_says_so_without_the_database(client: Client) -> None:
    # Without the mark django_db, asking the database fails the test.
    assert client.get("/healthz").status_code == 200


@pytest.mark.django_db
def test_a_shop_without_its_database_is_not_ready(client: Client) -> None:
    with away():
        answer = client.get("/readyz")

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert answer.content == b"the database does not answer\n"


@pytest.mark.django_db
def test_readiness_costs_one_query(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        client.get("/readyz")


@pytest.mark.django_db
@pytest.mark.parametrize("probe", PROBES)
def test_a_probe_leaves_nothing_behind(client: Client, probe: str) -> None:
    answer = client.get(probe)

    assert answer.headers["Cache-Control"] == "no-store"
    assert not answer.cookies
    assert not Session.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("probe", PROBES)
def test_a_probe_needs_no_host_name_and_no_https(client: Client, probe: str, settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True

    assert client.get(probe, headers={"Host": "10.0.0.7"}).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("probe", PROBES)
def test_a_probe_only_reads(client: Client, probe: str) -> None:
    assert client.head(probe).status_code == 200
    assert client.post(probe).status_code == 405


@contextmanager
def away() -> Iterator[None]:
    """Let every query fail as it does when the database is gone."""

    def fail(*_: object) -> None:
        raise OperationalError("server closed the connection unexpectedly")

    with connection.execute_wrapper(fail):
        yield
