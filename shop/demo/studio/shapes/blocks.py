"""Sawn and planed things: blocks, boards and boxes with softened edges."""

from collections.abc import Sequence
from typing import Any

from shop.demo.studio.shapes.meshes import Place, meshed
from shop.demo.studio.shapes.outlines import Point


def block(name: str, size: Place, covering: Any, *, at: Place = (0, 0, 0), edge: float = 0.02) -> Any:
    """Add a cuboid that stands on a place, its edges rounded."""
    x, y, z = (size[0] / 2, size[1] / 2, size[2])
    corners = [(sx * x, sy * y, sz * z) for sx in (-1, 1) for sy in (-1, 1) for sz in (0, 1)]
    faces = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]
    thing = meshed(name, corners, faces, covering, smooth=True)
    thing.location = tuple(at)
    return eased(thing, edge)


def slab(
    name: str, outline: Sequence[Point], thick: float, covering: Any, *, edge: float = 0.03, at: Place = (0, 0, 0)
) -> Any:
    """Add a board cut along a closed line, its edges rounded."""
    size = len(outline)
    points = [(x, y, z) for z in (0, thick) for x, y in outline]
    sides = [(i, (i + 1) % size, size + (i + 1) % size, size + i) for i in range(size)]
    thing = meshed(name, points, [tuple(range(size))[::-1], tuple(range(size, 2 * size)), *sides], covering)
    thing.location = tuple(at)
    return eased(thing, edge)


def eased(thing: Any, edge: float) -> Any:
    """Round the edges of a thing, and keep its faces flat."""
    bevel = thing.modifiers.new("edge", "BEVEL")
    bevel.width, bevel.segments, bevel.limit_method, bevel.angle_limit = edge, 4, "ANGLE", 0.6
    bevel.harden_normals = True
    return thing


def without(thing: Any, cutter: Any) -> Any:
    """Cut a thing's overlap with another out of it; the other one is not photographed."""
    cut = thing.modifiers.new("cut", "BOOLEAN")
    cut.operation, cut.object, cut.solver = "DIFFERENCE", cutter, "EXACT"
    thing.modifiers.move(len(thing.modifiers) - 1, 0)
    cutter.hide_render = True
    cutter.display_type = "WIRE"
    return thing
