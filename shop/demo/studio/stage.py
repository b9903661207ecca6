"""Where things are photographed: backdrop, light from the left, camera, film."""

import math
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

import bpy
from bpy_extras.object_utils import world_to_camera_view
from mathutils import Vector

from shop.demo.studio.assortment import View
from shop.demo.studio.nodes import Surface
from shop.demo.studio.palette import Colour, linear, shaded
from shop.demo.studio.shapes.meshes import grid, meshed

BACKDROPS: Final = {"oat": "#d6cec4", "sand": "#c9bcab"}
"""One family: the same plaster by two lights."""
DIAGONALS: Final = 1.9
"""How often the lights' unit of length goes into the diagonal of what they light."""
STOP: Final = 5.6
"""The lens stop for a thing of two decimetres."""
LOWER: Final = 0.02
"""How far below the middle of the frame a thing's own middle is, as a share of the frame."""


def emptied(size: tuple[int, int]) -> None:
    """Begin a picture of this many pixels."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    render = bpy.context.scene.render
    render.resolution_x, render.resolution_y = size


def lit(low: Vector, high: Vector, view: View) -> None:
    """Hang the backdrop and put up the lights for what is in a box. What hangs or leans has a wall behind it."""
    size, middle = (high - low).length / DIAGONALS, (low + high) / 2
    _backdrop(size, linear(BACKDROPS[view.backdrop]), wall=high.y + 0.01 if view.wall else None)
    power = size * size
    softbox(middle + Vector((-2.6, -1.0, 2.3)) * size, middle, 1.5 * size, 225 * power * view.key, (1, 0.975, 0.945))
    softbox(middle + Vector((-0.6, 2.6, 3.0)) * size, middle, 1.6 * size, 70 * power * view.key, (1, 0.985, 0.965))
    softbox(middle + Vector((3.4, -2.2, 1.2)) * size, middle, 3.2 * size, 22 * power, (0.88, 0.94, 1))
    surrounded((0.92, 0.91, 0.89), 0.28 * view.key)


def surrounded(tint: Colour, strength: float) -> None:
    """Let light come from everywhere."""
    world = bpy.data.worlds.new("room")
    bpy.context.scene.world = world
    world.use_nodes = True
    world.node_tree.nodes["Background"].inputs[0].default_value = (*tint, 1)
    world.node_tree.nodes["Background"].inputs[1].default_value = strength


def _backdrop(size: float, colour: Colour, *, wall: float | None) -> None:
    plaster = Surface("plaster", Roughness=0.95, Specular_IOR_Level=0.1)
    cloud = plaster.noise(0.5 / size, detail=2)
    plaster.set(Base_Color=plaster.mix(cloud, shaded(colour, 0.95), shaded(colour, 1.05)))
    covering = plaster.material
    back, bend, top, wide = 2.6 * size, 1.5 * size, 9 * size, 14 * size
    turns = [step * math.pi / 48 for step in range(25)]
    if wall is not None:
        back, bend = wall - 0.02, 0.02
    line = [
        (-9 * size, 0.0),
        *((back + bend * math.sin(a), bend - bend * math.cos(a)) for a in turns),
        (back + bend, top),
    ]
    points = [(x, y, z) for y, z in line for x in (-wide, wide)]
    meshed("backdrop", points, grid(len(line), 2), covering)


def softbox(place: Vector, towards: Vector, size: float, watts: float, tint: Colour) -> None:
    """Hang a square light. Adds it to the scene's objects."""
    light = bpy.data.lights.new("softbox", "AREA")
    light.energy, light.size, light.color = watts, size, tint
    thing = bpy.data.objects.new("softbox", light)
    bpy.context.scene.collection.objects.link(thing)
    thing.location, thing.rotation_euler = place, _facing(place, towards)


def _facing(place: Vector, towards: Vector) -> Any:
    return (towards - place).to_track_quat("-Z", "Y").to_euler()


def corners(things: Iterable[Any]) -> list[Vector]:
    """Return points of things as they will be photographed: enough to frame them."""
    bpy.context.view_layer.update()
    graph = bpy.context.evaluated_depsgraph_get()
    found = []
    for thing in (thing for thing in things if thing.type == "MESH"):
        made = thing.evaluated_get(graph)
        mesh = made.to_mesh()
        step = max(1, len(mesh.vertices) // 1500)
        found += [made.matrix_world @ vertex.co for vertex in list(mesh.vertices)[::step]]
        made.to_mesh_clear()
    return found


def box(points: Sequence[Vector]) -> tuple[Vector, Vector]:
    low, high = (Vector([pick(point[axis] for point in points) for axis in range(3)]) for pick in (min, max))
    return low, high


def framed(points: Sequence[Vector], view: View) -> None:
    """Set up the camera so that things fill their part of the frame. Adds it to the scene's objects."""
    scene = bpy.context.scene
    lens = bpy.data.cameras.new("camera")
    lens.lens, lens.sensor_width = view.lens, 36
    camera = bpy.data.objects.new("camera", lens)
    scene.collection.objects.link(camera)
    scene.camera = camera
    around, above = math.radians(view.around), math.radians(view.above)
    away = Vector((math.sin(around) * math.cos(above), -math.cos(around) * math.cos(above), math.sin(above)))
    low, high = box(points)
    share = Vector(view.aim) if view.aim else Vector((0.5, 0.5, 0.5))
    target = Vector([low[axis] + (high[axis] - low[axis]) * share[axis] for axis in range(3)])
    distance = (high - low).length * 2.5
    for _ in range(12):
        camera.location, camera.rotation_euler = target + away * distance, _facing(away, Vector())
        bpy.context.view_layer.update()
        seen = [world_to_camera_view(scene, camera, point) for point in points]
        left, right = min(p.x for p in seen), max(p.x for p in seen)
        bottom, top = min(p.y for p in seen), max(p.y for p in seen)
        if not view.aim:
            across = distance * 36 / view.lens
            turn = camera.matrix_world.to_quaternion()
            tall = across * scene.render.resolution_y / scene.render.resolution_x
            target += turn @ Vector(((left + right - 1) / 2 * across, ((bottom + top - 1) / 2 + LOWER) * tall, 0))
        distance *= 1 + 0.8 * (max(right - left, top - bottom) / view.fill - 1)
    stop = STOP * 0.1 * max(1.0, (high - low).length / 2) ** 0.2
    lens.dof.use_dof, lens.dof.aperture_fstop = True, stop * 2.5 if view.aim else stop
    nearest = min((point - camera.location).dot(-away) for point in points)
    lens.dof.focus_distance = nearest * 0.65 + distance * 0.35
    lens.clip_start, lens.clip_end = distance * 0.01, distance * 100


def shot(path: Path, samples: int) -> None:
    """Photograph the scene into a PNG file."""
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    cycles = scene.cycles
    cycles.device, cycles.samples, cycles.use_adaptive_sampling, cycles.adaptive_threshold = "CPU", samples, True, 0.02
    cycles.use_denoising, cycles.denoiser, cycles.denoising_prefilter = True, "OPENIMAGEDENOISE", "ACCURATE"
    cycles.max_bounces, cycles.diffuse_bounces, cycles.glossy_bounces, cycles.transmission_bounces = 12, 2, 3, 10
    cycles.sample_clamp_indirect, cycles.caustics_refractive, cycles.blur_glossy = 6, True, 0.5
    scene.render.threads_mode, scene.render.threads = "FIXED", len(os.sched_getaffinity(0))
    scene.view_settings.view_transform = "Khronos PBR Neutral"
    scene.view_settings.exposure = -0.08
    scene.render.filepath, scene.render.image_settings.file_format = str(path.resolve()), "PNG"
    bpy.ops.render.render(write_still=True)
