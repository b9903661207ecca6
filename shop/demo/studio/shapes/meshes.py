"""Meshes from points, put into the scene."""

import math
import random
from collections.abc import Sequence
from typing import Any

import bpy
from mathutils import Euler, Matrix

Place = Sequence[float]


def meshed(
    name: str,
    points: Sequence[Place],
    faces: Sequence[Sequence[int]],
    covering: Any,
    *,
    uvs: Sequence[Place] | None = None,
    smooth: bool = True,
) -> Any:
    """Add an object of these points and faces to the scene, and return it. UV coordinates stand for the points."""
    mesh = bpy.data.meshes.new(name)
    mesh.from_pydata([tuple(point) for point in points], [], [tuple(face) for face in faces])
    mesh.polygons.foreach_set("use_smooth", [smooth] * len(faces))
    if uvs is not None:
        layer = mesh.uv_layers.new(name="threads")
        for loop in mesh.loops:
            layer.data[loop.index].uv = tuple(uvs[loop.vertex_index])[:2]
    mesh.update()
    return placed(name, mesh, covering)


def placed(name: str, data: Any, covering: Any) -> Any:
    """Add an object with this data and material to the scene, and return it."""
    thing = bpy.data.objects.new(name, data)
    bpy.context.scene.collection.objects.link(thing)
    data.materials.append(covering)
    return thing


def grid(rows: int, columns: int, *, closed: bool = False) -> list[tuple[int, int, int, int]]:
    """Return the faces between points that are given row by row; a closed grid's rows are rings."""
    wide = columns if closed else columns - 1
    return [
        (i * columns + j, i * columns + (j + 1) % columns, (i + 1) * columns + (j + 1) % columns, (i + 1) * columns + j)
        for i in range(rows - 1)
        for j in range(wide)
    ]


def moved(things: Any, *, to: Place = (0, 0, 0), turn: float = 0.0, tilt: Place | None = None) -> list[Any]:
    """Move things by a vector, after turning them about the vertical axis, and return them."""
    matrix = Matrix.Translation(tuple(to)) @ Matrix.Rotation(math.radians(turn), 4, "Z")
    if tilt:
        matrix = matrix @ Euler([math.radians(angle) for angle in tilt]).to_matrix().to_4x4()
    parts = list(things) if isinstance(things, list | tuple) else [things]
    for part in parts:
        part.matrix_basis = matrix @ part.matrix_basis
    return parts


def wobbling(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 no secret


def joined_smoothly(thing: Any, levels: int = 1) -> Any:
    """Smooth a thing by subdividing it when it is photographed."""
    smooth = thing.modifiers.new("smooth", "SUBSURF")
    smooth.levels = smooth.render_levels = levels
    return thing
