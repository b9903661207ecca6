"""The folder of one import: the product file, the pictures, and the table of what became of each product."""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.files.base import File


class UploadedFiles:
    """Where the files of the import of one number are. Nothing of it is made before something is put there."""

    def __init__(self, number: int) -> None:
        self.folder = Path(settings.IMPORTS_ROOT) / str(number)
        self.csv = self.folder / "products.csv"
        self.pictures = self.folder / "pictures"
        self.table = self.folder / "table.csv"

    @property
    def is_here(self) -> bool:
        """Whether the product file is on this machine, and not deleted yet."""
        return self.csv.is_file()

    @property
    def picture_folder(self) -> Path | None:
        return self.pictures if self.pictures.is_dir() else None

    def put_csv(self, file: "File[Any]") -> None:
        """Keep a product file, in place of the one that was there."""
        self.make()
        unfinished = self.csv.with_suffix(".unfinished")
        with unfinished.open("wb") as kept:
            for chunk in file.chunks():
                kept.write(chunk)
        unfinished.replace(self.csv)

    def make(self) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def forget_uploads(self) -> None:
        """Delete what was uploaded; the table of what became of it stays."""
        self.csv.unlink(missing_ok=True)
        shutil.rmtree(self.pictures, ignore_errors=True)

    def remove(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    @contextmanager
    def locked(self) -> Iterator[bool]:
        """Hold the folder as long as this process lives or the block lasts; false where another process holds it."""
        self.make()
        with (self.folder / "lock").open("w") as file:
            yield took_lock(file)

    @property
    def are_held(self) -> bool:
        """Whether a process holds the folder. One that was killed holds nothing."""
        if not self.folder.is_dir():
            return False
        with (self.folder / "lock").open("w") as file:
            return not took_lock(file)


def took_lock(file: IO[str]) -> bool:
    """Take the lock of a file until that is closed; false where another process has it."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
