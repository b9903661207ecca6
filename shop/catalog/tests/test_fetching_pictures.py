"""A merchant has pictures fetched from where the file says they are."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar

import pytest

from shop.catalog.models import ProductImage
from shop.catalog.shopify_csv import fetching
from shop.catalog.tests.product_files import bring_in, further_row, picture, product_row, write_csv

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


class Host(BaseHTTPRequestHandler):
    """A host of pictures on the loopback address, which counts what it is asked for."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        content, kind, status = picture(), "image/jpeg", 200
        if self.path == "/moved.jpg":
            self.send_response(302)
            self.send_header("Location", "/mug.jpg")
            self.end_headers()
            return
        if self.path == "/ring.jpg":
            self.send_response(302)
            self.send_header("Location", "/ring.jpg")
            self.end_headers()
            return
        if self.path == "/gone.jpg":
            status = 404
        if self.path == "/page.jpg":
            content, kind = b"<html>", "text/html; charset=utf-8"
        if self.path.startswith("/untyped"):
            kind = "application/octet-stream" if self.path.endswith("?named") else ""
        if self.path == "/broken.jpg":
            content = content[:200]
        if self.path == "/huge.jpg":
            content = b"x" * 50_000
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    Host.asked.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Host) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_nothing_is_fetched_unless_asked(file: Path, host: str) -> None:
    write_csv(file, [product_row(Image_Src=f"{host}/mug.jpg")])

    bring_in(file)
    bring_in(file, fetch_images=True, dry_run=True)

    assert Host.asked == []


def test_pictures_are_fetched_once_and_stored(file: Path, host: str) -> None:
    write_csv(
        file,
        [
            product_row("mug", Image_Src=f"{host}/mug.jpg?v=2"),
            further_row("mug", Image_Src=f"{host}/moved.jpg"),
            product_row("cup", Image_Src=f"{host}/mug.jpg?v=2"),
        ],
    )

    said = bring_in(file, fetch_images=True, allow_private_hosts=True)
    asked = sorted(Host.asked)
    again = bring_in(file, fetch_images=True, allow_private_hosts=True)

    assert "3 images: 3 stored" in said
    assert asked == ["/moved.jpg", "/mug.jpg", "/mug.jpg?v=2"]
    assert sorted(Host.asked) == asked
    assert "2 unchanged" in again
    photos = {image.photo.name for image in ProductImage.objects.all()}
    assert len(photos) == 3


def test_the_folder_goes_before_the_host(file: Path, folder: Path, host: str) -> None:
    (folder / "mug.jpg").write_bytes(picture((320, 320)))
    write_csv(file, [product_row(Image_Src=f"{host}/mug.jpg")])

    bring_in(file, images=folder, fetch_images=True, allow_private_hosts=True)

    assert Host.asked == []
    assert ProductImage.objects.get().width == 320


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/gone.jpg", "the server answered 404"),
        ("/page.jpg", "it is no picture but text/html"),
        ("/broken.jpg", "The JPEG picture is incomplete or damaged"),
        ("/ring.jpg", "Exceeded maximum allowed redirects"),
        ("/huge.jpg", "it is larger than 20 kB"),
    ],
)
def test_a_picture_that_cannot_be_fetched_is_a_warning_and_the_rest_goes_in(
    file: Path, host: str, monkeypatch: pytest.MonkeyPatch, path: str, reason: str
) -> None:
    monkeypatch.setattr(fetching, "MAX_BYTES", 20 * 1024)
    write_csv(file, [product_row("mug", Image_Src=f"{host}{path}"), product_row("cup", Image_Src=f"{host}/mug.jpg")])

    said = bring_in(file, fetch_images=True, allow_private_hosts=True)

    assert f"mug: warning: the picture {host}{path} cannot be used: {reason}" in said
    assert "2 products: 2 added" in said
    assert "1 stored, 0 not found, 1 unusable" in said


@pytest.mark.parametrize("path", ["/untyped.jpg", "/untyped.jpg?named"])
def test_a_picture_is_known_by_its_content_where_its_host_does_not_say_what_it_is(
    file: Path, host: str, path: str
) -> None:
    write_csv(file, [product_row(Image_Src=f"{host}{path}")])

    assert "1 stored, 0 not found, 0 unusable" in bring_in(file, fetch_images=True, allow_private_hosts=True)


def test_only_web_addresses_are_fetched(file: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.jpg").write_bytes(picture())
    write_csv(file, [product_row(Image_Src=f"file://{tmp_path}/secret.jpg")])

    assert "0 stored, 1 not found" in bring_in(file, fetch_images=True)
