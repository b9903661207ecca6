"""Plates and bowls."""

from typing import Any, Final

from shop.demo.studio.materials.ceramic import glaze
from shop.demo.studio.palette import Colour, shaded
from shop.demo.studio.shapes.meshes import moved
from shop.demo.studio.shapes.outlines import Point, rounded, spline, vessel
from shop.demo.studio.shapes.turned import fluted, turned

BOWLS: Final[dict[str, list[Point]]] = {
    "noon-pasta-bowl": [(0.52, 0.05), (0.80, 0.12), (0.97, 0.26), (1.06, 0.40), (1.13, 0.46)],
    "rill-breakfast-bowl": [(0.36, 0.05), (0.56, 0.14), (0.70, 0.34), (0.76, 0.60)],
    "harvest-serving-bowl": [(0.50, 0.06), (0.90, 0.20), (1.24, 0.52), (1.42, 0.92)],
    "nest-bowls-set-of-three": [(0.32, 0.05), (0.60, 0.20), (0.76, 0.48), (0.80, 0.62)],
}


def bowl_outline(profile: list[Point], wall: float = 0.04) -> list[Point]:
    side, foot = spline(profile, 12), profile[0][0]
    base = rounded([(0, 0.02), (foot - 0.07, 0.02), (foot - 0.06, 0, 0.01), (foot, 0, 0.012), side[0]])
    return vessel([*base[:-1], *[(x, y) for x, y in side]], wall, 0.08)


def plate(covering: Any, radius: float) -> Any:
    """Add a coupe plate: flat, with an edge that rises in one bend."""
    r = radius
    outer = spline([(r * 0.60, 0.035), (r * 0.78, 0.05), (r * 0.93, 0.12), (r, 0.21)], 12)
    base = rounded([(0, 0.02), (r * 0.55, 0.02), (r * 0.56, 0, 0.008), (r * 0.60, 0, 0.01), outer[0]])
    return turned("plate", vessel([*base[:-1], *[(x, y) for x, y in outer]], 0.035, 0.075), covering, steps=160)


def tableware(handle: str, colour: Colour) -> list[Any]:
    """Add plates or bowls by their product's handle."""
    seed = sum(map(ord, handle)) % 13 + colour[0]
    if handle == "tide-dinner-plate":
        lower = moved(plate(glaze(colour, speckle=0.5, rim=0.9, foot=0.03, seed=seed), 1.35))
        return [
            *lower,
            *moved(
                plate(glaze(colour, speckle=0.5, rim=0.9, foot=0.03, seed=seed + 2), 1.05),
                to=(0.02, -0.01, 0.078),
                turn=40,
            ),
        ]
    if handle == "nest-bowls-set-of-three":
        made = []
        for at, size in enumerate((1.35, 1.12, 0.9)):
            profile = [(x * size, 0.05 + (y - 0.05) * (0.82 + 0.12 * at)) for x, y in BOWLS[handle]]
            covering = glaze(shaded(colour, 1 + 0.35 * at), speckle=0.5, rim=0.8, seed=seed + at)
            made += moved(turned("bowl", bowl_outline(profile), covering), to=(0, 0, 0.10 * at), turn=50 * at)
        return made
    hand = fluted(44, 0.022, 0.12, 0.57) if handle == "rill-breakfast-bowl" else None
    covering = glaze(colour, speckle=0.6, rim=0.8, gloss=0.4 if handle == "harvest-serving-bowl" else 0.22, seed=seed)
    return [turned("bowl", bowl_outline(BOWLS[handle]), covering, steps=264 if hand else 160, hand=hand)]
