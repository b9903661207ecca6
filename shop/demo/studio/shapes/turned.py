"""Round things, as a wheel or a lathe makes them."""

import math
from collections.abc import Callable, Sequence
from typing import Any

from shop.demo.studio.shapes.meshes import grid, meshed
from shop.demo.studio.shapes.outlines import Point

Hand = Callable[[float, float, float], tuple[float, float]]
"""Changes radius and height at an angle: what a hand does to a round thing."""


def turned(
    name: str,
    outline: Sequence[Point],
    covering: Any,
    *,
    steps: int = 128,
    uneven: float = 0.004,
    hand: Hand | None = None,
) -> Any:
    """Turn an outline of radii and heights about the vertical axis. It is out of true by a share of the radius."""
    points, uvs, length = [], [], 0.0
    for at, (radius, height) in enumerate(outline):
        length += math.dist(outline[at - 1], outline[at]) if at else 0
        for step in range(steps):
            angle = 2 * math.pi * step / steps
            r = max(radius, 1e-4) * (
                1 + uneven * math.sin(2 * angle + height * 1.3) + uneven * 0.4 * math.sin(3 * angle + 1)
            )
            z = height
            if hand:
                r, z = hand(angle, r, z)
            points.append((r * math.cos(angle), r * math.sin(angle), z))
            uvs.append((angle * outline[len(outline) // 2][0], length))
    return meshed(name, points, grid(len(outline), steps, closed=True), covering, uvs=uvs)


def fluted(ribs: int, depth: float, low: float, high: float) -> Hand:
    """Return a hand that presses ribs between two heights, fading out towards them."""

    def hand(angle: float, radius: float, height: float) -> tuple[float, float]:
        inside = max(0.0, min(1.0, (height - low) / 0.06)) * max(0.0, min(1.0, (high - height) / 0.06))
        return radius + depth * inside * (abs(math.cos(ribs * angle / 2)) - 0.6), height

    return hand


def spouted(reach: float, from_height: float, width: float = 0.35, at: float = 0) -> Hand:
    """Return a hand that pulls a pouring lip outwards at an angle, above a height."""

    def hand(angle: float, radius: float, height: float) -> tuple[float, float]:
        away = (angle - at + math.pi) % (2 * math.pi) - math.pi
        pull = math.exp(-((away / width) ** 2)) * max(0.0, height - from_height)
        return radius + reach * pull, height + reach * 0.12 * pull

    return hand
