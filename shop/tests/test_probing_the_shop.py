"""Whoever watches over a process can ask whether it lives and whether it can serve."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from shop.health import probes
from shop.health.models import HOUSEKEEPING, Heartbeat, beat, seconds_since
from shop.staticfiles import JoinedFilesStorage

pytestmark = pytest.mark.postgresql("it counts or shapes what the database is asked")

PROBES = ["/healthz", "/readyz"]


@pytest.mark.django_db
@pytest.mark.parametrize(("probe", "said"), [("/healthz", "alive\n"), ("/readyz", "ready\n")])
def test_a_shop_that_is_well_says_so(client: Client, probe: str, said: str) -> None:
    beat(HOUSEKEEPING)

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
def test_a_flood_of_probes_asks_once(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(probes, "SECONDS_KEPT", 60)

    with django_assert_num_queries(3):
        answers = {client.get("/readyz").status_code for _ in range(100)}

    assert answers == {200}


@pytest.mark.django_db
def test_what_was_found_is_looked_at_again(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client.get("/readyz")
    monkeypatch.setattr(probes, "SECONDS_KEPT", 0)

    with away():
        assert client.get("/readyz").status_code == 503


@pytest.mark.django_db
def test_a_database_of_an_older_release_is_not_ready(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    MigrationRecorder(connection).record_unapplied("limits", "0001_initial")

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.content.startswith(b"The database is of an older release: manage.py migrate applies limits.0001_")
    assert "Not ready: The database is of an older release" in caplog.text


@pytest.mark.django_db
def test_a_database_of_a_newer_release_is_served_until_this_process_is_replaced(client: Client) -> None:
    MigrationRecorder(connection).record_applied("limits", "0999_of_tomorrow")

    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert "of a newer release: this one does not know limits.0999_of_tomorrow." in answer.content.decode()


@pytest.mark.django_db
def test_a_shop_without_its_static_files_is_not_ready(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(probes, "staticfiles_storage", JoinedFilesStorage(tmp_path / "static"))

    answer = client.get("/readyz")

    assert (answer.status_code, answer.content) == (
        503,
        b"the static files are not there: manage.py collectstatic collects them\n",
    )


@pytest.mark.django_db
def test_collected_static_files_are_there(client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    storage = JoinedFilesStorage(tmp_path / "static")
    storage.save_manifest()
    monkeypatch.setattr(probes, "staticfiles_storage", storage)

    assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
def test_a_dead_housekeeper_is_named_and_takes_no_web_server_out_of_rotation(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    Heartbeat.objects.create(name=HOUSEKEEPING, at=timezone.now() - timedelta(minutes=5))

    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.content.decode().splitlines() == ["ready", "the housekeeping was last alive 300 s ago"]
    assert "Ready, but: the housekeeping was last alive 300 s ago" in caplog.text


@pytest.mark.django_db
def test_the_housekeeping_says_that_it_is_alive() -> None:
    beat(HOUSEKEEPING)
    beat(HOUSEKEEPING)

    assert seconds_since()[HOUSEKEEPING] < 60


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
