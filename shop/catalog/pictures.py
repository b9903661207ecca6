"""Uploaded and fetched pictures: verified, turned upright, freed of metadata and written anew."""

import io
import logging
import warnings
from pathlib import PurePath
from typing import IO, Any

from django.core.files.base import ContentFile, File
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps

from shop.catalog.picture_kinds import MOST_READ, READABLE, other_kind, picture_kind
from shop.uploads import name_by_content

FORMATS = ("AVIF", "GIF", "JPEG", "PNG", "WEBP")
MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 30_000_000
"""Of a picture that is decoded whole: a file of 38 bytes may hold so many, and a process needs 20 bytes for each."""
MAX_PIXELS_OF_JPEG = 60_000_000
MAX_RATIO = 50
"""How many times as long as wide a picture may be: the smallest form of a longer one would have no height."""
# Twice the widest place that a page has for a picture.
MAX_SIDE = 2400
QUALITY = 90
SPACES = {"RGB": "RGB ", "RGBA": "RGB ", "L": "GRAY", "CMYK": "CMYK"}
"""By mode, the colour space that a profile must be of."""

TOLD = ("exif", "xmp", "icc_profile")
"""What the metadata say of how a picture is to be shown."""

# What Pillow would print of a huge picture is refused below in a sentence.
warnings.filterwarnings("ignore", category=Image.DecompressionBombWarning)
warnings.filterwarnings("ignore", message="Corrupt EXIF data", category=UserWarning)
log = logging.getLogger(__name__)


class PictureRefused(ValueError):
    """A file that cannot become a product's picture; its text is a sentence for the merchant."""


def reencode(file: "IO[bytes] | File[bytes]", *, side: int = MAX_SIDE) -> "ContentFile[bytes]":
    """Return the picture as a new WebP file of at most `side` pixels a side, named after the given one.

    One format for all: the sizes that pages use are named after the picture without its suffix, so two pictures may
    not differ in that alone. Raises PictureRefused, whatever is wrong with the file.
    """
    try:
        return written_anew(file, side)
    except PictureRefused:
        raise
    except Exception as error:
        log.exception("A picture could not be written anew.")
        raise PictureRefused(_("The picture cannot be read: %(error)s.") % {"error": described(error)}) from error


def is_animated(file: "IO[bytes] | File[bytes]") -> bool:
    """Tell whether a picture moves, of which only the first frame is kept. What is no picture does not."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return bool(getattr(Image.open(file, formats=FORMATS), "is_animated", False))
    except Exception:  # noqa: BLE001 `reencode` says what is wrong with it
        return False
    finally:
        file.seek(0)


def described(error: Exception) -> str:
    """Return an error that nobody foresaw on one line."""
    return " ".join(f"{type(error).__name__}: {error}".split()).rstrip(" :.")[:200]


def written_anew(file: "IO[bytes] | File[bytes]", side: int) -> "ContentFile[bytes]":
    """Return a picture encoded anew as WebP, upright and in sRGB. Raises PictureRefused."""
    name = PurePath(getattr(file, "name", None) or "picture").stem
    size = file.seek(0, io.SEEK_END)
    if not size:
        raise PictureRefused(_("The file is empty."))
    if size > MAX_BYTES:
        raise PictureRefused(_("The file is larger than %(size)s MB.") % {"size": MAX_BYTES // 1024 // 1024})
    file.seek(0)
    start = file.read(MOST_READ)
    file.seek(0)
    picture = upright(file, start, side)
    buffer = io.BytesIO()
    picture.save(buffer, "WEBP", quality=QUALITY, method=4)
    content = buffer.getvalue()
    return ContentFile(content, name=name_by_content(slugify(name)[:100] or "picture", content, ".webp"))


def upright(file: "IO[bytes] | File[bytes]", start: bytes, side: int) -> Image.Image:
    """Read a picture, scale it down, turn it as its metadata says and convert it to sRGB."""
    try:
        with Image.open(file, formats=FORMATS) as opened:
            refuse_shape(opened)
            # A JPEG is decoded no larger than needed.
            opened.draft(None, (side, side))
            opened.load()
            picture = in_simple_mode(opened)
            picture.info = {name: opened.info[name] for name in TOLD if name in opened.info}
    except PictureRefused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureRefused(too_many_pixels(MAX_PIXELS)) from error
    except Exception as error:
        # Decoders fail of broken files in a dozen ways.
        raise PictureRefused(unreadable(start)) from error
    picture.thumbnail((side, side))
    picture = in_srgb(turned(picture))
    picture.info = {}
    return picture


def unreadable(start: bytes) -> str:
    """Say which kind of file a picture is that Pillow could not read."""
    if kind := picture_kind(start):
        return _("The %(kind)s picture is incomplete or damaged.") % {"kind": kind}
    if kind := other_kind(start):
        said = _("The file is no picture that can be read (%(readable)s): it is of the kind %(kind)s.")
        return said % {"kind": kind, "readable": READABLE}
    return _("The file is no picture that can be read (%(readable)s).") % {"readable": READABLE}


def refuse_shape(picture: Image.Image) -> None:
    """Raise PictureRefused for more pixels than are read, or a picture that is too long for its width."""
    most = MAX_PIXELS_OF_JPEG if picture.format == "JPEG" else MAX_PIXELS
    if picture.width * picture.height > most:
        raise PictureRefused(too_many_pixels(most))
    if max(picture.size) > MAX_RATIO * min(picture.size):
        said = _("The picture of %(width)d by %(height)d pixels is more than %(ratio)d times as long as wide.")
        raise PictureRefused(said % {"width": picture.width, "height": picture.height, "ratio": MAX_RATIO})


def too_many_pixels(most: int) -> str:
    return _("The picture has more than %(count)s million pixels.") % {"count": most // 1_000_000}


def in_simple_mode(picture: Image.Image) -> Image.Image:
    """Return the picture in a mode that can be scaled and converted by profile: eight bits, without a palette."""
    if picture.mode.startswith("I"):
        # Sixteen bits of grey. Which of them is transparent is said in as many bits, and is lost.
        return picture.point(lambda value: value / 256).convert("L")
    if picture.has_transparency_data:
        return picture if picture.mode == "RGBA" else picture.convert("RGBA")
    if picture.mode in SPACES:
        return picture
    return picture.convert("L" if picture.mode == "1" else "RGB")


def turned(picture: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(picture)
    except Exception:  # noqa: BLE001 metadata are broken in many ways, and none of them is the picture's
        return picture


def in_srgb(picture: Image.Image) -> Image.Image:
    """Return the picture as RGB, or as RGBA where it has transparent parts. A profile that does not fit is ignored."""
    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    profile: Any = picture.info.get("icc_profile")
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            if source.profile.xcolor_space == SPACES[picture.mode]:
                converted = ImageCms.profileToProfile(picture, source, SRGB, outputMode=mode)
                return converted or picture
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError) as error:
            log.debug("A colour profile was passed over: %s", error)
    return picture.convert(mode)


SRGB = ImageCms.createProfile("sRGB")
