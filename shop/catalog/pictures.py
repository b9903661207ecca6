"""Uploaded and fetched pictures: verified, turned upright, freed of metadata and written anew."""

import io
from pathlib import PurePath
from typing import IO, Any

from django.core.files.base import ContentFile, File
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps

FORMATS = ("AVIF", "GIF", "JPEG", "PNG", "WEBP")
MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 60_000_000
# Twice the widest place that a page has for a picture.
MAX_SIDE = 2400
QUALITY = 90


class PictureRefused(ValueError):
    """A file that cannot become a product's picture; its text is a sentence for the merchant."""


def reencode(file: "IO[bytes] | File[bytes]") -> "ContentFile[bytes]":
    """Return the picture as a new WebP file of at most `MAX_SIDE` pixels a side, named after the given one.

    One format for all: the sizes that pages use are named after the picture without its suffix, so two pictures may
    not differ in that alone. Raises PictureRefused.
    """
    name = PurePath(getattr(file, "name", None) or "picture").stem
    if file.seek(0, io.SEEK_END) > MAX_BYTES:
        raise PictureRefused(_("The file is larger than %(size)s MB.") % {"size": MAX_BYTES // 1024 // 1024})
    file.seek(0)
    picture = upright(file)
    buffer = io.BytesIO()
    picture.save(buffer, "WEBP", quality=QUALITY, method=4)
    return ContentFile(buffer.getvalue(), name=f"{slugify(name)[:100] or 'picture'}.webp")


def upright(file: "IO[bytes] | File[bytes]") -> Image.Image:
    """Read a picture, turn it as its metadata says, scale it down and convert it to sRGB."""
    try:
        with Image.open(file, formats=FORMATS) as opened:
            refuse_if_huge(opened)
            # A JPEG is decoded no larger than needed.
            opened.draft(None, (MAX_SIDE, MAX_SIDE))
            picture = in_srgb(ImageOps.exif_transpose(opened))
    except PictureRefused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureRefused(too_many_pixels()) from error
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError, ImageCms.PyCMSError) as error:
        raise PictureRefused(_("The file is no picture that can be read (AVIF, GIF, JPEG, PNG, WebP).")) from error
    picture.thumbnail((MAX_SIDE, MAX_SIDE))
    return picture


def refuse_if_huge(picture: Image.Image) -> None:
    if picture.width * picture.height > MAX_PIXELS:
        raise PictureRefused(too_many_pixels())


def too_many_pixels() -> str:
    return _("The picture has more than %(count)s million pixels.") % {"count": MAX_PIXELS // 1_000_000}


def in_srgb(picture: Image.Image) -> Image.Image:
    """Return the picture as RGB or, where it has transparent parts, RGBA, without any metadata."""
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    profile: Any = picture.info.get("icc_profile")
    if profile and picture.mode in ("RGB", "RGBA", "CMYK", "L"):
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(
            picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB" if picture.mode in ("CMYK", "L") else None
        )
        picture = converted or picture
    if picture.mode.startswith("I"):
        picture = picture.point(lambda value: value / 256).convert("L")
    picture = picture.convert(mode)
    picture.info = {}
    return picture
