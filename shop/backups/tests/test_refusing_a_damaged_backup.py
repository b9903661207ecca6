"""A backup that is damaged, of another time or of bad intent is refused before anything is changed."""

import io
import json
import tarfile
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from shop.backups.archive import DATABASE, add, finish, open_backup
from shop.backups.contents import Contents
from shop.backups.manifest import Manifest
from shop.backups.refusals import RestoreRefused
from shop.backups.restoring import refuse_unfit
from shop.schema import released

Archive = tarfile.TarFile
UPLOAD = "uploads/mug.webp"


def manifest(**fields: Any) -> Manifest:
    contents = Contents({"orders": 3}, released()[0])
    made = Manifest("sqlite", contents, has_uploads=True, version="0.1.0", made_at="")
    return replace(made, **fields)


def write(path: Path, change: Callable[[Archive, Manifest], object] = lambda *_: None) -> Path:
    """Write a backup of a database and a picture, changed before its manifest is written."""
    described = manifest()
    with tarfile.open(path, "w") as archive:
        for name in (DATABASE, UPLOAD):
            described.parts[name] = add(archive, name, io.BytesIO(b"0123456789" * 100), 1000)
        change(archive, described)
        finish(archive, described)
    return path


def check(path: Path) -> None:
    with open_backup(path) as backup:
        backup.check()


def test_a_whole_one_is_taken(tmp_path: Path) -> None:
    with open_backup(write(tmp_path / "shop.tar")) as backup:
        backup.check()
        assert backup.manifest.contents.counts == {"orders": 3}
        assert list(backup.uploads) == ["mug.webp"]


@pytest.mark.parametrize("share", [0.0, 0.2, 0.5, 0.8, 0.999])
def test_one_that_ends_too_soon_is_refused(tmp_path: Path, share: float) -> None:
    path = write(tmp_path / "shop.tar")
    with tarfile.open(path) as archive:
        # What follows the last part only fills the archive up.
        end = max(part.offset_data + part.size for part in archive)
    path.write_bytes(path.read_bytes()[: int(end * share)])
    with pytest.raises(RestoreRefused, match="damaged"):
        check(path)


def test_one_flipped_bit_of_any_part_is_found(tmp_path: Path) -> None:
    path = write(tmp_path / "shop.tar")
    written = path.read_bytes()
    with tarfile.open(path) as archive:
        places = [member.offset_data + member.size // 2 for member in archive]
    assert len(places) == 3
    for place in places:
        path.write_bytes(written[:place] + bytes([written[place] ^ 1]) + written[place + 1 :])
        with pytest.raises(RestoreRefused, match="damaged"):
            check(path)


def add_file(name: str, *, is_named: bool = True) -> Callable[[Archive, Manifest], None]:
    def change(archive: Archive, described: Manifest) -> None:
        part = add(archive, name, io.BytesIO(b"evil"), 4)
        if is_named:
            described.parts[name] = part

    return change


def add_link(archive: Archive, described: Manifest) -> None:
    link = tarfile.TarInfo("uploads/link")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    archive.addfile(link)
    described.parts["uploads/link"] = described.parts[UPLOAD]


@pytest.mark.parametrize(
    "change",
    [
        *map(add_file, ("uploads/../../evil", "../evil", "/etc/evil", "uploads/a/../../../evil", "elsewhere/evil")),
        *map(add_file, ("uploads//evil", "uploads/..\\evil", "uploads/..")),
        add_file("uploads/unnamed", is_named=False),
        add_file(UPLOAD),
        add_link,
        lambda _, described: described.parts.pop(UPLOAD),
        lambda _, described: described.parts.update({"uploads/missing": described.parts[UPLOAD]}),
    ],
)
def test_what_has_no_place_in_it_is_refused(tmp_path: Path, change: Callable[[Archive, Manifest], object]) -> None:
    path = write(tmp_path / "shop.tar", change)
    with pytest.raises(RestoreRefused, match=r"damaged|tampered"):
        check(path)


@pytest.mark.parametrize("content", [b"", b"no tar at all" * 100])
def test_another_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "shop.tar"
    path.write_bytes(content)
    with pytest.raises(RestoreRefused, match="damaged"):
        check(path)


def test_one_of_a_later_form_is_refused(tmp_path: Path) -> None:
    text = json.dumps({**json.loads(manifest().written()), "format": 2}).encode()
    with tarfile.open(tmp_path / "shop.tar", "w") as archive:
        add(archive, f"manifest-{sha256(text).hexdigest()}.json", io.BytesIO(text), len(text))
    with pytest.raises(RestoreRefused, match="of a later release, which this one cannot read"):
        check(tmp_path / "shop.tar")


def test_one_of_a_newer_schema_is_refused() -> None:
    newer = Contents({}, released()[0] | {("catalog", "9000_tomorrow")})
    with pytest.raises(RestoreRefused, match=r"of a newer release \(9\.9\)\. Install that release first\."):
        refuse_unfit(manifest(contents=newer, version="9.9"))
