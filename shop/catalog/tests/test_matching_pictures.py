"""A picture is found by the file name in its address, however the address and the folder write it."""

from pathlib import Path
from unicodedata import normalize
from urllib.parse import quote

import pytest

from shop.catalog.shopify_csv.matching import Folder

HOST = "https://cdn.example.com/s/files/1/products"
CURLY = "\N{RIGHT SINGLE QUOTATION MARK}"


@pytest.mark.parametrize(
    ("stored", "address"),
    [
        ("Blue shirt.jpg", f"{HOST}/Blue%20shirt.jpg?v=12"),
        ("Blue shirt.jpg", f"{HOST}/blue+shirt.JPG"),
        ("Blue shirt.jpg", f"{HOST}/Blue_shirt_480x480.jpg"),
        ("Blue shirt.jpg", f"{HOST}/Blue%2520shirt.jpg"),
        ("Blue  shirt.jpg", f"{HOST}/Blue%C2%A0shirt.jpg"),
        ("blue-shirt.jpeg", f"{HOST}/Blue_Shirt.jpg"),
        ("a+b.jpg", f"{HOST}/a+b.jpg"),
        ("a+b.jpg", f"{HOST}/a%2Bb.jpg"),
        (normalize("NFD", "Größe.jpg"), f"{HOST}/{quote(normalize('NFC', 'größe.jpg'))}"),
        (normalize("NFC", "Größe.jpg"), f"{HOST}/{quote(normalize('NFD', 'Größe.jpg'))}"),
        (f"kid{CURLY}s.jpg", f"{HOST}/kid's.jpg"),
        ("100%.jpg", f"{HOST}/100%25.jpg"),
        ("바구니.png", f"{HOST}/{quote(normalize('NFD', '바구니.png'))}"),
        ("2 \N{EN DASH} 3.png", f"{HOST}/2%20-%203.png"),
    ],
)
def test_it_finds_a_file_that_is_spelled_otherwise(tmp_path: Path, stored: str, address: str) -> None:
    (tmp_path / "further down").mkdir()
    (tmp_path / "other.jpg").write_bytes(b"")
    wanted = tmp_path / "further down" / stored
    wanted.write_bytes(b"")

    assert Folder(tmp_path).find(address) == wanted


def test_the_name_as_it_is_comes_first(tmp_path: Path) -> None:
    names = ["a b.jpg", "a_b.jpg", "a+b.jpg", "a-b.jpg"]
    for name in names:
        (tmp_path / name).write_bytes(b"")
    folder = Folder(tmp_path)

    assert [folder.find(f"{HOST}/{quote(name)}") for name in names] == [tmp_path / name for name in names]
    assert folder.find(f"{HOST}/a__b.jpg") is None


@pytest.mark.parametrize("address", ["", "http://[", f"{HOST}/", f"{HOST}/nothing.jpg"])
def test_it_finds_nothing_where_nothing_is_named(tmp_path: Path, address: str) -> None:
    (tmp_path / "other.jpg").write_bytes(b"")

    assert Folder(tmp_path).find(address) is None
