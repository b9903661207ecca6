"""The soft shadows of what lies, hangs on a wall or hangs before one.

They are made of plain shapes, for what a browser has to blur costs it more than all else in a picture.
"""

from dataclasses import dataclass
from math import cos, radians, sin

from shop.demo.illustrations.canvas import Canvas, Point

COLOUR = "#4a3020"
DARKNESS = 0.32
STEPS = 8
"""Of how many boxes the edge of a box's shadow is made."""
OPACITY = f"{1 - (1 - DARKNESS) ** (1 / STEPS):.3f}"
"""That of each of them: together they are as dark."""


@dataclass(frozen=True)
class Depth:
    """How far its shadow lies from a thing, and over how many units the shadow's edge fades."""

    across: float
    down: float
    edge: float


LYING, ON_A_WALL, BEFORE_A_WALL = Depth(7, 10, 28), Depth(9, 14, 34), Depth(22, 26, 64)


@dataclass(frozen=True)
class Shade:
    """Draws shadows of one depth. They all lie to the same side, however what is drawn there is turned."""

    canvas: Canvas
    depth: Depth

    def round(self, at: Point, radii: Point) -> None:
        """Draw the shadow of something round."""
        across, down = self._shift
        half = self.depth.edge / 2
        reach = min(radii)
        inner = round(max(0, reach - half) / (reach + half), 3)
        fade = self.canvas.radial(
            (inner, COLOUR, DARKNESS), (round((inner + 1) / 2, 3), COLOUR, DARKNESS / 2), (1, COLOUR, 0)
        )
        self.canvas.ellipse((at[0] + across, at[1] + down), (radii[0] + half, radii[1] + half), fade)

    def box(self, at: Point, size: Point, rx: float = 0) -> None:
        """Draw the shadow of a box with such corners."""
        across, down = self._shift
        for step in range(STEPS):
            more = self.depth.edge * ((step + 0.5) / STEPS - 0.5)
            wide, high = size[0] + 2 * more, size[1] + 2 * more
            if min(wide, high) > 0:
                corner = min(rx + self.depth.edge / 2 + more, wide / 2, high / 2)
                where = (at[0] - more + across, at[1] - more + down)
                self.canvas.rect(where, (wide, high), COLOUR, rx=corner, fill_opacity=OPACITY)

    @property
    def _shift(self) -> Point:
        """Where the shadow lies in the directions of what is turned."""
        angle, across, down = radians(self.canvas.turn), self.depth.across, self.depth.down
        return across * cos(angle) + down * sin(angle), down * cos(angle) - across * sin(angle)
