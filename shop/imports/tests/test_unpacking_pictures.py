"""A ZIP of pictures is unpacked within bounds, whatever is in it."""

import io
import stat
import struct
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from shop.imports import picture_archives
from shop.imports.picture_archives import unpack
from shop.imports.tests.uploads import picture, zip_file


def files_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def refusal(file: Any, folder: Path) -> str:
    """Return why a ZIP is refused. Nothing of it is left."""
    with pytest.raises(ValidationError) as refused:
        unpack(file, folder / "pictures")
    assert files_in(folder) == []
    return str(refused.value.messages[0])


def entry(name: str, *, mode: int = stat.S_IFREG | 0o644) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    return info


def test_pictures_are_taken_and_all_else_is_passed_over(tmp_path: Path) -> None:
    inner = zip_file({"hidden.jpg": picture()}).read()
    found = unpack(
        zip_file(
            {
                "mug.jpg": picture(),
                "more/bowl.jpg": picture(),
                "inner.zip": inner,
                "run.sh": b"#!/bin/sh",
                "not-a-picture.jpg": b"<script>",
                "__MACOSX/._mug.jpg": b"\0\5\x16\7",
            }
        ),
        tmp_path,
    )

    assert (found.pictures, found.others) == (2, 4)
    assert files_in(tmp_path) == ["bowl.jpg", "mug.jpg"]


def test_two_folders_may_have_a_picture_of_one_name(tmp_path: Path) -> None:
    unpack(zip_file({"a/front.jpg": picture("teal"), "b/front.jpg": picture("red")}), tmp_path)

    assert files_in(tmp_path) == ["front.jpg", "front.jpg"]


def test_a_second_zip_adds_to_the_first(tmp_path: Path) -> None:
    unpack(zip_file({"mug.jpg": picture()}), tmp_path)
    unpack(zip_file({"bowl.jpg": picture()}), tmp_path)

    assert files_in(tmp_path) == ["bowl.jpg", "mug.jpg"]


@pytest.mark.parametrize("name", ["../mug.jpg", "a/../../mug.jpg", "/etc/mug.jpg", "..\\mug.jpg", "C:\\mug.jpg"])
def test_a_path_that_leads_outside_is_refused(tmp_path: Path, name: str) -> None:
    assert "would be written outside of its folder" in refusal(zip_file({name: picture()}), tmp_path)


def test_a_link_is_refused(tmp_path: Path) -> None:
    link = entry("mug.jpg", mode=stat.S_IFLNK | 0o777)

    assert "“mug.jpg” in it is a link and no file" in refusal(zip_file({link: b"/etc/passwd"}), tmp_path)


def test_a_bomb_is_refused_before_it_fills_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_archives, "MAX_BYTES", 100_000)
    bomb = {f"{number}.jpg": picture() + bytes(90_000) for number in range(30)}

    assert "far larger than a ZIP of pictures" in refusal(zip_file(bomb), tmp_path)


def test_a_size_that_is_not_true_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_archives, "MOST_UNPACKED", 50_000)
    content = zip_file({"mug.jpg": picture() + bytes(200_000)}).read()
    size = struct.pack("<L", len(picture()) + 200_000)
    lying = content.replace(size, struct.pack("<L", 10))

    assert "was not taken" in refusal(SimpleUploadedFile("pictures.zip", lying), tmp_path)


def test_more_files_than_a_shop_needs_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_archives, "MOST_ENTRIES", 3)

    assert "more than 3 files" in refusal(zip_file({f"{n}.jpg": picture() for n in range(4)}), tmp_path)


def test_a_long_list_of_contents_is_not_even_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_archives, "MOST_DIRECTORY", 1000)
    monkeypatch.setattr(picture_archives, "ZipFile", None)

    assert "files: make several ZIPs" in refusal(zip_file({f"{n}.jpg": b"" for n in range(50)}), tmp_path)


def test_a_picture_that_is_too_large_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_archives, "MAX_BYTES", 5_000)

    found = unpack(zip_file({"huge.jpg": picture() + bytes(range(256)) * 18, "mug.jpg": picture()}), tmp_path)

    assert (found.pictures, found.too_large) == (1, ["huge.jpg"])
    assert files_in(tmp_path) == ["mug.jpg"]


def test_a_large_zip_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_archives, "MOST_BYTES", 100)

    assert "make several ZIPs of it" in refusal(zip_file({"mug.jpg": picture()}), tmp_path)


def test_all_zips_of_an_import_have_one_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "pictures"
    unpack(zip_file({"mug.jpg": picture()}), folder)
    monkeypatch.setattr(picture_archives, "MOST_OF_ALL", len(picture()) + 10)

    with pytest.raises(ValidationError):
        unpack(zip_file({"bowl.jpg": picture()}), folder)

    assert files_in(folder) == ["mug.jpg"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "it is no ZIP"),
        (b"PK\x03\x04", "it is no ZIP"),
        (b"PK\x05\x06" + bytes(18), "there is no picture in it"),
        (zip_file({"mug.jpg": picture()}).read()[100:], "it is damaged"),
        (zip_file({"notes.txt": b"hello"}).read(), "there is no picture in it"),
    ],
)
def test_what_is_no_zip_of_pictures_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    assert said in refusal(SimpleUploadedFile("pictures.zip", content), tmp_path)


def test_a_broken_picture_in_it_is_refused(tmp_path: Path) -> None:
    content = bytearray(zip_file({"mug.jpg": picture()}).read())
    content[60:70] = bytes(10)

    assert "it is damaged" in refusal(SimpleUploadedFile("pictures.zip", bytes(content)), tmp_path)


def test_a_password_is_refused(tmp_path: Path) -> None:
    content = bytearray(zip_file({"mug.jpg": picture()}).read())
    central = content.find(b"PK\x01\x02")
    content[central + 8] |= 1

    assert "locked by a password" in refusal(SimpleUploadedFile("pictures.zip", bytes(content)), tmp_path)


def test_a_long_name_is_refused(tmp_path: Path) -> None:
    assert "is too long" in refusal(zip_file({"x" * 250 + ".jpg": picture()}), tmp_path)


def test_zip64_is_refused(tmp_path: Path) -> None:
    file = io.BytesIO(zip_file({"mug.jpg": picture()}).read())
    content = file.getvalue()
    place = content.rfind(b"PK\x05\x06")
    with_64 = content[:place] + b"PK\x06\x07" + bytes(16) + content[place:]

    assert "make several ZIPs" in refusal(SimpleUploadedFile("pictures.zip", with_64), tmp_path)
