"""`make run` keeps a backup of the database before it migrates it."""

import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from pytest_django.fixtures import Settings

from shop.backups import keeping
from shop.backups.keeping import back_up_before_migrating
from shop.backups.manifest import version
from shop.backups.refusals import BackupRefused
from shop.testing.builders import make_product

pytestmark = [
    # SQLite copies no database in the middle of a transaction.
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="pg_dump sees nothing of a test's transaction"),
    pytest.mark.slow,
]


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Iterator[Path]:
    """An older database, and the folder where its backups come."""
    settings.VAR_DIR = tmp_path
    MigrationRecorder(connection).record_unapplied("limits", "0001_initial")
    yield tmp_path / "backups"
    MigrationRecorder(connection).migration_qs.filter(app="limits").delete()
    MigrationRecorder(connection).record_applied("limits", "0001_initial")


def prepare() -> list[str]:
    said: list[str] = []
    back_up_before_migrating(say=said.append)
    return said


def test_it_says_where_the_backup_is(folder: Path) -> None:
    make_product()

    said = prepare()

    [kept] = folder.iterdir()
    assert said == [f"The database of the release before is in {kept}."]
    assert kept.name.endswith(f"-{version()}-before-migrating.tar")
    with tarfile.open(kept) as archive:
        assert archive.getnames()[0] == "database"


def test_an_empty_database_needs_none(folder: Path) -> None:
    assert prepare() == []
    assert not folder.exists()


def test_a_database_of_this_release_needs_none(folder: Path) -> None:
    make_product()
    MigrationRecorder(connection).record_applied("limits", "0001_initial")
    assert prepare() == []


def test_an_operator_may_go_without(folder: Path, settings: Settings) -> None:
    make_product()
    settings.BACKUP_BEFORE_MIGRATE = False
    assert prepare() == []


def test_where_no_backup_can_be_made_nothing_is_migrated(monkeypatch: pytest.MonkeyPatch) -> None:
    make_product()

    def refuse(*_: object, **__: object) -> None:
        raise BackupRefused("pg_dump is not on the PATH.")

    monkeypatch.setattr(keeping, "make_backup", refuse)
    with pytest.raises(BackupRefused, match=r"^pg_dump is not on the PATH\. BACKUP_BEFORE_MIGRATE=0 migrates without"):
        prepare()


def test_the_last_five_are_kept_and_others_are_left_alone(folder: Path) -> None:
    make_product()
    folder.mkdir()
    for name in (*(f"2020-01-0{day}-000000-0.1.0-before-migrating.tar" for day in range(1, 7)), "mine.tar"):
        (folder / name).touch()

    prepare()

    names = sorted(path.name for path in folder.iterdir())
    assert names[:4] == [f"2020-01-0{day}-000000-0.1.0-before-migrating.tar" for day in range(3, 7)]
    assert len(names) == 6
    assert names[-1] == "mine.tar"
