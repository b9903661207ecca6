"""Candles and what holds them."""

import math
from typing import Any

from shop.demo.studio.kinds.lighting import bulb
from shop.demo.studio.materials.ceramic import glaze
from shop.demo.studio.materials.metal import bare, powder
from shop.demo.studio.materials.soft import flame, glass, wax
from shop.demo.studio.materials.wood import finish
from shop.demo.studio.palette import COLOURS, Colour, linear
from shop.demo.studio.shapes.meshes import moved
from shop.demo.studio.shapes.outlines import rounded, spline, vessel
from shop.demo.studio.shapes.swept import swept
from shop.demo.studio.shapes.turned import turned


def wick(height: float, *, lit: bool = True, long: float = 0.12) -> list[Any]:
    """Stand a wick, and let it burn."""
    made = [
        swept(
            "wick",
            [(0, 0, height - 0.05), (0.005, 0, height + long * 0.6), (0.025, 0, height + long)],
            powder(linear("#1d1814"), gloss=0.9),
            thick=0.011,
            smooth=6,
            around=8,
        )
    ]
    if lit:
        tear = spline([(0.001, 0.05), (0.035, 0.09), (0.045, 0.16), (0.022, 0.28), (0.001, 0.40)], 10)
        made += moved(
            turned("flame", [(r, z) for r, z in tear], flame(), steps=24), to=(0.015, 0, height + long - 0.06)
        )
        made.append(bulb((0.015, 0, height + long + 0.16), 7, 0.05))
    return made


def jar(colour: Colour) -> list[Any]:
    """Stand a stoneware pot of wax, burning."""
    covering = glaze(colour, speckle=0.8, gloss=0.5, foot=0.12, rim=0.6, seed=colour[0])
    side = rounded([(0, 0.02), (0.42, 0, 0.04), (0.46, 0.1, 0.06), (0.46, 0.86, 0.05), (0.45, 0.92)], steps=8)
    fill = [(0, 0.70), (0.2, 0.695), (0.34, 0.70), (0.40, 0.715), (0.425, 0.74)]
    return [
        turned("pot", vessel(side, 0.04, 0.08), covering),
        turned("wax", fill[::-1], wax(linear("#eadfc8"))),
        *wick(0.69),
    ]


def pillars(colour: Colour) -> list[Any]:
    """Stand three thick candles of three heights, the tallest burning."""
    made = []
    for at, (tall, x, y) in enumerate(((1.9, -0.35, 0.35), (1.35, 0.52, 0.1), (0.85, -0.12, -0.55))):
        line = rounded(
            [
                (0, 0),
                (0.36, 0, 0.02),
                (0.36, tall, 0.06),
                (0.25, tall - 0.01, 0.05),
                (0.14, tall - 0.06, 0.05),
                (0, tall - 0.07),
            ],
            steps=6,
        )
        made += moved(
            [turned("pillar", line, wax(colour), uneven=0.006), *wick(tall - 0.08, lit=at != 1)],
            to=(x, y, 0),
            turn=70 * at,
        )
    return made


def candlesticks(name: str) -> list[Any]:
    """Stand two turned candlesticks with tapers."""
    made = []
    covering = bare("Brass") if name == "Brass" else finish(name, grain="Z", seed=2)
    for tall, x, y in ((1.7, -0.5, 0.1), (1.15, 0.5, -0.15)):
        line = rounded(
            [
                (0, 0),
                (0.46, 0, 0.03),
                (0.47, 0.08, 0.03),
                (0.30, 0.14, 0.06),
                (0.10, 0.24, 0.1),
                (0.08, tall * 0.45, 0.05),
                (0.19, tall * 0.52, 0.09),
                (0.19, tall * 0.58, 0.09),
                (0.075, tall * 0.66, 0.05),
                (0.085, tall * 0.86, 0.05),
                (0.22, tall - 0.02, 0.03),
                (0.22, tall + 0.02, 0.02),
                (0.12, tall + 0.02, 0.01),
                (0.12, tall - 0.1),
                (0, tall - 0.1),
            ],
            0.03,
            steps=8,
        )
        taper = rounded(
            [(0, tall - 0.1), (0.112, tall - 0.1), (0.09, tall + 2.1, 0.03), (0.02, tall + 2.2, 0.02), (0, tall + 2.2)],
            0.01,
        )
        candle = turned("taper", taper, wax(linear("#e9dfca")), uneven=0.008)
        made += moved([turned("stick", line, covering, uneven=0), candle, *wick(tall + 2.18, long=0.1)], to=(x, y, 0))
    return made


def lantern(name: str) -> list[Any]:
    """Stand a storm lantern: a tank, a glass chimney in a cage of wire, a bail to carry it by."""
    metal = bare("Brass") if name == "Brass" else powder(COLOURS["Black"])
    foot = rounded(
        [
            (0, 0),
            (0.72, 0, 0.05),
            (0.76, 0.10, 0.05),
            (0.70, 0.42, 0.16),
            (0.40, 0.55, 0.08),
            (0.40, 0.72, 0.03),
            (0, 0.72),
        ],
        steps=8,
    )
    top = rounded(
        [
            (0.30, 2.02),
            (0.46, 2.02, 0.02),
            (0.50, 2.10, 0.03),
            (0.34, 2.30, 0.08),
            (0.30, 2.46, 0.03),
            (0.36, 2.50, 0.02),
            (0.2, 2.62, 0.1),
            (0, 2.66),
        ],
        0.02,
        steps=8,
    )
    chimney = [(r, z) for r, z in spline([(0.34, 0.72), (0.50, 1.05), (0.52, 1.35), (0.40, 1.80), (0.33, 2.04)], 12)]
    made = [turned("tank", foot, metal, uneven=0), turned("hood", top, metal, uneven=0)]
    made.append(turned("chimney", [*chimney, *[(r - 0.02, z) for r, z in reversed(chimney)]], glass(), uneven=0))
    for side in (-1, 1):
        line = [
            (side * 0.66, 0, 0.38),
            (side * 0.82, 0, 0.9),
            (side * 0.82, 0, 1.8),
            (side * 0.62, 0, 2.2),
            (side * 0.36, 0, 2.3),
        ]
        made.append(swept("tube", line, metal, thick=0.055))
    for height in (1.05, 1.62):
        radius = 0.56 if height < 1.5 else 0.50
        hoop = [(radius * math.cos(a), radius * math.sin(a), height) for a in (2 * math.pi * s / 64 for s in range(64))]
        made.append(swept("hoop", hoop, metal, thick=0.016, smooth=0, closed=True, around=10))
    bail = [
        (-0.80, 0, 1.95),
        (-0.86, -0.05, 2.5),
        (-0.5, -0.1, 3.05),
        (0, -0.12, 3.2),
        (0.5, -0.1, 3.05),
        (0.86, -0.05, 2.5),
        (0.80, 0, 1.95),
    ]
    made.append(swept("bail", bail, metal, thick=0.022, around=12))
    burner = rounded([(0, 0.7), (0.16, 0.72, 0.02), (0.12, 0.86, 0.03), (0, 0.88)], 0.02)
    fire = moved(wick(0.86, long=0.06), to=(0, 0, 0))
    return moved([*made, turned("burner", burner, bare("Brass"), uneven=0), *fire], turn=-28)


def burning(handle: str, colour: Colour, name: str) -> list[Any]:
    """Add candles or what holds them by their product's handle."""
    if handle == "turned-candlesticks-pair":
        return candlesticks(name)
    if handle == "storm-lantern":
        return lantern(name)
    return pillars(colour) if handle == "pillar-trio" else jar(colour)
