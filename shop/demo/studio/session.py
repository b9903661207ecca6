"""One picture from an empty scene to a file."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from shop.demo.studio import stage
from shop.demo.studio.assortment import Shot
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
from shop.demo.studio.palette import COLOURS
from shop.demo.studio.rooms import furnish
from shop.demo.studio.shapes.meshes import moved

BUILDERS: Final[dict[str, Callable[[str, str], list[Any]]]] = {
    "drinking": lambda handle, name: drinking(handle, COLOURS[name]),
    "tableware": lambda handle, name: tableware(handle, COLOURS[name]),
    "glassware": lambda handle, name: glassware(handle, COLOURS[name], name),
    "wooden": wooden,
    "furniture": furniture,
    "cooking": lambda handle, name: cooking(handle, COLOURS[name], name),
    "cloths": lambda handle, name: cloths(handle, COLOURS[name]),
    "lighting": lambda handle, name: lighting(handle, COLOURS[name]),
    "growing": lambda handle, name: growing(handle, COLOURS[name], name),
    "burning": lambda handle, name: burning(handle, COLOURS[name], name),
    "paperwork": lambda handle, name: paperwork(handle, COLOURS[name], name),
}
NEARLY: Final = 0.15


def take(kind: str, shot: Shot, path: Path, *, pixels: int, samples: int) -> None:
    """Build a scene, light it and photograph it into a file, which is there only when it is whole."""
    stage.emptied((pixels * 16 // 9, pixels) if shot.view.wide else (pixels, pixels))
    if kind == "rooms":
        stage.framed(stage.corners(furnish(shot.part)), shot.view)
    else:
        _set_up(kind, shot)
    unfinished = path.with_name(f"unfinished-{path.name}")
    stage.shot(unfinished, samples)
    unfinished.rename(path)


def _set_up(kind: str, shot: Shot) -> None:
    things = [thing for thing in BUILDERS[kind](shot.handle, shot.colour) if not thing.hide_render]
    points = stage.corners(things)
    low, high = stage.box(points)
    if abs(low.z) < NEARLY:
        # What was laid down by eye stands on the floor to a hair.
        moved(things, to=(0, 0, -low.z))
        points = stage.corners(things)
        low, high = stage.box(points)
    stage.lit(low, high, shot.view)
    stage.framed(points, shot.view)
