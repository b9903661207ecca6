"""The kinds of things that the shop can draw, by name."""
# ruff: noqa: E501  path data is not to be broken

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from shop.demo.illustrations.canvas import Canvas, Point
from shop.demo.illustrations.solids import Look

Draw = Callable[[Canvas, Look], None]


class Stance(Enum):
    """How a thing meets the room: its origin is where it stands, the middle of where it lies, or where it hangs from."""

    STANDING = auto()
    FLAT = auto()
    WALL = auto()
    HANGING = auto()
    FLOOR = auto()


ZOOMS = {Stance.STANDING: 1.4, Stance.FLAT: 1.2, Stance.WALL: 1.2, Stance.HANGING: 1.2, Stance.FLOOR: 1.15}


@dataclass(frozen=True)
class Shape:
    """One kind of thing, about 400 units large."""

    draw: Draw
    stance: Stance
    spread: float
    """Half the width of what touches the ground."""
    focus: Point
    """The point worth a close look."""
    zoom: float
    """How much larger it is shown by itself."""


SHAPES: dict[str, Shape] = {}


def shape(
    name: str,
    stance: Stance = Stance.STANDING,
    *,
    spread: float = 120,
    focus: Point = (20, -170),
    zoom: float | None = None,
) -> Callable[[Draw], Draw]:
    """Register a function that draws one kind of thing."""

    def register(draw: Draw) -> Draw:
        SHAPES[name] = Shape(draw, stance, spread, focus, zoom or ZOOMS[stance])
        return draw

    return register
