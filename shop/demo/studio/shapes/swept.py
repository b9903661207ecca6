"""Things that follow a line: handles, wires, legs, cords."""

import math
from collections.abc import Callable, Sequence
from typing import Any

from mathutils import Vector

from shop.demo.studio.shapes.meshes import Place, grid, meshed
from shop.demo.studio.shapes.outlines import spline

Swell = Callable[[float], float]
"""How thick a thing is at a share of its length."""


def swept(
    name: str,
    points: Sequence[Place],
    covering: Any,
    *,
    thick: float,
    wide: float | None = None,
    swell: Swell | None = None,
    up: Place = (0, 1, 0),
    smooth: int = 10,
    around: int = 20,
    closed: bool = False,
) -> Any:
    """Sweep an oval along a smooth line through points; it is as wide as asked for towards `up`."""
    line = [Vector(point) for point in (spline(points, smooth) if smooth else points)]
    side, rows, uvs, length = Vector(up), [], [], 0.0
    for at, here in enumerate(line):
        before, after = (
            line[(at - 1) % len(line) if closed else max(at - 1, 0)],
            line[(at + 1) % len(line) if closed else min(at + 1, len(line) - 1)],
        )
        ahead = (after - before).normalized()
        side = (side - ahead * side.dot(ahead)).normalized()
        other, share = ahead.cross(side), at / (len(line) - 1)
        size = swell(share) if swell else 1.0
        length += (here - before).length
        for step in range(around):
            angle = 2 * math.pi * step / around
            rows.append(here + side * math.cos(angle) * (wide or thick) * size + other * math.sin(angle) * thick * size)
            uvs.append((step / around * 4 * thick, length))
    faces: list[Sequence[int]] = list(grid(len(line), around, closed=True))
    if closed:
        last = (len(line) - 1) * around
        faces += [(last + j, last + (j + 1) % around, (j + 1) % around, j) for j in range(around)]
    else:
        faces += [tuple(range(around))[::-1], tuple(range(len(rows) - around, len(rows)))]
    return meshed(name, rows, faces, covering, uvs=uvs)


def domed(share: float) -> float:
    """Swell that closes both ends in a round."""
    end = min(share, 1 - share) * 12
    return math.sqrt(max(0.02, 1 - (1 - min(end, 1.0)) ** 2))


def flared(share: float) -> float:
    """Swell of a pulled handle: wide where it joins, slim where it is held."""
    away: float = abs(share - 0.55) ** 1.6
    return 0.82 + 1.1 * away
