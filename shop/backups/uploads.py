"""The uploads of a shop that keeps them in a folder. A bucket has backups of its own."""

import os
import shutil
import tarfile
from collections.abc import Iterable, Iterator
from hashlib import file_digest
from pathlib import Path

from django.core.files.storage import FileSystemStorage, default_storage

from shop.backups.archive import UPLOADS, Backup, add
from shop.backups.manifest import Part

HALF_WRITTEN = ".half-restored"


def are_in_a_folder() -> bool:
    return isinstance(default_storage, FileSystemStorage)


def root() -> Path:
    return Path(default_storage.path(""))


def back_up(archive: tarfile.TarFile) -> Iterator[tuple[str, Part]]:
    """Write all uploads, and give the parts that they are. One that is deleted meanwhile is left out."""
    folder = root()
    for path in files(folder):
        if path.suffix == HALF_WRITTEN:
            continue
        try:
            with path.open("rb") as file:
                name = UPLOADS + path.relative_to(folder).as_posix()
                yield name, add(archive, name, file, os.fstat(file.fileno()).st_size)
        except FileNotFoundError:
            continue


def restore(backup: Backup) -> None:
    """Write those that are missing or differ, each in one step; others stay as they are."""
    for name in backup.uploads:
        path = Path(default_storage.path(name))
        part = backup.manifest.parts[UPLOADS + name]
        if _is_there(path, part):
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_name(path.name + HALF_WRITTEN)
        with backup.open(UPLOADS + name) as source, half.open("wb") as target:
            shutil.copyfileobj(source, target)
        half.chmod(0o644)
        half.replace(path)


def remove_others(names: Iterable[str]) -> None:
    """Remove what is none of these, by their names in the storage."""
    folder, kept = root(), set(names)
    for path in files(folder):
        if path.relative_to(folder).as_posix() not in kept:
            path.unlink()


def files(top: Path) -> Iterator[Path]:
    """Give the files below a folder in one order, and no links."""
    for folder, folders, names in os.walk(top):
        folders.sort()
        for name in sorted(names):
            path = Path(folder, name)
            if not path.is_symlink() and path.is_file():
                yield path


def _is_there(path: Path, part: Part) -> bool:
    if not path.is_file() or path.stat().st_size != part.size:
        return False
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest() == part.sha256
