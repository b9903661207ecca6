"""Pots, pans, jars and what stands by the stove."""

import math
from typing import Any

from shop.demo.studio.materials.ceramic import glaze, granite
from shop.demo.studio.materials.metal import bare, cast_iron, enamel
from shop.demo.studio.materials.soft import glass
from shop.demo.studio.materials.wood import finish, wood
from shop.demo.studio.palette import Colour, linear
from shop.demo.studio.shapes.meshes import moved
from shop.demo.studio.shapes.outlines import rounded, spline, vessel
from shop.demo.studio.shapes.swept import swept
from shop.demo.studio.shapes.turned import spouted, turned


def ring(name: str, points: list[tuple[float, float, float]], covering: Any, *, thick: float, wide: float) -> Any:
    return swept(
        name, points, covering, thick=thick, wide=wide, up=(0, 0, 1), swell=lambda t: 0.85 + 0.5 * abs(t - 0.5)
    )


def casserole(colour: Colour) -> list[Any]:
    """Stand an enamelled casserole with its lid on: two handles, a brass knob."""
    covering = enamel(colour)
    side = rounded([(0, 0.03), (0.95, 0.0, 0.06), (1.12, 0.08, 0.15), (1.24, 1.10, 0.05), (1.25, 1.18)], steps=8)
    lid = rounded(
        [
            (0, 1.2),
            (1.24, 1.2, 0.02),
            (1.285, 1.24, 0.03),
            (1.27, 1.30, 0.03),
            (1.1, 1.40, 0.3),
            (0.5, 1.53, 0.4),
            (0, 1.56),
        ],
        steps=8,
    )
    knob = rounded(
        [(0, 1.5), (0.13, 1.54, 0.02), (0.10, 1.63, 0.04), (0.23, 1.75, 0.05), (0.22, 1.84, 0.05), (0, 1.86)], steps=6
    )
    made = [
        turned("pot", vessel(side, 0.07, 0.1), covering, uneven=0),
        turned("lid", lid, covering, uneven=0),
        turned("knob", knob, bare("Brass"), uneven=0),
    ]
    for end in (-1, 1):
        line = [
            (end * 1.16, -0.42, 0.86),
            (end * 1.44, -0.36, 0.94),
            (end * 1.58, 0, 0.97),
            (end * 1.44, 0.36, 0.94),
            (end * 1.16, 0.42, 0.86),
        ]
        made.append(ring("handle", line, covering, thick=0.085, wide=0.06))
    return moved(made, turn=-22)


def skillet() -> list[Any]:
    """Lay a cast-iron pan with two lips and a handle with an eye."""
    iron = cast_iron()
    side = rounded([(0, 0.0), (1.05, 0.0, 0.08), (1.34, 0.42, 0.03), (1.38, 0.44)], steps=8)
    lips = (spouted(0.55, 0.3, 0.16, math.pi / 2), spouted(0.55, 0.3, 0.16, -math.pi / 2))

    def hand(angle: float, radius: float, height: float) -> tuple[float, float]:
        return lips[1](angle, *lips[0](angle, radius, height))

    pan = turned("pan", vessel(side, 0.085, 0.09), iron, uneven=0.002, hand=hand)
    grip = swept(
        "grip",
        [(1.28, 0, 0.36), (1.6, 0, 0.42), (2.2, 0, 0.52), (2.58, 0, 0.57)],
        iron,
        thick=0.055,
        wide=0.155,
        swell=lambda t: 1.15 - 0.55 * math.sin(math.pi * min(t * 1.15, 1)) + 0.1,
    )
    eye = [
        (2.78 + 0.24 * math.cos(a), 0.17 * math.sin(a), 0.60 + 0.04 * math.cos(a))
        for a in (2 * math.pi * s / 32 for s in range(32))
    ]
    loop = swept("eye", eye, iron, thick=0.06, wide=0.07, up=(0, 0, 1), smooth=0, closed=True)
    help_line = [(-1.3, -0.24, 0.38), (-1.5, -0.2, 0.42), (-1.58, 0, 0.43), (-1.5, 0.2, 0.42), (-1.3, 0.24, 0.38)]
    return moved([pan, grip, loop, ring("help", help_line, iron, thick=0.05, wide=0.06)], turn=-38)


def kettle(colour: Colour) -> list[Any]:
    """Stand an enamelled kettle with a wooden grip."""
    covering, steel = enamel(colour), bare("Steel")
    side = [
        (0, 0),
        *rounded([(0.86, 0, 0.06), (0.98, 0.14, 0.1)]),
        *[(r, z) for r, z in spline([(0.985, 0.2), (0.95, 0.62), (0.74, 1.08), (0.46, 1.30), (0.40, 1.33)], 10)],
        (0, 1.34),
    ]
    lid = rounded([(0, 1.33), (0.40, 1.33, 0.02), (0.42, 1.37, 0.02), (0.25, 1.45, 0.1), (0, 1.47)], steps=6)
    knob = rounded([(0, 1.44), (0.06, 1.46), (0.05, 1.52, 0.02), (0.12, 1.60, 0.04), (0, 1.68, 0.05), (0, 1.68)], 0.02)
    grip = wood("Walnut", grain="X")
    spout = swept(
        "spout",
        [(0.74, 0, 0.62), (1.05, 0, 0.82), (1.24, 0, 1.12), (1.42, 0, 1.26)],
        covering,
        thick=0.17,
        smooth=12,
        swell=lambda t: 1.35 - 0.75 * t,
    )
    mouth = swept("mouth", [(1.40, 0, 1.245), (1.46, 0, 1.29)], covering, thick=0.115, smooth=2)
    arch = [
        (-0.72, 0, 1.08),
        (-0.80, 0, 1.55),
        (-0.62, 0, 2.08),
        (0, 0, 2.25),
        (0.62, 0, 2.08),
        (0.80, 0, 1.55),
        (0.72, 0, 1.08),
    ]
    bow = swept("bow", arch, steel, thick=0.035, wide=0.055)
    hold = swept(
        "hold",
        [(-0.44, 0, 2.185), (-0.2, 0, 2.24), (0.2, 0, 2.24), (0.44, 0, 2.185)],
        grip,
        thick=0.105,
        swell=lambda t: 0.8 + 0.3 * math.sin(math.pi * t),
    )
    return moved(
        [
            turned("kettle", side, covering, uneven=0),
            turned("lid", lid, covering, uneven=0),
            turned("knob", knob, grip, uneven=0),
            spout,
            mouth,
            bow,
            hold,
        ],
        turn=-30,
    )


def teapot(colour: Colour) -> list[Any]:
    """Stand a round teapot with a cane-like handle and its lid."""
    covering = glaze(colour, speckle=0.7, foot=0.06, gloss=0.32, seed=colour[1])
    side = [
        (0, 0.03),
        *rounded([(0.42, 0.03), (0.43, 0, 0.01), (0.5, 0, 0.012), (0.52, 0.05)]),
        *[(r, z) for r, z in spline([(0.54, 0.06), (0.80, 0.26), (0.88, 0.56), (0.72, 0.92), (0.42, 1.06)], 12)],
        (0.36, 1.07),
        (0, 1.0),
    ]
    lid = rounded(
        [
            (0, 1.05),
            (0.40, 1.06, 0.01),
            (0.41, 1.09, 0.015),
            (0.25, 1.16, 0.1),
            (0.06, 1.19, 0.03),
            (0.06, 1.23, 0.02),
            (0.12, 1.30, 0.04),
            (0.08, 1.37, 0.04),
            (0, 1.37),
        ],
        steps=6,
    )
    spout = swept(
        "spout",
        [(0.72, 0, 0.36), (0.98, 0, 0.50), (1.12, 0, 0.78), (1.30, 0, 0.98)],
        covering,
        thick=0.155,
        smooth=12,
        swell=lambda t: 1.4 - 0.85 * t,
    )
    points = [(-0.76, 0, 0.88), (-1.10, 0, 0.98), (-1.32, 0, 0.74), (-1.20, 0, 0.42), (-0.83, 0, 0.34)]
    handle = swept("handle", points, covering, thick=0.055, wide=0.085, swell=lambda t: 0.9 + 0.5 * abs(t - 0.5))
    return moved([turned("pot", side, covering), turned("lid", lid, covering), spout, handle], turn=-24)


def mortar() -> list[Any]:
    stone = granite(linear("#77736f"))
    side = [
        (0, 0),
        *rounded([(0.55, 0, 0.04), (0.58, 0.12, 0.05)]),
        *[(r, z) for r, z in spline([(0.60, 0.14), (0.82, 0.55), (0.90, 0.98)], 10)],
    ]
    pestle = [(0.12, 0.0), (0.23, 0.06), (0.25, 0.2), (0.15, 0.6), (0.13, 1.2), (0.17, 1.5), (0.14, 1.6)]
    stick = turned(
        "pestle", [(0, -0.02), *[(r, z) for r, z in spline(pestle, 8)], (0, 1.63)], granite(linear("#837f7a"))
    )
    return [turned("mortar", vessel(side, 0.15, 0.2), stone), *moved(stick, to=(-0.28, 0.0, 0.27), tilt=(6, 38, 0))]


def canister(colour: Colour) -> list[Any]:
    """Stand a stoneware canister with a wooden lid, and a scoop."""
    covering = glaze(colour, speckle=0.6, gloss=0.45, foot=0.14, seed=colour[2])
    side = rounded([(0, 0.02), (0.56, 0, 0.04), (0.60, 0.10, 0.06), (0.60, 1.28, 0.06), (0.57, 1.34)], steps=8)
    lid = rounded([(0, 1.33), (0.60, 1.34, 0.03), (0.62, 1.47, 0.04), (0, 1.48)], steps=6)
    knob = rounded(
        [(0, 1.46), (0.10, 1.48, 0.02), (0.09, 1.56, 0.03), (0.16, 1.66, 0.05), (0, 1.70, 0.06), (0, 1.7)], 0.03
    )
    grain = wood("Oak", grain="X", seed=4)
    return [
        turned("canister", vessel(side, 0.05, 0.08), covering),
        turned("lid", lid, grain, uneven=0),
        turned("knob", knob, wood("Oak", grain="Z"), uneven=0),
    ]


def jars(name: str) -> list[Any]:
    """Stand two storage jars, whose lids are of wood or painted, filled with beans and flour."""
    made, lid_of = [], finish(name, grain="X", seed=2)
    for at, (tall, x, y) in enumerate(((1.55, -0.5, 0.12), (1.05, 0.55, -0.14))):
        side = rounded([(0, 0.02), (0.46, 0, 0.06), (0.48, tall, 0.05), (0.46, tall + 0.02)], steps=8)
        lid = rounded([(0, tall), (0.49, tall + 0.01, 0.02), (0.50, tall + 0.17, 0.03), (0, tall + 0.18)], steps=6)
        level = tall * (0.72, 0.6)[at]
        fill = rounded(
            [(0, 0.06), (0.435, 0.06, 0.05), (0.435, level, 0.02), (0.2, level + 0.03, 0.1), (0, level + 0.02)]
        )
        grain = (granite(linear("#8a5a38")), granite(linear("#6d7a52")))[at]
        parts = [
            turned("jar", vessel(side, 0.03, 0.05), glass(), uneven=0),
            turned("lid", lid, lid_of, uneven=0),
            turned("fill", fill, grain, uneven=0.01),
        ]
        made += moved(parts, to=(x, y, 0), turn=35 * at)
    return made


def cooking(handle: str, colour: Colour, name: str) -> list[Any]:
    """Add what one cooks with by its product's handle."""
    if handle == "pantry-jar":
        return jars(name)
    makers = {
        "hearth-casserole": casserole,
        "whistle-kettle": kettle,
        "kettle-hill-teapot": teapot,
        "coffee-canister": canister,
    }
    if handle in makers:
        return makers[handle](colour)
    return {"blacksmith-skillet": skillet, "granite-mortar": mortar}[handle]()
