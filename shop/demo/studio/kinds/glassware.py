"""Glasses, carafes and bottles."""

import math
from typing import Any, Final

from shop.demo.studio.materials.metal import powder
from shop.demo.studio.materials.soft import glass, paper, water
from shop.demo.studio.materials.wood import wood
from shop.demo.studio.palette import COLOURS, Colour
from shop.demo.studio.shapes.meshes import grid, meshed, moved
from shop.demo.studio.shapes.outlines import Point, rounded, spline, vessel
from shop.demo.studio.shapes.swept import swept
from shop.demo.studio.shapes.turned import fluted, turned

CARAFE: Final = [
    (0.36, 0.06),
    (0.44, 0.22),
    (0.44, 0.62),
    (0.40, 1.05),
    (0.24, 1.52),
    (0.20, 1.80),
    (0.24, 2.10),
    (0.30, 2.26),
]
DECANTER: Final = [
    (0.50, 0.06),
    (0.60, 0.20),
    (0.59, 0.60),
    (0.40, 1.05),
    (0.18, 1.40),
    (0.14, 1.75),
    (0.17, 1.95),
    (0.21, 2.02),
]


def blown(profile: list[Point], *, wall: float = 0.028, floor: float = 0.1) -> list[Point]:
    side = [(x, y) for x, y in spline(profile, 12)]
    base = rounded([(0, 0.025), (side[0][0] * 0.7, 0.012, 0.05), (side[0][0] * 0.9, 0, 0.03), side[0]])
    return vessel([*base[:-1], *side], wall, floor)


def poured(profile: list[Point], to: float, *, wall: float = 0.028, floor: float = 0.1) -> list[Point]:
    """Return the outline of what fills a glass up to a height; it reaches into the wall, so that no air is between."""
    line = [(x, y) for x, y in blown(profile, wall=wall * 0.5, floor=floor - 0.012)]
    inside = line[len(line) // 2 :][::-1]
    low = [point for point in inside if point[1] < to]
    edge = low[-1][0]
    return [*low, (edge, to), (edge * 0.96, to - 0.012), (0, to - 0.012)]


def tumbler(covering: Any, *, radius: float = 0.4, height: float = 0.9, ribs: int = 0) -> Any:
    profile = [(radius * 0.80, 0.05), (radius * 0.90, 0.2), (radius * 0.96, height * 0.6), (radius, height)]
    hand = fluted(ribs, 0.02, 0.1, height - 0.14) if ribs else None
    outline = blown(profile, wall=0.026, floor=0.11)
    return turned("tumbler", outline, covering, steps=ribs * 10 if ribs else 128, uneven=0.002, hand=hand)


def stopper(covering: Any, height: float) -> Any:
    ball = spline([(0.10, -0.22), (0.125, 0.0), (0.11, 0.06), (0.25, 0.22), (0.24, 0.38), (0.12, 0.48), (0, 0.5)], 10)
    return moved(turned("stopper", [(0, -0.22), *[(x, y) for x, y in ball]], covering), to=(0, 0, height))


def pump_bottle(colour: Colour, name: str) -> list[Any]:
    """Add a soap bottle of brown or green glass with a label and a pump."""
    line = rounded([(0, 0.02), (0.36, 0, 0.05), (0.38, 1.18, 0.22), (0.15, 1.28, 0.06), (0.15, 1.42)], steps=10)
    soap = rounded([(0, 0.05), (0.33, 0.05, 0.05), (0.345, 0.95, 0.02), (0, 0.95)])
    black = powder(COLOURS["Black"], gloss=0.35)
    collar = rounded(
        [(0, 1.36), (0.19, 1.36, 0.02), (0.19, 1.56, 0.02), (0.09, 1.58, 0.02), (0.06, 1.62), (0.06, 1.78), (0, 1.78)],
        0.01,
    )
    head = rounded([(0, 1.74), (0.12, 1.74, 0.02), (0.13, 1.86, 0.03), (0, 1.88)])
    spout = swept(
        "spout", [(0, 0, 1.82), (-0.25, -0.08, 1.83), (-0.42, -0.14, 1.80), (-0.47, -0.155, 1.72)], black, thick=0.035
    )
    label = turned(
        "label", [(0.386, 0.32), (0.3875, 0.33), (0.3875, 0.87), (0.386, 0.88)], paper(COLOURS["Paper"]), uneven=0
    )
    inside = turned("soap", soap, glass(colour), uneven=0)
    return [
        turned("bottle", vessel(line, 0.025, 0.05), glass(colour), uneven=0),
        inside,
        label,
        spout,
        turned("collar", collar, black, uneven=0),
        turned("head", head, black, uneven=0),
        *words(0.388, 0.68, name),
    ]


def words(radius: float, height: float, name: str) -> list[Any]:
    """Print a label: two lines of rules, since what they say is too small to be read."""
    ink = powder(COLOURS["Charcoal"], gloss=0.8)
    made = []
    for at, (wide, thick) in enumerate(((0.5, 0.022), (0.34, 0.012), (0.42, 0.012), (0.2 + len(name) * 0.01, 0.012))):
        z = height - 0.085 * at
        strip = [
            (radius + 0.001, z),
            (radius + 0.0016, z + 0.001),
            (radius + 0.0016, z + thick),
            (radius + 0.001, z + thick),
        ]
        made.append(_arc(strip, wide, ink))
    return made


def _arc(strip: list[Point], wide: float, covering: Any) -> Any:
    """Add a piece of a ring that looks to the front."""
    angles = [-math.pi / 2 - wide + 2 * wide * step / 20 - 0.2 for step in range(21)]
    points = [(r * math.cos(a), r * math.sin(a), z) for a in angles for r, z in strip]
    return meshed("print", points, grid(21, len(strip)), covering)


def glassware(handle: str, colour: Colour, name: str) -> list[Any]:
    """Add glasses, a carafe or a bottle by their product's handle."""
    tint = glass(colour)
    if handle == "rib-tumbler":
        return [
            *moved(tumbler(glass(colour, ribs=True), ribs=28), to=(-0.42, 0.1, 0)),
            *moved(tumbler(glass(colour, ribs=True), ribs=28), to=(0.45, -0.12, 0), turn=4),
        ]
    if handle == "loch-tumbler-set-of-four":
        spots = ((-0.95, 0.15), (-0.05, -0.2), (0.85, 0.05), (0.25, 0.8))
        return [
            part
            for at, (x, y) in enumerate(spots)
            for part in moved(tumbler(tint, height=0.82), to=(x, y, 0), turn=40 * at)
        ]
    if handle == "spring-carafe":
        carafe = [turned("carafe", blown(CARAFE), tint), turned("water", poured(CARAFE, 1.2), water(), uneven=0.004)]
        return [*carafe, *moved(tumbler(tint, radius=0.36, height=0.78), to=(0.78, -0.34, 0))]
    if handle == "decanter-no-3":
        return [turned("decanter", blown(DECANTER), tint), *stopper(tint, 2.03)]
    if handle == "reed-diffuser":
        line = rounded([(0, 0.02), (0.38, 0, 0.06), (0.38, 0.62, 0.14), (0.13, 0.72, 0.05), (0.13, 0.9)], steps=10)
        oil = rounded([(0, 0.06), (0.345, 0.06, 0.04), (0.35, 0.4, 0.02), (0, 0.4)])
        reed = wood("Beech", grain="Z")
        leans = ((-0.5, 0.1), (-0.28, -0.18), (-0.05, 0.2), (0.2, -0.12), (0.42, 0.16), (0.58, -0.05))
        reeds = [
            swept("reed", [(-x * 0.32, -y * 0.5, 0.08), (x * 1.1, y * 1.1, 2.2)], reed, thick=0.018, smooth=2)
            for x, y in leans
        ]
        label = turned(
            "label", [(0.386, 0.16), (0.3875, 0.17), (0.3875, 0.48), (0.386, 0.49)], paper(COLOURS["Paper"]), uneven=0
        )
        bottle = turned("bottle", vessel(line, 0.026, 0.06), tint, uneven=0)
        return [bottle, turned("oil", oil, glass((0.9, 0.75, 0.5)), uneven=0), *reeds, label, *words(0.388, 0.40, name)]
    return pump_bottle(colour, name)
