"""The drawings of the demo's products, from the folder where they lie to where the shop's pictures are."""

from collections.abc import Iterable
from typing import Final

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from shop.demo.data import FOLDER

SIZE: Final = 800
"""The side of every drawing in pixels."""
STORED_IN: Final = "drawings/"


def write_drawings(names: Iterable[str]) -> None:
    """Put these drawings, as the storage names them, into the default storage, over what has the same name."""
    for name in names:
        content = (FOLDER / name).read_bytes()
        if default_storage.exists(name):
            with default_storage.open(name) as stored:
                if stored.read() == content:
                    continue
            default_storage.delete(name)
        default_storage.save(name, ContentFile(content))
