"""Code of an earlier release does nothing to a database that a later one has migrated."""

from collections.abc import Iterator

import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import SystemCheckError
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from shop.schema import listed, refuse_newer, schema

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it has SQL of its own")]
SENTENCE = (
    r"The database is of a newer release: this one does not know catalog\.9000_tomorrow\. Install that release again, "
    r"or restore the backup that was made before it\."
)


@pytest.fixture
def tomorrow() -> None:
    MigrationRecorder(connection).record_applied("catalog", "9000_tomorrow")


def test_a_database_of_this_release_is_current() -> None:
    assert schema().is_current
    assert schema().sentence == ""
    refuse_newer()


@pytest.mark.usefixtures("tomorrow")
def test_a_newer_database_is_refused_with_a_sentence() -> None:
    assert schema().is_newer
    with pytest.raises(CommandError, match=f"^{SENTENCE}$"):
        refuse_newer()


@pytest.mark.usefixtures("tomorrow")
@pytest.mark.parametrize(
    "command", ["migrate", "import_products", "seed_demo", "createsuperuser", "loaddata", "flush", "housekeeping"]
)
def test_every_command_that_writes_refuses_it(command: str) -> None:
    with pytest.raises(SystemCheckError, match=SENTENCE):
        call_command(command, *(["x"] if command in {"import_products", "loaddata"} else []), skip_checks=False)


def test_a_database_that_was_not_migrated_says_so() -> None:
    MigrationRecorder(connection).record_unapplied("catalog", "0001_initial")

    assert not schema().is_current
    assert schema().sentence == ("The database is of an older release: manage.py migrate applies catalog.0001_initial.")
    refuse_newer()


@pytest.mark.usefixtures("away")
def test_a_database_that_is_away_is_no_fault_of_a_command_that_does_not_need_it() -> None:
    call_command("check")


@pytest.fixture
def away() -> Iterator[None]:
    def fail(*_: object) -> None:
        raise OperationalError("server closed the connection unexpectedly")

    with connection.execute_wrapper(fail):
        yield


def test_many_migrations_are_named_by_their_first_and_their_number() -> None:
    names = frozenset(("catalog", f"000{number}") for number in range(1, 6))

    assert listed(names) == "catalog.0001, catalog.0002, catalog.0003 and 2 more"
