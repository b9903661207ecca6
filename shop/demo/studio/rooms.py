"""Things in use: on a table before a wall, in the sun that falls through a window."""

from collections.abc import Callable
from typing import Any, Final

import bpy
from mathutils import Vector

from shop.demo.studio import stage
from shop.demo.studio.kinds.burning import burning
from shop.demo.studio.kinds.cloths import cloths
from shop.demo.studio.kinds.cooking import cooking
from shop.demo.studio.kinds.drinking import drinking
from shop.demo.studio.kinds.furniture import furniture
from shop.demo.studio.kinds.glassware import glassware
from shop.demo.studio.kinds.growing import growing
from shop.demo.studio.kinds.lighting import lighting
from shop.demo.studio.kinds.paperwork import paperwork
from shop.demo.studio.kinds.tableware import tableware
from shop.demo.studio.kinds.wooden import wooden
from shop.demo.studio.materials.cloth import linen
from shop.demo.studio.materials.wood import wood
from shop.demo.studio.nodes import Surface
from shop.demo.studio.palette import COLOURS, linear, shaded
from shop.demo.studio.shapes.blocks import block
from shop.demo.studio.shapes.cloth import folded
from shop.demo.studio.shapes.meshes import Place, moved

SUN: Final = Vector((0.80, 0.42, -0.52)).normalized()
"""Where the sunlight goes: to the right, to the back and down."""


def put(parts: list[Any], at: Place, *, turn: float = 0) -> list[Any]:
    """Put a thing somewhere, and return what of it is photographed."""
    return moved([part for part in parts if not part.hide_render], to=at, turn=turn)


def furnished(*, table: bool = True, wall: float = 3.4, depth: float = 9.5) -> None:
    """Put up a wall, and a table whose top is at no height, or a floor of boards."""
    plaster = Surface("wall", Roughness=0.95, Specular_IOR_Level=0.1)
    cloud = plaster.noise(0.35, detail=4)
    colour = linear("#cfc3b2")
    plaster.set(Base_Color=plaster.mix(cloud, shaded(colour, 0.93), shaded(colour, 1.06)))
    plaster.bump(plaster.noise(2.2, detail=5), 0.18, 0.05)
    block("wall", (120, 0.2, 60), plaster.material, at=(0, wall + 0.1, -20), edge=0)
    if table:
        block(
            "table",
            (18, depth, 0.36),
            wood("Oak", grain="X", seed=11, scale=0.7),
            at=(0, wall - 0.15 - depth / 2, -0.36),
            edge=0.05,
        )
        return
    for at in range(14):
        boards = wood("Oak", grain="X", seed=at * 1.7, gloss=0.5, scale=0.6)
        block("floor", (90, 1.55, 0.2), boards, at=(3 * (at % 3), wall - 0.75 - 1.56 * at, -0.2), edge=0.012)
    skirting = Surface("skirting", Roughness=0.5, Base_Color=linear("#ded6c8")).material
    block("skirting", (120, 0.14, 1.0), skirting, at=(0, wall - 0.07, 0), edge=0.03)


def sunlit(middle: Vector, size: float, *, strength: float = 6.0, sky: float = 0.5) -> None:
    """Let the sun in through a window of six panes. Adds lights to the scene's objects."""
    light = bpy.data.lights.new("sun", "SUN")
    light.energy, light.angle, light.color = strength, 0.035, (1, 0.90, 0.76)
    sun = bpy.data.objects.new("sun", light)
    bpy.context.scene.collection.objects.link(sun)
    turn = SUN.to_track_quat("-Z", "Y")
    sun.rotation_euler = turn.to_euler()
    frame = Surface("frame", Base_Color=(0.02, 0.02, 0.02)).material
    wide, tall, far = size * 0.62, size * 0.56, 40.0
    bars: list[tuple[tuple[float, float], tuple[float, float]]]
    bars = [((x, 0), (0.05 * size, 2.4 * tall)) for x in (-wide * 0.36, wide * 0.36)]
    bars += [((0, y), (2.4 * wide, 0.05 * size)) for y in (-tall * 0.02, tall * 0.62)]
    bars += [((side * (wide + 30), 0), (60, 200)) for side in (-1, 1)]
    bars += [((0, side * (tall + 30)), (200, 60)) for side in (-1, 1)]
    for (x, y), (across, up) in bars:
        bar = block("bar", (across, up, 0.1), frame, edge=0)
        bar.rotation_mode = "QUATERNION"
        bar.location, bar.rotation_quaternion = middle - SUN * far + turn @ Vector((x, y, 0)), turn
        bar.visible_camera = bar.visible_diffuse = bar.visible_glossy = bar.visible_transmission = False
    stage.softbox(middle + Vector((-1.6, -1.5, 1.3)) * size, middle, 2.2 * size, 22 * size * size, (0.93, 0.96, 1))
    stage.surrounded((0.80, 0.87, 1), sky)


def breakfast() -> list[Any]:
    made = put(tableware("tide-dinner-plate", COLOURS["Chalk"]), (-0.3, -0.2, 0))
    made += put(drinking("tide-mug", COLOURS["Sage"]), (1.55, 0.55, 0), turn=10)
    made += put(cloths("halm-linen-napkin", COLOURS["Linen"]), (-2.45, 0.0, 0), turn=8)
    made += put(glassware("spring-carafe", COLOURS["Clear"], "Clear"), (0.1, 1.75, 0))
    return made


def tea() -> list[Any]:
    made = put(wooden("tea-round-tray", "Oak"), (0, 0, 0))
    made += put(cooking("kettle-hill-teapot", COLOURS["Chalk"], "Chalk"), (-0.35, 0.35, 0.11), turn=8)
    made += put(drinking("pebble-cup", COLOURS["Moss"]), (1.15, 0.15, 0.11))
    made += put(drinking("pebble-cup", COLOURS["Blush"]), (0.45, -1.0, 0.11), turn=60)
    return [*made, *put(growing("bud-vases-set-of-three", COLOURS["Ochre"], "Ochre"), (2.9, 0.9, 0))]


def counter() -> list[Any]:
    made = put(wooden("paddle-board", "Walnut"), (-1.9, 1.7, 0))
    made += put(cooking("pantry-jar", COLOURS["Walnut"], "Walnut"), (0.1, 1.4, 0))
    made += put(cooking("hearth-casserole", COLOURS["Ochre"], "Ochre"), (2.2, 0.2, 0))
    made += put(wooden("tall-short-mills", "Walnut"), (-0.4, 0.0, 0))
    return made


def bedside() -> list[Any]:
    made = put(furniture("cairn-side-table", "Oak"), (0, 0, 0))
    made += put(lighting("mushroom-lamp", COLOURS["Cream"]), (-0.5, 0.4, 5.12))
    made += put(drinking("two-tone-cup", COLOURS["Clay"]), (1.05, -0.35, 5.12))
    return [*made, *put(paperwork("day-notebook", COLOURS["Forest"], "Forest"), (0.1, -1.0, 5.12), turn=60)]


def hall() -> list[Any]:
    made = put(furniture("hallway-bench", "Oak"), (0, 0, 0), turn=20)
    made += put(cloths("fisherman-throw", COLOURS["Oat"]), (-2.3, 0.1, 4.43), turn=22)
    made += put(cloths("market-basket", COLOURS["Natural"]), (6.2, -0.2, 0))
    return [*made, *put(growing("gourd-vase", COLOURS["Clay"], "Clay"), (2.6, 0.3, 4.43))]


def basin() -> list[Any]:
    made = put(cloths("waffle-towels-set-of-three", COLOURS["White"]), (-1.7, 0.5, 0), turn=10)
    made += put(glassware("hand-soap", COLOURS["Amber"], "Amber"), (1.1, 0.6, 0))
    made += put(paperwork("soap-dish-bar", COLOURS["Slate"], "Slate"), (2.2, -0.4, 0))
    return [*made, *put(drinking("tooth-mug", COLOURS["Sage"]), (2.5, 1.0, 0))]


def dusk() -> list[Any]:
    made = put(burning("pillar-trio", COLOURS["Cream"], "Cream"), (-1.2, 0.3, 0))
    made += put(burning("turned-candlesticks-pair", COLOURS["Brass"], "Brass"), (1.0, 0.9, 0))
    return [*made, *put(burning("evening-candle", COLOURS["Clay"], "Clay"), (0.6, -0.6, 0))]


def desk() -> list[Any]:
    made = put(paperwork("day-notebook", COLOURS["Rust"], "Rust"), (-0.4, -0.5, 0))
    made += put(paperwork("pencil-pot", COLOURS["Clay"], "Clay"), (1.9, 0.7, 0))
    return [*made, *put(drinking("harbour-mug", COLOURS["Ink"]), (-2.2, 0.9, 0), turn=-20)]


def sill() -> list[Any]:
    made = put(growing("windowsill-pot", COLOURS["Terracotta"], "Terracotta"), (-1.5, 0.4, 0))
    made += put(growing("freckle-vase", COLOURS["Sand"], "Sand"), (1.2, 0.9, 0))
    return [*made, *put(drinking("speckle-mug", COLOURS["Cream"]), (0.2, -0.6, 0), turn=-10)]


def long_table() -> list[Any]:
    """Lay a long table, for the head of the front page: what is on the left leaves room for words."""
    made = put(growing("gourd-vase", COLOURS["Clay"], "Clay"), (1.2, 1.3, 0))
    made += put(tableware("tide-dinner-plate", COLOURS["Sage"]), (3.2, -0.5, 0))
    made += put(drinking("tide-mug", COLOURS["Ink"]), (5.0, 0.3, 0), turn=12)
    made += put(cooking("kettle-hill-teapot", COLOURS["Chalk"], "Chalk"), (4.1, 1.7, 0))
    made += put(tableware("nest-bowls-set-of-three", COLOURS["Clay"]), (6.6, 1.2, 0))
    runner = folded(3.4, 1.5, linen(COLOURS["Linen"]), layers=3, thick=0.05, seed=6)
    return [*made, *put([runner], (-0.4, -0.5, 0), turn=-14)]


ROOMS: Final[dict[str, tuple[Callable[[], list[Any]], bool, float]]] = {
    "breakfast": (breakfast, True, 0.5),
    "tea": (tea, True, 0.5),
    "counter": (counter, True, 0.5),
    "bedside": (bedside, False, 0.45),
    "hall": (hall, False, 0.5),
    "basin": (basin, True, 0.55),
    "dusk": (dusk, True, 0.2),
    "desk": (desk, True, 0.5),
    "sill": (sill, True, 0.5),
    "long-table": (long_table, True, 0.5),
}
"""By the name of a room: what is in it, whether on a table, and how bright the sky is."""


def furnish(name: str) -> list[Any]:
    """Build a room with its light, and return what is to be framed."""
    build, table, sky = ROOMS[name]
    furnished(table=table)
    things = build()
    low, high = stage.box(stage.corners(things))
    bright = sky > 0.3
    sunlit((low + high) / 2 + Vector((0, 0.8, 0.2)), (high - low).length, strength=6.0 if bright else 0.25, sky=sky)
    return things
