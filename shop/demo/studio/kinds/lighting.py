"""Lamps that stand and lamps that hang, switched on."""

import math
from typing import Any

import bpy
from mathutils import Vector

from shop.demo.studio.materials.ceramic import glaze
from shop.demo.studio.materials.metal import bare, enamel, powder
from shop.demo.studio.materials.soft import shade
from shop.demo.studio.palette import COLOURS, Colour, linear, shaded
from shop.demo.studio.shapes.meshes import moved
from shop.demo.studio.shapes.outlines import rounded, spline
from shop.demo.studio.shapes.swept import swept
from shop.demo.studio.shapes.turned import turned

WARM = (1, 0.72, 0.42)


def bulb(at: tuple[float, float, float], watts: float, size: float = 0.25) -> Any:
    """Add a warm light that shines in all directions, to the scene's objects."""
    light = bpy.data.lights.new("bulb", "POINT")
    light.energy, light.color, light.shadow_soft_size = watts, WARM, size
    thing = bpy.data.objects.new("bulb", light)
    bpy.context.scene.collection.objects.link(thing)
    thing.location = Vector(at)
    return thing


def table_lamp(colour: Colour) -> list[Any]:
    """Stand a lamp of a glazed gourd with a linen shade."""
    covering = glaze(colour, speckle=0.5, foot=0.08, rim=0.8, seed=colour[0])
    side = [
        (0, 0.02),
        *rounded([(0.62, 0), (0.7, 0.03), (0.74, 0.12)], 0.03),
        *[
            (r, z)
            for r, z in spline([(0.78, 0.16), (1.10, 0.62), (1.05, 1.25), (0.58, 1.85), (0.24, 2.3), (0.22, 2.5)], 12)
        ],
        (0.16, 2.52),
        (0, 2.52),
    ]
    stem = rounded([(0, 2.4), (0.10, 2.5), (0.10, 2.62, 0.02), (0.055, 2.64), (0.055, 3.2), (0, 3.2)], 0.01)
    cone = [(1.62, 2.62), (1.60, 2.64), (1.18, 4.28), (1.16, 4.30)]
    cover = shade(linear("#efe3cc"), glow=1)
    trim = [
        turned(
            "trim",
            rounded([(r - 0.012, z), (r + 0.014, z), (r + 0.014, z + 0.05), (r - 0.012, z + 0.05)], 0.005),
            shade(linear("#d8c7a6")),
        )
        for r, z in ((1.62, 2.60), (1.165, 4.27))
    ]
    return [
        bulb((0, 0, 3.4), 240),
        turned("base", side, covering),
        turned("stem", stem, bare("Brass"), uneven=0),
        turned("shade", cone, cover, uneven=0.002),
        *trim,
    ]


def mushroom(colour: Colour) -> list[Any]:
    """Stand a lamp whose cap is spun metal."""
    skin, inside = powder(colour, gloss=0.3), powder(linear("#efe6d4"), gloss=0.6)
    stem = [
        (0, 0),
        *rounded([(0.82, 0, 0.04), (0.82, 0.10, 0.05)]),
        *[(r, z) for r, z in spline([(0.6, 0.14), (0.34, 0.45), (0.27, 1.1), (0.28, 2.0)], 10)],
        (0, 2.0),
    ]
    cap = [(1.52, 1.66), (1.50, 1.86), (1.30, 2.34), (0.85, 2.72), (0.3, 2.88), (0, 2.9)]
    outside = [(1.50, 1.64), *[(r, z) for r, z in spline(cap, 10)]]
    lining = [(1.50, 1.64), *[(max(r - 0.03, 0), z - 0.03) for r, z in spline(cap, 10)]]
    return [
        bulb((0, 0, 2.25), 190, 0.2),
        turned("stem", stem, skin, uneven=0),
        turned("cap", outside, skin, uneven=0),
        turned("lining", lining, inside, uneven=0),
    ]


def hung(parts: list[Any], top: float, *, long: float = 12) -> list[Any]:
    """Hang things by a cord that leaves the picture; it is not framed with them."""
    swept("cord", [(0, 0, top), (0.004, 0, top + long)], powder(COLOURS["Charcoal"], gloss=0.8), thick=0.03, smooth=2)
    return parts


def pendant(colour: Colour, *, cone: bool = False) -> list[Any]:
    """Hang an enamelled dome, or a cone, white within."""
    profile = [(1.50, 0), (1.44, 0.42), (1.08, 0.90), (0.42, 1.16), (0.30, 1.30)]
    if cone:
        profile = [(1.55, 0), (1.20, 0.42), (0.62, 1.12), (0.30, 1.52)]
    line = [(r, z) for r, z in spline(profile, 12)]
    top = line[-1][1]
    rim = rounded([(1.0 * line[0][0], 0.0), (line[0][0] + 0.045, -0.01), (line[0][0] + 0.045, 0.04), line[1]], 0.015)
    cap = rounded(
        [
            (0, top - 0.02),
            (0.31, top - 0.02, 0.02),
            (0.31, top + 0.06, 0.03),
            (0.16, top + 0.2, 0.05),
            (0.14, top + 0.46, 0.03),
            (0.05, top + 0.5),
            (0, top + 0.5),
        ],
        0.02,
    )
    lining = [(r - 0.025, z - 0.012) for r, z in line]
    bulb((0, 0, 3.5), 150, 0.2)
    globe = turned(
        "globe",
        [(0, 0.18), *[(r, z) for r, z in spline([(0.1, 0.19), (0.24, 0.4), (0.16, 0.68), (0.1, 0.85)], 8)]],
        shade((0.9, 0.85, 0.75)),
        uneven=0,
    )
    parts = [
        turned("dome", [*rim, *line], enamel(colour), uneven=0),
        turned("lining", lining, enamel(linear("#efeae0"), gloss=0.3), uneven=0),
        turned("cap", cap, bare("Brass"), uneven=0),
        globe,
    ]
    return hung(moved(parts, to=(0, 0, 3)), 3 + top + 0.5)


def moon(colour: Colour) -> list[Any]:
    """Hang a ball of ribbed paper."""
    radius, ribs, line = 2.0, 26, []
    for rib in range(ribs):
        for part in range(5):
            t = (rib + part / 5) / ribs
            angle = math.pi * (0.065 + 0.87 * t) - math.pi / 2
            sag = 0.985 + 0.015 * abs(math.cos(math.pi * part / 5))
            line.append((radius * math.cos(angle) * sag, radius * math.sin(angle) * 0.96 * sag + 4.2))
    ball = turned("paper", line, shade(shaded(colour, 1.0)), steps=160, uneven=0.004)
    ring = swept(
        "ring",
        [
            (line[-1][0] * math.cos(a), line[-1][0] * math.sin(a), line[-1][1])
            for a in (2 * math.pi * s / 48 for s in range(48))
        ],
        bare("Steel"),
        thick=0.025,
        smooth=0,
        closed=True,
    )
    bulb((0, 0, 4.2), 150, 0.4)
    return hung([ball, ring], 6.0)


def lighting(handle: str, colour: Colour) -> list[Any]:
    """Add a lamp by its product's handle."""
    if handle == "foundry-cone-pendant":
        return pendant(colour, cone=True)
    makers = {
        "marlo-table-lamp": table_lamp,
        "mushroom-lamp": mushroom,
        "canteen-pendant": pendant,
        "full-moon-paper-pendant": moon,
    }
    return makers[handle](colour)
