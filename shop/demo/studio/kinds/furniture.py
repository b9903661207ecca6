"""Furniture of solid wood."""

import math
from collections.abc import Callable
from typing import Any

from shop.demo.studio.materials.wood import finish
from shop.demo.studio.shapes.blocks import block, slab
from shop.demo.studio.shapes.meshes import moved
from shop.demo.studio.shapes.outlines import rounded
from shop.demo.studio.shapes.swept import swept
from shop.demo.studio.shapes.turned import turned


def stool(name: str) -> list[Any]:
    """Stand a three-legged milking stool: a dished seat and splayed, turned legs."""
    seat = rounded(
        [
            (0, 3.98),
            (1.2, 4.0, 0.1),
            (1.62, 4.16, 0.12),
            (1.62, 4.30, 0.09),
            (1.42, 4.36, 0.1),
            (0.7, 4.28, 0.5),
            (0, 4.27),
        ],
        steps=8,
    )
    made = [turned("seat", seat, finish(name, grain="X", seed=6), steps=160, uneven=0)]
    for at in range(3):
        angle = math.radians(90 + 120 * at + 18)
        foot, head = 1.55, 0.85
        line = [
            (foot * math.cos(angle), foot * math.sin(angle), 0.0),
            (head * math.cos(angle), head * math.sin(angle), 4.12),
        ]
        steps = [tuple(a + (b - a) * t / 12 for a, b in zip(*line, strict=True)) for t in range(13)]
        leg = swept(
            "leg",
            steps,
            finish(name, grain="Z", seed=at),
            thick=0.19,
            smooth=3,
            swell=lambda t: 0.72 + 0.45 * math.sin(math.pi * min(t * 1.1 + 0.06, 1)) ** 1.5,
            around=28,
        )
        made.append(leg)
    return made


def side_table(name: str) -> list[Any]:
    """Stand a round table on a turned column and a heavy foot, as stones are piled."""
    covering = finish(name, grain="X", seed=2)
    top = rounded([(0, 4.9), (2.0, 4.9, 0.08), (2.15, 5.0, 0.1), (2.1, 5.12, 0.06), (0, 5.12)], steps=8)
    parts = [turned("top", top, covering, steps=160, uneven=0)]
    for low, high, radius in ((0, 1.55, 1.3), (1.5, 2.9, 1.05), (2.85, 4.0, 0.82), (3.95, 4.92, 0.62)):
        middle, half = (low + high) / 2, (high - low) / 2
        pebble = [
            (radius * math.cos(a) ** 0.55 if math.cos(a) > 0 else 0.0, middle + half * math.sin(a))
            for a in (math.pi * (s / 40 - 0.5) for s in range(41))
        ]
        parts.append(
            turned(
                "stone",
                [(0, pebble[0][1]), *pebble[1:-1], (0, pebble[-1][1])],
                finish(name, grain="X", seed=low + 1),
                uneven=0.006,
            )
        )
    return parts


def bench(name: str) -> list[Any]:
    """Stand a bench: a plank on two panels, tied by a stretcher with wedges."""
    seat = block("seat", (9.0, 2.9, 0.32), finish(name, grain="X", seed=1), at=(0, 0, 4.1), edge=0.06)
    made = [seat]
    for end in (-1, 1):
        outline = rounded(
            [
                (-1.3, 0, 0.05),
                (-0.45, 0, 0.05),
                (0, 0.55, 0.45),
                (0.45, 0, 0.05),
                (1.3, 0, 0.05),
                (1.12, 4.1, 0),
                (-1.12, 4.1, 0),
            ],
            closed=True,
            steps=8,
        )
        panel = slab("panel", outline, 0.3, finish(name, grain="Y", seed=end + 3), edge=0.04)
        made += moved(panel, to=(end * 3.5 - 0.15, 0, 0), tilt=(90, 0, 90))
    stretcher = block("stretcher", (8.1, 0.28, 0.7), finish(name, grain="X", seed=7), at=(0, 0, 1.9), edge=0.04)
    wedges = [
        block(
            "wedge",
            (0.16, 0.34, 1.0),
            finish("Walnut" if name == "Oak" else "Oak", grain="Z"),
            at=(end * 3.78, 0, 1.78),
            edge=0.02,
        )
        for end in (-1, 1)
    ]
    return moved([*made, stretcher, *wedges], turn=-20)


def furniture(handle: str, name: str) -> list[Any]:
    """Add a piece of furniture by its product's handle, in the wood or paint of that name."""
    makers: dict[str, Callable[[str], list[Any]]] = {
        "milking-stool": stool,
        "cairn-side-table": side_table,
        "hallway-bench": bench,
    }
    return makers[handle](name)
