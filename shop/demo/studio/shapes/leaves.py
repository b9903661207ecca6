"""Branches and leaves."""

import math
from collections.abc import Sequence
from typing import Any

from mathutils import Euler, Vector

from shop.demo.studio.shapes.meshes import Place, grid, meshed, wobbling
from shop.demo.studio.shapes.outlines import spline
from shop.demo.studio.shapes.swept import swept


def leaf(
    at: Place, towards: Vector, covering: Any, *, long: float, wide: float, roll: float = 0, curl: float = 0.25
) -> Any:
    """Add a leaf that grows from a place in a direction, bent over its length and along its rib."""
    rows, columns, points, uvs = 13, 7, [], []
    for i in range(rows):
        t = i / (rows - 1)
        half = wide / 2 * math.sin(math.pi * t**0.8) ** 0.9 if 0 < t < 1 else 0.002
        for j in range(columns):
            s = j / (columns - 1) * 2 - 1
            points.append(Vector((s * half, long * t, -curl * long * t * t + abs(s) * half * 0.35)))
            uvs.append((j / (columns - 1), t))
    turn = towards.to_track_quat("Y", "Z").to_matrix() @ Euler((0, roll, 0)).to_matrix()
    return meshed("leaf", [turn @ point + Vector(at) for point in points], grid(rows, columns), covering, uvs=uvs)


def branch(
    points: Sequence[Place],
    bark: Any,
    foliage: Sequence[Any],
    *,
    leaves: int = 18,
    long: float = 0.5,
    wide: float = 0.2,
    thick: float = 0.016,
    start: float = 0.35,
    seed: int = 0,
) -> list[Any]:
    """Add a twig through points, with leaves on the part of it beyond a start."""
    chance = wobbling(seed)
    made = [swept("twig", points, bark, thick=thick, swell=lambda share: 1 - 0.7 * share, around=8)]
    line = [Vector(point) for point in spline(points, 16)]
    for at in range(leaves):
        share = start + (1 - start) * (at + 0.5 * chance.random()) / leaves
        here = min(int(share * (len(line) - 1)), len(line) - 2)
        ahead = (line[here + 1] - line[here]).normalized()
        angle = at * 2.4 + chance.uniform(-0.4, 0.4)
        side = ahead.orthogonal().normalized()
        out = side * math.cos(angle) + ahead.cross(side) * math.sin(angle)
        way = (ahead * chance.uniform(0.4, 0.9) + out + Vector((0, 0, 0.15))).normalized()
        size = long * (1.05 - 0.5 * share) * chance.uniform(0.8, 1.15)
        made.append(
            leaf(
                line[here],
                way,
                foliage[at % len(foliage)],
                long=size,
                wide=size * wide / long,
                roll=chance.uniform(-0.6, 0.6),
                curl=chance.uniform(0.05, 0.4),
            )
        )
    return made
