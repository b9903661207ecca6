"""Making a backup."""

import os
import tarfile
from pathlib import Path

from django.db import connection

from shop.backups import postgresql, sqlite, uploads
from shop.backups.archive import DATABASE, add, finish
from shop.backups.manifest import Manifest
from shop.backups.refusals import BackupRefused
from shop.backups.workplace import UNFINISHED, remove_abandoned, workplace


def make_backup(path: Path, *, with_uploads: bool = True) -> Manifest:
    """Write all that the shop holds into a new file, which is there when it is complete, and not before.

    The shop may sell meanwhile. First comes the database, so that the uploads that it names are there when theirs are
    read. Raises BackupRefused, and AtWork while another process makes the same.
    """
    refuse_overwriting(path)
    for abandoned in path.parent.glob(f"*{UNFINISHED}"):
        remove_abandoned(abandoned)
    has_uploads = with_uploads and uploads.are_in_a_folder()
    with workplace(path.with_name(path.name + UNFINISHED)) as folder:
        database, unfinished = folder / "database", folder / "archive"
        engine = postgresql if connection.vendor == "postgresql" else sqlite
        manifest = Manifest.of_now(connection.vendor, engine.dump(database), has_uploads=has_uploads)
        with unfinished.open("xb") as file:
            unfinished.chmod(0o600)
            with tarfile.open(fileobj=file, mode="w") as archive:
                with database.open("rb") as dumped:
                    manifest.parts[DATABASE] = add(archive, DATABASE, dumped, database.stat().st_size)
                manifest.parts |= uploads.back_up(archive) if has_uploads else ()
                finish(archive, manifest)
            file.flush()
            os.fsync(file.fileno())
        refuse_overwriting(path)
        unfinished.rename(path)
    return manifest


def refuse_overwriting(path: Path) -> None:
    """Raise BackupRefused where a file is there already, or its folder is not."""
    if path.exists():
        raise BackupRefused(f"{path} is there already, and is left as it is. Name another file.")
    if not path.parent.is_dir():
        raise BackupRefused(f"There is no folder {path.parent}.")
