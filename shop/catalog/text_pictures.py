"""Pictures that stand in a text: kept among the shop's own, and no larger than a text shows them."""

from typing import NamedTuple

from django.core.files.base import File
from django.core.files.storage import default_storage
from PIL import Image

from shop.catalog.pictures import reencode

FOLDER = "texts"
SIDE = 1400
"""Twice the widest that a text is."""


class TextPicture(NamedTuple):
    """Where a browser finds a picture, and its size in pixels."""

    address: str
    width: int
    height: int


def keep(file: "File[bytes]") -> TextPicture:
    """Store a picture that was uploaded for a text, once however often it comes. Raises PictureRefused."""
    picture = reencode(file, side=SIDE)
    with Image.open(picture) as opened:
        width, height = opened.size
    name = f"{FOLDER}/{picture.name}"
    # Its name has a hash of what is in it.
    if not default_storage.exists(name):
        picture.seek(0)
        name = default_storage.save(name, picture)
    return TextPicture(default_storage.url(name), width, height)
