"""A ZIP of pictures, unpacked within bounds. Nothing in it decides where something is written, or how much.

Pictures are told by how they begin, never by their names. What is no picture, another ZIP too, is passed over.
"""

import shutil
import stat
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from tempfile import mkdtemp
from typing import IO, Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext as _

from shop.catalog.picture_kinds import MOST_READ, picture_kind
from shop.catalog.pictures import MAX_BYTES

MEGABYTE = 1024 * 1024
MOST_BYTES = 40 * MEGABYTE
MOST_ENTRIES = 5_000
MOST_UNPACKED = 256 * MEGABYTE
MOST_OF_ALL = 1024 * MEGABYTE
"""Of all the ZIPs of one import together."""
MOST_RATIO = 20
"""How many times its size a ZIP may hold: pictures are packed already, and a ZIP makes them hardly smaller."""
MOST_DIRECTORY = MOST_ENTRIES * 1024
LONGEST_NAME = 200
CHUNK = 256 * 1024
END = struct.Struct("<4s4H2LH")
END_SIGN, BEFORE_END_64 = b"PK\x05\x06", b"PK\x06\x07"
LONGEST_COMMENT = 65_535


@dataclass
class Unpacked:
    """What came out of a ZIP."""

    pictures: int = 0
    others: int = 0
    too_large: list[str] = field(default_factory=list)


def unpack(file: "File[Any]", folder: Path) -> Unpacked:
    """Put the pictures of a ZIP into a new folder below this one. Raises ValidationError, and then leaves nothing."""
    if file.size > MOST_BYTES:
        raise refused(
            file, _("it is larger than %(most)d MB: make several ZIPs of it") % {"most": MOST_BYTES // MEGABYTE}
        )
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    place = Path(mkdtemp(dir=folder))
    try:
        refuse_directory(file)
        with ZipFile(file) as archive:
            found = write(archive, place, file)
        if not found.pictures:
            raise refused(file, _("there is no picture in it"))
    except ValidationError:
        shutil.rmtree(place)
        raise
    except (BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, ValueError, zlib.error) as error:
        shutil.rmtree(place)
        raise refused(file, described(error)) from error
    return found


def refuse_directory(file: "File[Any]") -> None:
    """Raise ValidationError for a list of contents that is missing or too long, before it is read into memory."""
    length = END.size + LONGEST_COMMENT + 20
    file.seek(max(file.size - length, 0))
    end = file.read(length)
    place = end.rfind(END_SIGN)
    if place < 0 or len(end) < place + END.size:
        raise refused(file, _("it is no ZIP, or its end is missing"))
    size = END.unpack_from(end, place)[5]
    if end[max(place - 20, 0) : place].startswith(BEFORE_END_64) or size > MOST_DIRECTORY:
        raise refused(file, too_many())
    file.seek(0)


def write(archive: ZipFile, place: Path, file: "File[Any]") -> Unpacked:
    """Write the pictures of an archive. Raises ValidationError for what no harmless archive has."""
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > MOST_ENTRIES:
        raise refused(file, too_many())
    for entry in entries:
        refuse_entry(entry, file)
    most = min(MOST_UNPACKED, MOST_OF_ALL - size_of(place.parent), max(file.size * MOST_RATIO, MAX_BYTES))
    found, folders = Unpacked(), dict[str, Path]()
    for entry in entries:
        path = PurePosixPath(entry.filename.replace("\\", "/"))
        with archive.open(entry) as packed:
            start = packed.read(MOST_READ)
            if not picture_kind(start):
                found.others += 1
                continue
            # By numbers: two folders of an archive may each have a picture of the same name.
            below = folders.setdefault(str(path.parent), place / str(len(folders)))
            below.mkdir(exist_ok=True)
            size = copy(packed, start, below / path.name, min(most, MAX_BYTES))
        if size > most:
            raise refused(file, _("what it holds is far larger than a ZIP of pictures is"))
        most -= size
        if size > MAX_BYTES:
            found.too_large.append(path.name)
            (below / path.name).unlink()
        else:
            found.pictures += 1
    return found


def refuse_entry(entry: ZipInfo, file: "File[Any]") -> None:
    """Raise ValidationError for an entry that would be written elsewhere, is a link, or is locked by a password."""
    name = entry.filename.replace("\\", "/")
    path = PurePosixPath(name)
    shown = {"name": entry.filename[:100]}
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0] or not name.isprintable():
        raise refused(file, _("“%(name)s” in it would be written outside of its folder") % shown)
    if len(path.name.encode()) > LONGEST_NAME:
        raise refused(file, _("the name “%(name)s…” in it is too long") % shown)
    mode = entry.external_attr >> 16
    if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        raise refused(file, _("“%(name)s” in it is a link and no file") % shown)
    if entry.flag_bits & 0x1:
        raise refused(file, _("it is locked by a password"))


def copy(packed: IO[bytes], start: bytes, path: Path, most: int) -> int:
    """Write what is packed, and a little more than the most of it; return how much was written."""
    size = 0
    with path.open("wb") as unpacked:
        for chunk in chunks(packed, start):
            size += len(chunk)
            unpacked.write(chunk)
            if size > most:
                break
    return size


def chunks(packed: IO[bytes], start: bytes) -> Iterator[bytes]:
    yield start
    while chunk := packed.read(CHUNK):
        yield chunk


def size_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def too_many() -> str:
    return _("it has more than %(most)d files: make several ZIPs of it") % {"most": MOST_ENTRIES}


def described(error: Exception) -> str:
    if isinstance(error, NotImplementedError):
        return _("it is packed in a way that the shop does not read: make an ordinary ZIP of it")
    return _("it is damaged (%(error)s)") % {"error": str(error)[:200] or type(error).__name__}


def refused(file: "File[Any]", reason: str) -> ValidationError:
    return ValidationError(_("“%(name)s” was not taken: %(reason)s.") % {"name": file.name, "reason": reason})
