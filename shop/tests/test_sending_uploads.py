"""Pictures of the uploads' folder are sent as what they are, for as long as their names say, and nothing else is."""

import gzip
import os
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from shop.uploads import name_by_content

DRAWING = b"<svg>" + b"<g/>" * 500 + b"</svg>"
FOR_GOOD = "public, max-age=31536000, immutable"


@pytest.fixture
def media(media_root: Path) -> Path:
    (media_root / "products" / "cup-0123456789ab").mkdir(parents=True)
    return media_root


def put(folder: Path, name: str, content: bytes = b"RIFF") -> str:
    (folder / name).write_bytes(content)
    return f"/media/{name}"


@pytest.mark.parametrize(
    ("name", "kind"),
    [("mug.webp", "image/webp"), ("mug.svg", "image/svg+xml"), ("mug.png", "image/png"), ("mug.jpg", "image/jpeg")],
)
def test_a_picture_is_nothing_but_a_picture(name: str, kind: str, media: Path, client: Client) -> None:
    answer = client.get(put(media, name))

    assert (answer.status_code, answer.content) == (200, b"RIFF")
    assert answer.headers["Content-Type"] == kind
    assert answer.headers["Content-Length"] == "4"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert not answer.cookies


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        (name_by_content("products/mug", b"RIFF", ".webp"), FOR_GOOD),
        ("products/mug-0123456789ab_Xy7Zw_1.webp", FOR_GOOD),
        ("products/cup-0123456789ab/300w.webp", FOR_GOOD),
        ("products/mug.webp", "public, max-age=3600"),
        ("products/mug_Xy7Zw_1.webp", "public, max-age=3600"),
    ],
)
def test_a_browser_keeps_for_good_what_has_its_content_in_its_name(
    name: str, kept: str, media: Path, client: Client
) -> None:
    assert client.get(put(media, name)).headers["Cache-Control"] == kept


def test_who_has_a_picture_is_told_so_until_it_changes(media: Path, client: Client) -> None:
    address = put(media, "mug.webp")
    first = client.get(address)
    has_it = {"If-None-Match": first.headers["ETag"]}

    again = client.get(address, headers=has_it)
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Cache-Control"] == first.headers["Cache-Control"]
    assert client.get(address, headers={"If-Modified-Since": first.headers["Last-Modified"]}).status_code == 304

    put(media, "mug.webp", b"RIFF2")
    assert client.get(address, headers=has_it).content == b"RIFF2"


def test_a_drawing_is_packed_for_who_takes_it_packed_and_a_photograph_is_not(media: Path, client: Client) -> None:
    drawing, photograph = put(media, "mug.svg", DRAWING), put(media, "mug.webp", DRAWING)
    takes = {"Accept-Encoding": "gzip, br"}

    packed = client.get(drawing, headers=takes)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["Content-Length"] == str(len(packed.content))
    assert len(packed.content) < len(DRAWING) / 10
    assert gzip.decompress(packed.content) == client.get(drawing).content == DRAWING
    assert packed.headers["Vary"] == client.get(drawing).headers["Vary"] == "Accept-Encoding"

    whole = client.get(photograph, headers=takes)
    assert whole.content == DRAWING
    assert "Vary" not in whole.headers
    assert "Content-Encoding" not in whole.headers


@pytest.mark.parametrize(
    "path",
    [
        "../db.sqlite3",
        "../secret.webp",
        "%2e%2e/secret.webp",
        "/etc/passwd",
        "/etc/x.webp",
        "..\\secret.webp",
        "page.html",
        "mug.webp.txt",
        "mug.webp/",
        "a%00.webp",
        "gone.webp",
        "products/",
        "folder.webp",
        "pipe.webp",
        "a" * 300 + ".webp",
        "",
    ],
)
def test_what_is_no_stored_picture_is_not_found_and_costs_little(path: str, media: Path, client: Client) -> None:
    for name in ("../secret.webp", "../db.sqlite3", "page.html", "mug.webp.txt", "mug.webp"):
        put(media, name)
    (media / "folder.webp").mkdir()
    os.mkfifo(media / "pipe.webp")

    answer = client.get(f"/media/{path}")

    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert len(answer.content) < 100


def test_only_the_shops_own_hosts_have_its_pictures(media: Path, client: Client) -> None:
    address = put(media, "mug.webp")

    assert client.get(address, headers={"Host": "localhost"}).status_code == 200
    assert client.get(address, headers={"Host": "evil.example"}).status_code == 400


def test_a_picture_is_asked_by_https_where_the_shop_is(media: Path, client: Client, settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True

    answer = client.get(put(media, "mug.webp"))

    assert (answer.status_code, answer.headers["Location"]) == (301, "https://testserver/media/mug.webp")


def test_a_picture_takes_no_form(media: Path, client: Client) -> None:
    answer = client.post(put(media, "mug.webp"))

    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")
