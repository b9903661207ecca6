"""Backups that the shop makes by itself, in a folder of its own."""

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from shop.backups.contents import contents_of_the_shop
from shop.backups.making import make_backup
from shop.backups.manifest import version
from shop.backups.refusals import BackupRefused
from shop.schema import schema

KEPT = 5
BEFORE_MIGRATING = "before-migrating"


def kept_backup(reason: str, *, with_uploads: bool) -> Path:
    """Make a backup that is named for the time, this release and the reason, and return where it is."""
    folder = Path(settings.VAR_DIR) / "backups"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{timezone.now():%Y-%m-%d-%H%M%S-%f}-{version()}-{reason}.tar"
    make_backup(path, with_uploads=with_uploads)
    return path


def back_up_before_migrating(*, say: Callable[[str], object]) -> None:
    """Keep a backup of the database where it holds anything and there are migrations to apply, and say where it is.

    Uploads are not in it: migrations leave them alone. Of such backups the last five are kept. Raises BackupRefused.
    """
    if not settings.BACKUP_BEFORE_MIGRATE or schema().is_current or contents_of_the_shop().is_nothing:
        return
    try:
        path = kept_backup(BEFORE_MIGRATING, with_uploads=False)
    except BackupRefused as error:
        raise BackupRefused(f"{error} BACKUP_BEFORE_MIGRATE=0 migrates without a backup.") from error
    for old in sorted(path.parent.glob(f"*-{BEFORE_MIGRATING}.tar"))[:-KEPT]:
        old.unlink()
    say(f"The database of the release before is in {path}.")
