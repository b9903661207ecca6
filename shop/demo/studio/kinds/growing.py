"""Pots and vases, and what stands in them."""

from math import cos, sin
from typing import Any, Final

from mathutils import Vector

from shop.demo.studio.materials.ceramic import earthenware, glaze
from shop.demo.studio.materials.soft import leaf as leafy
from shop.demo.studio.materials.soft import paper
from shop.demo.studio.palette import COLOURS, Colour, linear
from shop.demo.studio.shapes.leaves import branch, leaf
from shop.demo.studio.shapes.meshes import moved, wobbling
from shop.demo.studio.shapes.outlines import Point, rounded, spline, vessel
from shop.demo.studio.shapes.turned import fluted, turned

VASES: Final[dict[str, list[Point]]] = {
    "gourd-vase": [
        (0.52, 0.06),
        (0.88, 0.40),
        (0.94, 0.82),
        (0.58, 1.34),
        (0.42, 1.62),
        (0.52, 1.98),
        (0.40, 2.34),
        (0.30, 2.52),
        (0.36, 2.62),
    ],
    "freckle-vase": [(0.50, 0.06), (0.78, 0.30), (1.02, 1.0), (1.04, 1.5), (0.72, 2.02), (0.36, 2.24), (0.40, 2.38)],
}
BUDS: Final[list[list[Point]]] = [
    [(0.26, 0.04), (0.40, 0.20), (0.42, 0.42), (0.20, 0.78), (0.12, 1.15), (0.16, 1.38)],
    [(0.30, 0.04), (0.50, 0.22), (0.48, 0.46), (0.18, 0.66), (0.13, 0.80), (0.18, 0.92)],
    [(0.20, 0.04), (0.27, 0.14), (0.26, 0.80), (0.20, 1.0), (0.10, 1.14), (0.14, 1.28)],
]


def vase(profile: list[Point], covering: Any) -> Any:
    side, foot = spline(profile, 12), profile[0][0]
    base = rounded([(0, 0.02), (foot - 0.06, 0.02), (foot - 0.05, 0, 0.01), (foot, 0, 0.012), side[0]])
    return turned("vase", vessel([*base[:-1], *[(x, y) for x, y in side]], 0.04, 0.09), covering)


def olive(seed: int) -> list[Any]:
    greens = [leafy(linear(code), seed=at) for at, code in enumerate(("#5d6a4c", "#6f7a5c", "#84896a"))]
    bark = paper(linear("#5b4632"))
    return branch(
        [(0, 0, 0), (0.05, 0.02, 1.0), (0.35, 0.05, 1.9), (0.95, -0.05, 2.7)],
        bark,
        greens,
        leaves=30,
        long=0.80,
        wide=0.19,
        start=0.34,
        seed=seed,
    )


def eucalyptus(seed: int) -> list[Any]:
    greens = [leafy(linear(code), seed=at) for at, code in enumerate(("#7d8f84", "#8c9c90", "#6f8378"))]
    bark = paper(linear("#7a5a44"))
    return branch(
        [(0, 0, 0), (-0.04, 0, 0.9), (-0.32, 0.08, 1.7), (-0.85, 0.02, 2.3)],
        bark,
        greens,
        leaves=22,
        long=0.58,
        wide=0.46,
        start=0.42,
        seed=seed,
    )


def grasses(at: tuple[float, float, float], seed: int) -> list[Any]:
    """Stand three dried stems."""
    chance, made = wobbling(seed), []
    for stem in range(3):
        lean = chance.uniform(-0.3, 0.35)
        straw = [leafy(linear("#c9b083"), seed=stem), leafy(linear("#b79b6b"), seed=stem + 1)]
        tall = chance.uniform(1.3, 1.8)
        points = [(0, 0, -0.5), (lean * 0.15, 0.02, tall * 0.45), (lean * 0.5, 0.03, tall * 0.8), (lean, 0, tall)]
        made += branch(
            points,
            paper(linear("#a98d5e")),
            straw,
            leaves=26,
            long=0.16,
            wide=0.045,
            thick=0.011,
            start=0.72,
            seed=seed + stem,
        )
    return moved(made, to=at)


def pot(colour: Colour, name: str, *, ribs: bool = False, dipped: bool = False) -> list[Any]:
    """Stand a flower pot in its saucer, with a plant."""
    if dipped:
        covering = glaze(COLOURS["Terracotta"], dip=(0.62, COLOURS["Chalk"]), gloss=0.8, speckle=0.2, rim=0.2, foot=0)
    elif name == "Terracotta":
        covering = earthenware(colour)
    else:
        covering = glaze(colour, gloss=0.5, speckle=0.5, foot=0.06, rim=0.8)
    side = rounded(
        [(0, 0.09), (0.50, 0.08, 0.04), (0.70, 1.00, 0.02), (0.76, 1.01, 0.02), (0.80, 1.26, 0.04), (0.79, 1.28)],
        steps=6,
    )
    if ribs:
        side = rounded([(0, 0.09), (0.62, 0.08, 0.05), (0.76, 0.5, 0.4), (0.76, 1.24, 0.1), (0.74, 1.3)], steps=8)
    saucer = rounded([(0, 0.01), (0.66, 0, 0.03), (0.78, 0.17, 0.02), (0.785, 0.18)], steps=6)
    hand = fluted(30, 0.03, 0.18, 1.22) if ribs else None
    made = [turned("pot", vessel(side, 0.06, 0.14), covering, hand=hand, steps=240 if ribs else 128)]
    made.append(turned("saucer", vessel(saucer, 0.045, 0.055), covering))
    earth = earthenware(linear("#3b2c22"))
    made.append(turned("earth", [(0.68, 1.08), (0.5, 1.12), (0.25, 1.11), (0, 1.13)], earth, uneven=0.02))
    return [*made, *moved(rosette(7 if ribs else 3), to=(0, 0, 1.08))]


def rosette(seed: int) -> list[Any]:
    """Grow a young rubber plant: a few large leaves about a stem."""
    chance, made = wobbling(seed), []
    greens = [leafy(linear(code), seed=at) for at, code in enumerate(("#4a5d41", "#566b4b", "#657855"))]
    made += branch(
        [(0, 0, 0), (0.02, 0.01, 0.6), (-0.03, 0, 1.2)],
        paper(linear("#6d6a45")),
        greens,
        leaves=2,
        long=0.4,
        wide=0.2,
        start=0.9,
        thick=0.03,
        seed=seed,
    )
    for at in range(9):
        angle, height = at * 2.4 + chance.uniform(-0.2, 0.2), 0.10 + at * 0.125
        rise = 0.45 + 0.09 * at
        way = Vector((cos(angle), sin(angle), rise)).normalized()
        made.append(
            leaf(
                (0.02 * cos(angle), 0.02 * sin(angle), height),
                way,
                greens[at % 3],
                long=1.05 - 0.06 * at,
                wide=0.50 - 0.02 * at,
                curl=0.38,
                roll=chance.uniform(-0.4, 0.4),
            )
        )
    return made


def growing(handle: str, colour: Colour, name: str) -> list[Any]:
    """Add pots or vases by their product's handle."""
    if handle == "windowsill-pot":
        return pot(colour, name)
    if handle == "dipped-pot":
        return pot(colour, name, dipped=True)
    if handle == "ribbed-pot":
        return pot(colour, name, ribs=True)
    if handle == "bud-vases-set-of-three":
        spots = ((-0.62, 0.1), (0.42, -0.28), (0.5, 0.62))
        made = []
        for at, ((x, y), profile) in enumerate(zip(spots, BUDS, strict=True)):
            made += moved(
                vase(profile, glaze(colour, speckle=0.6, gloss=0.3, rim=0.9, seed=at * 3)), to=(x, y, 0), turn=30 * at
            )
        return [*made, *grasses((-0.62, 0.1, 1.2), 4)]
    covering = glaze(
        colour, speckle=1 if handle == "freckle-vase" else 0.3, gloss=0.55, rim=0.7, foot=0.09, seed=len(name)
    )
    stems = moved(olive(5) if handle == "gourd-vase" else eucalyptus(2), to=(0, 0, 1.4), turn=0)
    return [vase(VASES[handle], covering), *stems]
