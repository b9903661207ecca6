"""A picture is verified and written anew before the shop keeps it."""

import io
import math
import struct
import subprocess
import sys
import zlib
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from PIL import Image, ImageCms

from shop.catalog import pictures
from shop.catalog.models import ProductImage
from shop.catalog.pictures import PictureRefused, reencode
from shop.testing.builders import make_product
from shop.uploads import name_by_content

pytestmark = pytest.mark.slow


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

    assert content.name == name_by_content("blue-mug", content.read(), ".webp")
    content.seek(0)
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
    ("content", "said"),
    [
        (b"", "The file is empty."),
        (b"no picture", "the kind text"),
        (b"<!doctype html><title>404</title>", "the kind HTML"),
        (b"<!-- a page --> <HTML lang=en>", "the kind HTML"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>evil()</script></svg>", "the kind SVG"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!DOCTYPE svg><!-- made -->\n<svg/>", "the kind SVG"),
        (b"<?xml version='1.0'?><Error/>", "the kind XML"),
        (b'{"error": 404}', "the kind JSON"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 8 8\n", "the kind PostScript"),
        (b"%PDF-1.7", "the kind PDF"),
        (b"8BPS\0\1", "the kind Photoshop"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "the kind HEIC"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0", "the kind MP4"),
        (b"PK\3\4\x14\0", "the kind ZIP"),
        (b"\xfe\1\2\3\4\5", "no picture that can be read"),
    ],
)
def test_what_is_no_picture_is_refused_by_its_name(content: bytes, said: str) -> None:
    with pytest.raises(PictureRefused, match=said):
        reencode(ContentFile(content, name="mug.jpg"))


@pytest.mark.parametrize("kind", ["BMP", "TIFF", "ICO"])
def test_kinds_that_the_shop_does_not_read_are_refused_by_their_name(kind: str) -> None:
    with pytest.raises(PictureRefused, match=f"the kind {kind}"):
        reencode(file(Image.new("RGB", (8, 8)), kind))


@pytest.mark.parametrize("kind", ["AVIF", "GIF", "JPEG", "PNG", "WebP"])
@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9])
def test_part_of_a_picture_is_refused(kind: str, kept: float) -> None:
    content = file(Image.effect_noise((200, 200), 90).convert("RGB"), kind.upper()).read()

    with pytest.raises(PictureRefused, match=f"The {kind} picture is incomplete or damaged"):
        reencode(ContentFile(content[: int(len(content) * kept)], name="mug.jpg"))


def test_a_picture_whose_palette_is_missing_is_refused_by_its_name() -> None:
    given = file(Image.new("P", (8, 8)), "PNG").read()
    start, end = given.index(b"PLTE") - 4, given.index(b"IDAT") - 4

    with pytest.raises(PictureRefused, match="The PNG picture is incomplete or damaged"):
        reencode(ContentFile(given[:start] + given[end:], name="mug.png"))


@pytest.mark.parametrize("size", [(3000, 4), (1, 3000), (30_000, 1), (2, 101)])
def test_a_strip_is_refused(size: tuple[int, int]) -> None:
    with pytest.raises(PictureRefused, match="more than 50 times as long as wide"):
        reencode(file(Image.new("RGB", size), "PNG"))


@pytest.mark.parametrize("size", [(3000, 60), (60, 3000), (1, 1), (1, 50)])
def test_the_narrowest_picture_gets_all_its_sizes(db: None, size: tuple[int, int]) -> None:
    picture = ProductImage(product=make_product())

    picture.photo.save("narrow.webp", reencode(file(Image.new("RGB", size), "PNG")))

    assert (picture.width or 0) * (picture.height or 0) > 0


BLUE, RED = (30, 30, 200), (200, 30, 30)


@pytest.mark.parametrize(
    ("orientation", "blue"), list(enumerate([(0, 0), (1, 0), (1, 1), (0, 1), (0, 0), (1, 0), (1, 1), (0, 1)], start=1))
)
def test_it_stands_upright_whatever_its_orientation(orientation: int, blue: tuple[int, int]) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    given = Image.new("RGB", (64, 32), RED)
    given.paste(BLUE, (0, 0, 32, 16))

    written = reopened(reencode(file(given, quality=95, exif=exif)))

    assert written.size == ((64, 32) if orientation < 5 else (32, 64))
    for x, y in [(0, 0), (1, 0), (0, 1), (1, 1)]:
        at = (int(written.width * (0.25 + x / 2)), int(written.height * (0.25 + y / 2)))
        assert written.getpixel(at) == pytest.approx(BLUE if (x, y) == blue else RED, abs=8)


def swapped_profile() -> bytes:
    """Return a profile in which red is what sRGB calls green, and green its red."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile.replace(b"rXYZ", b"TEMP").replace(b"gXYZ", b"rXYZ").replace(b"TEMP", b"gXYZ")


@pytest.mark.parametrize(("mode", "kind"), [("RGB", "JPEG"), ("RGB", "PNG"), ("RGBA", "PNG"), ("P", "PNG")])
def test_colours_are_those_of_the_picture_s_own_profile(mode: str, kind: str) -> None:
    given = Image.new("RGB", (32, 32), (200, 30, 30))
    given = given.quantize(2) if mode == "P" else given.convert(mode)

    written = reopened(reencode(file(given, kind, icc_profile=swapped_profile()))).convert("RGB")

    assert written.getpixel((16, 16)) == pytest.approx((30, 200, 30), abs=8)


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
@pytest.mark.parametrize("profile", [b"\0" * 200, b"no profile", swapped_profile()[:400]])
def test_a_broken_profile_is_ignored(mode: str, profile: bytes) -> None:
    given = Image.new("RGB", (32, 32), (200, 30, 30)).convert(mode)

    written = reopened(reencode(file(given, icc_profile=profile)))

    assert written.convert("RGB").getpixel((16, 16)) == pytest.approx(given.convert("RGB").getpixel((16, 16)), abs=8)


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_a_profile_of_another_colour_space_is_ignored(mode: str) -> None:
    given = Image.new("RGB", (32, 32), (200, 30, 30)).convert(mode)

    written = reopened(reencode(file(given, icc_profile=swapped_profile())))

    assert written.convert("RGB").getpixel((16, 16)) == pytest.approx(given.convert("RGB").getpixel((16, 16)), abs=8)


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
def test_broken_metadata_are_ignored() -> None:
    content = file(Image.new("RGB", (32, 16)), exif=b"Exif\0\0MM\0*\xff\xff\xff\xff" + b"\xff" * 40)

    assert reopened(reencode(content)).size == (32, 16)


def test_a_palette_with_a_transparent_colour_keeps_it() -> None:
    given = Image.new("P", (32, 32), 1)
    given.putpalette([200, 0, 0, 0, 0, 200])
    given.paste(0, (0, 0, 16, 32))

    written = reopened(reencode(file(given, "PNG", transparency=0)))

    assert written.getpixel((8, 16))[3] == 0  # type: ignore[index]
    assert written.getpixel((24, 16)) == pytest.approx((0, 0, 200, 255), abs=8)


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_of_an_animation_the_first_picture_is_kept(kind: str) -> None:
    frames = [Image.new("RGB", (32, 32), (0, 120 * number, 0)) for number in range(3)]

    content = file(frames[1], kind, save_all=True, append_images=[frames[0], frames[2]])

    assert reopened(reencode(content)).convert("RGB").getpixel((16, 16)) == pytest.approx((0, 120, 0), abs=8)


def test_what_nobody_foresaw_is_a_refusal_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image.Image, "thumbnail", lambda *_: 1 / 0)

    with pytest.raises(PictureRefused, match="cannot be read: ZeroDivisionError: division by zero"):
        reencode(file(Image.new("RGB", (8, 8))))


@pytest.mark.parametrize("side", [8_000, 12_000, 60_000])
@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_a_small_file_with_a_huge_picture_is_refused_before_it_is_decoded(side: int) -> None:
    with pytest.raises(PictureRefused, match="more than 30 million pixels"):
        reencode(ContentFile(png_that_claims(side), name="bomb.png"))


def test_a_small_file_that_is_decoded_whole_needs_little_memory() -> None:
    bomb = io.BytesIO()
    Image.new("RGB", (5470, 5470), "teal").save(bomb, "WEBP", lossless=True, method=0)
    assert len(bomb.getvalue()) < 100

    said = subprocess.run(
        [sys.executable, "-c", MEASURE], input=bomb.getvalue(), capture_output=True, check=True, cwd=settings.BASE_DIR
    )

    assert int(said.stdout) < 700


MEASURE = """
import io, resource, sys
from django.conf import settings
settings.configure()
from shop.catalog.pictures import reencode
reencode(io.BytesIO(sys.stdin.buffer.read()))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


@pytest.mark.parametrize(("kind", "most"), [("PNG", 30), ("WEBP", 30), ("GIF", 30), ("JPEG", 60)])
def test_a_jpeg_may_be_larger_for_it_is_decoded_no_larger_than_needed(kind: str, most: int) -> None:
    side = math.isqrt(most * 1_000_000)

    with pytest.raises(PictureRefused, match=f"more than {most} million pixels"):
        reencode(file(Image.new("L", (side + 1, side + 1)), kind))


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
