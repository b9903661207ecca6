"""Which drawings a product of the demo shop has, and their files."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.text import slugify

from shop.demo.assortment import Piece
from shop.demo.illustrations import Look, detail, front, setting, together
from shop.demo.illustrations.tones import TONES

SIZE = 800


@dataclass(frozen=True)
class Picture:
    """One drawing of a product; `colour` is set where it shows just that colour."""

    name: str
    alt: str
    draw: Callable[[], str]
    colour: str = ""


def pictures_of(piece: Piece) -> list[Picture]:
    """Return a product's drawings in their order: each colour, a room, a close look, all colours. Draws nothing yet."""
    slug = slugify(piece.title)
    looks = {colour: Look(TONES[colour], TONES[piece.accent], piece.finish, slug) for colour in piece.colours}
    shape, first = piece.shape, next(iter(looks.values()))

    def picture(view: str, alt: str, draw: Callable[[], str], colour: str = "") -> Picture:
        return Picture(f"drawings/{slug}-{view}.svg", f"{piece.title}{alt}", draw, colour)

    fronts = [
        picture(slugify(colour), f" in {colour.lower()}, seen from the front", partial(front, shape, look), colour)
        for colour, look in looks.items()
    ]
    pictures = [
        fronts[0],
        picture("room", f" in {piece.colours[0].lower()}, in a room", partial(setting, shape, first)),
        *fronts[1:],
        picture("close-up", f" in {piece.colours[0].lower()}, a close look", partial(detail, shape, first)),
    ]
    if len(looks) > 1:
        shown = list(looks)[:3]
        names = f"{', '.join(name.lower() for name in shown[:-1])} and {shown[-1].lower()}"
        pictures.append(picture("colours", f" in {names}", partial(together, shape, list(looks.values()))))
    return pictures


def write_drawings(pieces: Iterator[Piece]) -> None:
    """Draw all pictures of the pieces and put them into the default storage, over what has the same name."""
    for piece in pieces:
        for picture in pictures_of(piece):
            content = picture.draw().encode()
            if default_storage.exists(picture.name):
                with default_storage.open(picture.name) as stored:
                    if stored.read() == content:
                        continue
                default_storage.delete(picture.name)
            default_storage.save(picture.name, ContentFile(content))
