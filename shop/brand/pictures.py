"""The logo and the icon: checked, written anew and no larger than pages need."""

import io
from typing import IO, Any

from django.core.files.base import ContentFile, File
from PIL import Image

from shop.catalog.pictures import PictureRefused, reencode
from shop.uploads import name_by_content

LOGO_SIZE = (720, 192)
"""Three times as wide and high as the header draws it at most."""
ICON_SIDE = 192


def make_logo(file: "IO[bytes] | File[bytes]") -> "ContentFile[bytes]":
    """Return the picture as a WebP file that fits the header. Raises PictureRefused."""
    with Image.open(reencode(file)) as picture:
        picture.thumbnail(LOGO_SIZE)
        return _saved(picture, "logo", "WEBP", lossless=True)


def make_icon(file: "IO[bytes] | File[bytes]") -> "ContentFile[bytes]":
    """Return the picture as a square PNG file, with nothing around it where it is none. Raises PictureRefused."""
    with Image.open(reencode(file)) as picture:
        picture.thumbnail((ICON_SIDE, ICON_SIDE))
        square = Image.new("RGBA", (ICON_SIDE, ICON_SIDE))
        square.paste(picture, ((ICON_SIDE - picture.width) // 2, (ICON_SIDE - picture.height) // 2))
        return _saved(square, "icon", "PNG", optimize=True)


def _saved(picture: Image.Image, stem: str, kind: str, **options: Any) -> "ContentFile[bytes]":
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    content = buffer.getvalue()
    return ContentFile(content, name=name_by_content(stem, content, f".{kind.lower()}"))


__all__ = ["PictureRefused", "make_icon", "make_logo"]
