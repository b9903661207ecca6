"""Putting a shop back as a backup has it."""

import shutil
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from shop.backups import copying, postgresql, sqlite, uploads
from shop.backups.archive import DATABASE, Backup, open_backup
from shop.backups.contents import contents_of_the_shop
from shop.backups.keeping import kept_backup
from shop.backups.manifest import Manifest
from shop.backups.refusals import RestoreRefused
from shop.backups.workplace import UNRESTORED, workplace
from shop.catalog.models import CatalogueVersion
from shop.schema import compared

Say = Callable[[str], object]


def restore(path: Path, *, replaces: bool, say: Say) -> Manifest:
    """Put back what a backup has: all of it is read before anything is changed.

    What the shop held goes into a backup of its own. Where the release has newer migrations, they are applied. Raises
    RestoreRefused, having changed nothing.
    """
    with open_backup(path) as backup:
        refuse_unfit(backup.manifest)
        backup.check()
        Path(settings.VAR_DIR).mkdir(parents=True, exist_ok=True)
        with workplace(Path(settings.VAR_DIR) / f"restore{UNRESTORED}") as folder:
            database = folder / "database"
            with backup.open(DATABASE) as stored, database.open("wb") as file:
                shutil.copyfileobj(stored, file)
            refuse_while_in_use()
            make_room(backup.manifest, replaces=replaces, say=say)
            put_back(backup, database)
    call_command("migrate", interactive=False, verbosity=0)
    CatalogueVersion.bump()
    return backup.manifest


def refuse_unfit(manifest: Manifest) -> None:
    """Raise RestoreRefused for a backup that this release on this database cannot take."""
    schema = compared(dict.fromkeys(manifest.contents.migrations))
    if schema.is_newer:
        raise RestoreRefused(f"The backup is of a newer release ({manifest.version}). Install that release first.")
    if manifest.database == connection.vendor:
        return
    if manifest.database != "sqlite":
        raise RestoreRefused("The backup is of a shop on PostgreSQL, and goes back into PostgreSQL alone.")
    if schema.missing:
        raise RestoreRefused(
            "The backup is of a shop on SQLite of an older release. To move it to PostgreSQL, bring the shop on SQLite "
            "to this release, and back it up anew."
        )


def refuse_while_in_use() -> None:
    if connection.vendor == "postgresql":
        postgresql.refuse_while_in_use()
        return
    with sqlite.held_alone():
        """Nobody else has it open."""


def make_room(manifest: Manifest, *, replaces: bool, say: Say) -> None:
    """Keep a backup of what the shop holds. Raises RestoreRefused where that is not to be replaced."""
    held = contents_of_the_shop()
    if held.is_nothing:
        return
    if not replaces:
        raise RestoreRefused(f"The shop holds {held}. With --replace, that goes into a backup of its own first.")
    kept = kept_backup("before-restore", with_uploads=manifest.has_uploads)
    say(f"What the shop held is in {kept}.")


def put_back(backup: Backup, database: Path) -> None:
    """Bring in uploads, then the database, then remove other uploads: none that the shop names is ever missing."""
    has_uploads = backup.manifest.has_uploads and uploads.are_in_a_folder()
    if has_uploads:
        uploads.restore(backup)
    if connection.vendor != "postgresql":
        sqlite.load(database)
    elif backup.manifest.database == "sqlite":
        call_command("migrate", interactive=False, verbosity=0)
        copying.copy(database)
    else:
        postgresql.load(database)
    if has_uploads:
        uploads.remove_others(backup.uploads)
