"""A picture is verified and written anew before the shop keeps it."""

import io
import struct
import zlib
from typing import Any

import pytest
from django.core.files.base import ContentFile
from PIL import Image, ImageCms

from shop.catalog import pictures
from shop.catalog.pictures import PictureRefused, reencode


def file(picture: Image.Image, kind: str = "JPEG", name: str = "mug.jpg", **options: Any) -> "ContentFile[bytes]":
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return ContentFile(buffer.getvalue(), name=name)


def reopened(content: "ContentFile[bytes]") -> Image.Image:
    content.seek(0)
    return Image.open(io.BytesIO(content.read()))


@pytest.mark.parametrize("kind", ["AVIF", "GIF", "JPEG", "PNG", "WEBP"])
def test_it_writes_every_kind_as_webp(kind: str) -> None:
    content = reencode(file(Image.new("RGB", (40, 30), "teal"), kind, name=f"Blue Mug.{kind.lower()}"))

    assert content.name == "blue-mug.webp"
    assert (reopened(content).format, reopened(content).size) == ("WEBP", (40, 30))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_it_writes_every_mode_of_png(mode: str) -> None:
    assert reopened(reencode(file(Image.new(mode, (8, 8)), "PNG"))).size == (8, 8)


def test_sixteen_bits_become_eight() -> None:
    grey = Image.new("I;16", (8, 8), 0x8000)

    pixel = reopened(reencode(file(grey, "PNG"))).convert("L").getpixel((4, 4))

    assert isinstance(pixel, int)
    assert 120 < pixel < 136


def test_it_keeps_transparency() -> None:
    content = reencode(file(Image.new("RGBA", (8, 8), (200, 0, 0, 0)), "PNG"))

    assert reopened(content).mode == "RGBA"
    assert reopened(content).getchannel("A").getextrema() == (0, 0)


def test_it_turns_a_picture_as_its_metadata_says_and_drops_them() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "where the merchant lives"

    written = reopened(reencode(file(Image.new("RGB", (40, 20), "teal"), exif=exif)))

    assert written.size == (20, 40)
    assert not written.getexif()
    assert b"merchant" not in reencode(file(Image.new("RGB", (40, 20)), exif=exif)).read()


def test_it_converts_to_srgb() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    written = reopened(reencode(file(Image.new("RGB", (8, 8), (10, 120, 130)), icc_profile=profile)))

    assert "icc_profile" not in written.info
    assert written.getpixel((4, 4)) == pytest.approx((10, 120, 130), abs=6)


def test_cmyk_becomes_rgb() -> None:
    assert reopened(reencode(file(Image.new("CMYK", (8, 8))))).mode == "RGB"


def test_it_scales_a_large_picture_down() -> None:
    assert reopened(reencode(file(Image.new("RGB", (3000, 1500))))).size == (2400, 1200)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>evil()</script></svg>",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 8 8\n",
    ],
)
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    with pytest.raises(PictureRefused, match="no picture that can be read"):
        reencode(ContentFile(content, name="mug.jpg"))


@pytest.mark.parametrize("kind", ["BMP", "EPS", "TIFF"])
def test_pictures_that_no_browser_draws_are_refused(kind: str) -> None:
    with pytest.raises(PictureRefused, match="no picture that can be read"):
        reencode(file(Image.new("RGB", (8, 8)), kind))


def test_half_a_picture_is_refused() -> None:
    content = file(Image.effect_noise((200, 200), 90)).read()

    with pytest.raises(PictureRefused, match="no picture that can be read"):
        reencode(ContentFile(content[: len(content) // 2], name="mug.jpg"))


@pytest.mark.parametrize("side", [8_000, 12_000, 60_000])
@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_a_small_file_with_a_huge_picture_is_refused_before_it_is_decoded(side: int) -> None:
    with pytest.raises(PictureRefused, match="more than 60 million pixels"):
        reencode(ContentFile(png_that_claims(side), name="bomb.png"))


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MAX_BYTES", 1024 * 1024)

    with pytest.raises(PictureRefused, match="larger than 1 MB"):
        reencode(ContentFile(bytes(1024 * 1024 + 1), name="mug.jpg"))


def png_that_claims(side: int) -> bytes:
    """Return a PNG that says it is a square of `side` pixels and has no pixel at all."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")
