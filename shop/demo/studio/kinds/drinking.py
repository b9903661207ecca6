"""Mugs and cups, thrown and with a pulled handle."""

import math
from typing import Any, Final

from shop.demo.studio.materials.ceramic import glaze
from shop.demo.studio.palette import COLOURS, Colour
from shop.demo.studio.shapes.meshes import moved
from shop.demo.studio.shapes.outlines import Point, rounded, spline, vessel
from shop.demo.studio.shapes.swept import flared, swept
from shop.demo.studio.shapes.turned import turned

FOOT: Final = 0.015


def body(foot: float, profile: list[Point], *, wall: float = 0.035, ring: float = 0.04) -> list[Point]:
    """Return a mug's outline: a foot ring, the smooth line of its side, the lip and the inside."""
    side = [(x, y) for x, y in spline(profile, 10)]
    base = rounded(
        [(0, FOOT), (foot - ring, FOOT), (foot - ring, 0, 0.008), (foot, 0, 0.012), (foot, 0.03, 0.01), side[0]]
    )
    return vessel([*base[:-1], *side], wall, 0.09)


def mug(
    profile: list[Point],
    covering: Any,
    *,
    handle: tuple[float, float, float] | None = (0.78, 0.22, 0.30),
    turn: float = 32,
    wall: float = 0.034,
    thick: float = 0.036,
    wide: float = 0.062,
) -> list[Any]:
    """Add a mug; the handle is given by the shares of the height where it joins and by how far it stands off."""
    height = profile[-1][1]
    parts = [turned("mug", body(profile[0][0] - 0.01, profile, wall=wall), covering)]
    if handle:
        top, low, reach = handle
        join_top, join_low = _radius(profile, top * height), _radius(profile, low * height)
        points = [
            (join_top - 0.02, 0, top * height),
            (join_top + reach * 0.42, 0, top * height + 0.035),
            (join_top + reach * 0.96, 0, (top * 0.8 + low * 0.2) * height),
            (join_top + reach * 0.92, 0, (top * 0.42 + low * 0.58) * height),
            (join_low + reach * 0.42, 0, low * height + 0.04),
            (join_low - 0.02, 0, low * height - 0.01),
        ]
        parts.append(swept("handle", points, covering, thick=thick, wide=wide, swell=flared))
    return moved(parts, turn=-turn)


def _radius(profile: list[Point], height: float) -> float:
    line = spline(profile, 12)
    return min(line, key=lambda point: abs(point[1] - height))[0]


PROFILES: Final[dict[str, list[Point]]] = {
    "tide-mug": [(0.33, 0.04), (0.41, 0.12), (0.435, 0.40), (0.43, 0.72), (0.425, 0.98)],
    "fjell-mug": [(0.44, 0.04), (0.465, 0.10), (0.43, 0.45), (0.39, 0.80), (0.385, 0.90)],
    "morning-mug": [(0.26, 0.04), (0.40, 0.14), (0.47, 0.42), (0.44, 0.70), (0.46, 0.84)],
    "speckle-mug": [(0.40, 0.03), (0.43, 0.08), (0.435, 0.45), (0.43, 0.88), (0.435, 0.96)],
    "harbour-mug": [(0.37, 0.04), (0.45, 0.16), (0.49, 0.36), (0.44, 0.66), (0.40, 0.80), (0.42, 0.92)],
    "two-tone-cup": [(0.24, 0.04), (0.33, 0.12), (0.37, 0.36), (0.385, 0.62), (0.395, 0.70)],
    "pebble-cup": [(0.25, 0.04), (0.38, 0.14), (0.42, 0.34), (0.39, 0.56), (0.355, 0.66)],
    "long-tea-mug": [(0.33, 0.04), (0.37, 0.10), (0.375, 0.60), (0.385, 1.10), (0.40, 1.26)],
    "tooth-mug": [(0.34, 0.03), (0.365, 0.08), (0.36, 0.50), (0.365, 0.92), (0.375, 0.98)],
}


def drinking(handle: str, colour: Colour) -> list[Any]:
    """Add one of the mugs and cups by its product's handle."""
    profile, seed = PROFILES[handle], sum(map(ord, handle)) % 17 + math.fsum(colour)
    height = profile[-1][1]
    if handle == "tide-mug":
        beneath = COLOURS["Oat" if colour == COLOURS["Chalk"] else "Chalk"]
        return mug(profile, glaze(beneath, dip=(height * 0.60, colour), speckle=0.35, seed=seed))
    if handle == "two-tone-cup":
        return mug(
            profile, glaze(COLOURS["Chalk"], dip=(height * 0.5, colour), foot=0.02, speckle=0.2, seed=seed), handle=None
        )
    if handle == "speckle-mug":
        return mug(profile, glaze(colour, speckle=1, rim=0.9, seed=seed), handle=(0.8, 0.3, 0.27))
    if handle in {"pebble-cup", "tooth-mug"}:
        return mug(profile, glaze(colour, gloss=0.5, speckle=0.7, seed=seed), handle=None)
    if handle == "fjell-mug":
        return mug(profile, glaze(colour, gloss=0.45, foot=0.22, speckle=0.5, seed=seed), handle=(0.8, 0.25, 0.34))
    return mug(profile, glaze(colour, speckle=0.5, seed=seed))
