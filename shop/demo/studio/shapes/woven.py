"""Baskets and braids."""

import math
from collections.abc import Callable
from typing import Any

from shop.demo.studio.shapes.meshes import wobbling
from shop.demo.studio.shapes.swept import swept


def woven(
    radius_at: Callable[[float], float], height: float, covering: Any, *, stakes: int = 34, strand: float = 0.035
) -> list[Any]:
    """Weave strands in and out between upright stakes, whose radius is given by the share of the height."""
    chance, made = wobbling(stakes), []
    rows = int(height / (strand * 1.55))
    for row in range(rows):
        share, phase = row / rows, math.pi * (row % 2)
        radius = radius_at(share)
        count = stakes * 5
        points = []
        for step in range(count):
            angle = 2 * math.pi * step / count
            r = radius + 0.62 * strand * math.cos(stakes / 2 * angle + phase) + chance.uniform(-0.05, 0.05) * strand
            z = strand + row * strand * 1.55 + chance.uniform(-0.08, 0.08) * strand
            points.append((r * math.cos(angle), r * math.sin(angle), z))
        made.append(
            swept(
                "strand",
                points,
                covering,
                thick=strand * 0.55,
                wide=strand * 0.8,
                up=(0, 0, 1),
                smooth=0,
                around=8,
                closed=True,
            )
        )
    for stake in range(stakes):
        angle = 2 * math.pi * stake / stakes
        line = [
            (radius_at(t) * math.cos(angle), radius_at(t) * math.sin(angle), strand + t * height)
            for t in (0, 0.3, 0.65, 1)
        ]
        made.append(swept("stake", line, covering, thick=strand * 0.45, smooth=5, around=8))
    return [*made, braided(radius_at(1), height + strand * 0.9, covering, strand=strand * 1.05)]


def braided(radius: float, z: float, covering: Any, *, strand: float = 0.04, turns: int = 60) -> Any:
    """Twist a rim about a circle."""
    rim = []
    for step in range(turns * 6):
        angle = 2 * math.pi * step / (turns * 6)
        twist = angle * turns / 2
        r = radius + math.cos(twist) * strand * 0.5
        rim.append((r * math.cos(angle), r * math.sin(angle), z + math.sin(twist) * strand * 0.5))
    return swept("rim", rim, covering, thick=strand * 0.7, up=(0, 0, 1), smooth=0, around=8, closed=True)
