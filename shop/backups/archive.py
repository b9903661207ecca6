"""One file with all that a shop holds: a tar of the database and the uploads, and at its end the manifest."""

import io
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO

from shop.backups.manifest import Manifest, Part
from shop.backups.refusals import RestoreRefused

DATABASE = "database"
UPLOADS = "uploads/"
MANIFEST = "manifest-{}.json"
"""Its own digest is in its name: it stands for all the others."""
CHUNK = 1024 * 1024


class Digesting:
    """A file that is read once, and digested meanwhile."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.digest = sha256()

    def read(self, size: int = -1) -> bytes:
        read = self.file.read(size)
        self.digest.update(read)
        return read


def add(archive: tarfile.TarFile, name: str, file: IO[bytes], size: int) -> Part:
    """Write so many bytes of a file under this name. Raises OSError where it has fewer."""
    member = tarfile.TarInfo(name)
    member.size = size
    digesting = Digesting(file)
    archive.addfile(member, digesting)
    return Part(size, digesting.digest.hexdigest())


def finish(archive: tarfile.TarFile, manifest: Manifest) -> None:
    text = manifest.written()
    add(archive, MANIFEST.format(sha256(text).hexdigest()), io.BytesIO(text), len(text))


class Backup:
    """A backup that is read. What is wrong with it raises RestoreRefused."""

    def __init__(self, archive: tarfile.TarFile, path: Path) -> None:
        self.archive = archive
        self.path = path
        self.members = {member.name: member for member in archive.getmembers()}
        if len(self.members) != len(archive.getnames()):
            raise RestoreRefused(f"{path} is damaged: it has parts of the same name.")
        self.manifest = self.read_manifest()

    def read_manifest(self) -> Manifest:
        """Return what the last part says of all parts. Raises RestoreRefused where there is no such part."""
        last = next(reversed(self.members), "")
        text = self.open(last).read() if last else b""
        if last != MANIFEST.format(sha256(text).hexdigest()):
            raise RestoreRefused(f"{self.path} is damaged, not complete, or no backup of a shop.")
        try:
            return Manifest.read(text)
        except (ValueError, KeyError, TypeError) as error:
            raise RestoreRefused(f"{self.path} is of a later release, which this one cannot read ({error}).") from error

    def check(self) -> None:
        """Read all of it, and raise RestoreRefused where a part is not what the manifest says, or has no place."""
        expected = {*self.manifest.parts, next(reversed(self.members))}
        if odd := expected ^ self.members.keys():
            raise RestoreRefused(f"{self.path} is damaged: it lacks {min(odd)!r}, or should not have it.")
        for name, part in self.manifest.parts.items():
            if not has_a_place(name) or not self.members[name].isreg():
                raise RestoreRefused(f"{self.path} was tampered with: {name!r} is no part of a backup.")
            digest = sha256()
            with self.open(name) as file:
                while read := file.read(CHUNK):
                    digest.update(read)
            if part != Part(self.members[name].size, digest.hexdigest()):
                raise RestoreRefused(f"{self.path} is damaged: {name!r} is not what was backed up.")

    def open(self, name: str) -> IO[bytes]:
        """Return a part to be read. Raises RestoreRefused where it is no file."""
        file = self.archive.extractfile(self.members[name])
        if file is None:
            raise RestoreRefused(f"{self.path} was tampered with: {name!r} is no file.")
        return file

    @property
    def uploads(self) -> Iterator[str]:
        """Give the names of all uploads, as the storage knows them."""
        return (name.removeprefix(UPLOADS) for name in self.manifest.parts if name.startswith(UPLOADS))


def has_a_place(name: str) -> bool:
    """Tell whether a part is the database, or an upload that stays in the uploads' folder."""
    path = PurePosixPath(name)
    if name == DATABASE:
        return True
    is_inside = ".." not in path.parts and "\\" not in name and "\0" not in name and str(path) == name
    return name.startswith(UPLOADS) and is_inside


@contextmanager
def open_backup(path: Path) -> Iterator[Backup]:
    """Open a backup and read its manifest. Raises RestoreRefused where there is none."""
    try:
        with tarfile.open(path, "r:") as archive:
            yield Backup(archive, path)
    except FileNotFoundError as error:
        raise RestoreRefused(f"There is no file {path}.") from error
    except (tarfile.TarError, EOFError) as error:
        raise RestoreRefused(f"{path} is damaged, or no backup of a shop: {error}") from error
