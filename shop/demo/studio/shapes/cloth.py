"""Cloth that is folded, rolled, filled or hung."""

import math
from collections.abc import Sequence
from typing import Any

import bpy
from mathutils import Vector, noise

from shop.demo.studio.shapes.meshes import Place, grid, joined_smoothly, meshed, wobbling
from shop.demo.studio.shapes.swept import swept


def folded(
    width: float,
    depth: float,
    covering: Any,
    *,
    layers: int = 4,
    thick: float = 0.05,
    at: float = 0.0,
    seed: int = 0,
    soft: float = 1.0,
) -> Any:
    """Lay a cloth over itself, on a height; its folds look to the front and to the back by turns."""
    chance = wobbling(seed)
    section: list[tuple[float, float, float]] = []
    step, half = thick * 1.12, depth / 2
    for layer in range(layers):
        way = 1 if layer % 2 == 0 else -1
        short = chance.uniform(0.0, 0.02) * depth
        for j in range(25):
            t = j / 24
            y = way * (-half + depth * t)
            inset = short if layer in {0, layers - 1} else 0
            section.append((y * (1 - inset), layer * step, layer))
        if layer < layers - 1:
            for j in range(1, 9):
                angle, bulge = math.pi * j / 9, 0.5 * step * (1.15 + 0.5 * chance.random())
                section.append(
                    (
                        way * (half + bulge * math.sin(angle)),
                        (layer + 0.5 - 0.5 * math.cos(angle)) * step,
                        layer + j / 9,
                    )
                )
    rows, points, uvs = 48, [], []
    for i in range(rows):
        x, length = -width / 2 + width * i / (rows - 1), 0.0
        edge = min(i, rows - 1 - i) / (rows - 1)
        for k, (y, z, fold) in enumerate(section):
            length += math.dist(section[k - 1][:2], (y, z)) if k else 0
            spot = Vector((x * 1.3, y * 1.3, fold * 0.35 + seed * 7.7))
            sag = noise.noise(spot) * 0.35 * thick * soft
            droop = -0.16 * thick * soft * fold * math.exp(-((edge / 0.07) ** 2))
            shift = noise.noise(spot * 0.6 + Vector((9, 4, 1))) * 0.22 * thick * soft * (1 + fold * 0.4)
            lean = (noise.noise(Vector((fold * 0.7, seed * 3.1, 0))) * 0.5) * thick * soft
            points.append(
                (x + lean + 0.4 * shift, y + shift, at + thick / 2 + z + (sag if fold > 0.3 else 0) + droop * 0.6)
            )
            uvs.append((x, length))
    cloth = meshed("cloth", points, grid(rows, len(section)), covering, uvs=uvs)
    return thickened(cloth, thick * 0.94)


def thickened(cloth: Any, thick: float) -> Any:
    """Give a cloth its thickness, with soft edges."""
    solid = cloth.modifiers.new("thick", "SOLIDIFY")
    solid.thickness, solid.offset = thick, 0
    return joined_smoothly(cloth)


def filled(
    side: float, covering: Any, *, seed: int = 0, frames: int = 26, plump: float = 2.2, tall: float | None = None
) -> Any:
    """Sew two squares together and blow them up, as a cushion is filled. Simulates, which takes some seconds."""
    count, chance = 34, wobbling(seed)
    tall = tall or side
    points: list[Place] = []
    uvs: list[Place] = []
    index: dict[tuple[int, int, int], int] = {}
    faces: list[Sequence[int]] = []
    for face in (0, 1):
        for i in range(count + 1):
            for j in range(count + 1):
                rim = i in {0, count} or j in {0, count}
                if rim and face:
                    index[face, i, j] = index[0, i, j]
                    continue
                index[face, i, j] = len(points)
                u, v = i / count - 0.5, j / count - 0.5
                lift = 0 if rim else (0.02 + 0.004 * chance.random()) * (1 if face else -1)
                # Cut fuller between the corners, as a seamstress does, so that filled edges are straight.
                points.append((u * side * (1 + 0.12 * (1 - 4 * v * v)), lift, v * tall * (1 + 0.12 * (1 - 4 * u * u))))
                uvs.append((u * side, v * tall))
        for i in range(count):
            for j in range(count):
                quad = [index[face, i, j], index[face, i + 1, j], index[face, i + 1, j + 1], index[face, i, j + 1]]
                faces.append(quad if face == 0 else quad[::-1])
    thing = meshed("cushion", points, faces, covering, uvs=uvs)
    modifier = thing.modifiers.new("cloth", "CLOTH")
    cloth = modifier.settings
    cloth.quality, cloth.mass = 5, 0.3
    cloth.use_pressure, cloth.uniform_pressure_force = True, plump
    cloth.tension_stiffness = cloth.compression_stiffness = 20
    cloth.shear_stiffness, cloth.bending_stiffness = 8, 0.6
    cloth.effector_weights.gravity = 0
    modifier.collision_settings.use_collision = False
    simulated(thing, frames)
    return joined_smoothly(thing, 2)


def simulated(thing: Any, frames: int) -> None:
    """Let time pass for a cloth, and keep the form that it then has."""
    scene = bpy.context.scene
    modifier = thing.modifiers["cloth"]
    modifier.point_cache.frame_start, modifier.point_cache.frame_end = 1, frames
    for frame in range(1, frames + 1):
        scene.frame_set(frame)
    graph = bpy.context.evaluated_depsgraph_get()
    mesh = bpy.data.meshes.new_from_object(thing.evaluated_get(graph))
    thing.modifiers.clear()
    thing.data = mesh
    mesh.polygons.foreach_set("use_smooth", [True] * len(mesh.polygons))


def fringed(
    width: float, y: float, z: float, covering: Any, *, tassels: int = 30, drop: float = 0.28, seed: int = 0
) -> list[Any]:
    """Hang knotted threads along an edge that looks to the front."""
    chance, made = wobbling(seed), []
    for at in range(tassels):
        x = -width / 2 + width * (at + 0.5) / tassels + chance.uniform(-0.01, 0.01)
        for _ in range(3):
            aside, reach = chance.uniform(-0.03, 0.03), chance.uniform(0.8, 1.1) * drop
            points = [
                (x, y, z),
                (x + aside * 0.3, y - reach * 0.3, z - 0.01),
                (x + aside, y - reach * 0.7, max(z - 0.16, 0.02)),
                (x + aside * 1.6, y - reach, 0.015 + 0.02 * chance.random()),
            ]
            made.append(swept("thread", points, covering, thick=0.009, smooth=4, around=6))
    return made


def rolled(
    width: float, covering: Any, *, turns: float = 4, thick: float = 0.07, inner: float = 0.16, tail: float = 1.2
) -> Any:
    """Roll a carpet up, its last part lying on the floor to the front."""
    section, steps = [], int(turns * 40)
    outer = inner + thick * 1.06 * turns
    for step in range(steps + 1):
        angle = 2 * math.pi * turns * step / steps
        radius = inner + thick * 1.06 * turns * step / steps
        turn = angle - 2 * math.pi * turns - math.pi / 2
        section.append((-radius * math.cos(turn), outer + radius * math.sin(turn) + thick / 2))
    section += [(-tail * part / 24, thick / 2) for part in range(1, 25)]
    rows, points, uvs = 30, [], []
    for i in range(rows):
        x, length = -width / 2 + width * i / (rows - 1), 0.0
        for k, (y, z) in enumerate(section):
            length += math.dist(section[k - 1], (y, z)) if k else 0
            wave = noise.noise(Vector((x * 0.9, length * 0.8, 3))) * 0.025
            points.append((x, y, z + wave))
            uvs.append((x, length))
    return thickened(meshed("roll", points, grid(rows, len(section)), covering, uvs=uvs), thick * 0.9)
