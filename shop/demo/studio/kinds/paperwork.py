"""What lies on a desk, hangs on a wall or stands by the basin."""

import math
from typing import Any

from shop.demo.studio.materials.ceramic import glaze
from shop.demo.studio.materials.cloth import linen
from shop.demo.studio.materials.metal import bare, powder
from shop.demo.studio.materials.soft import paper, wax
from shop.demo.studio.materials.wood import wood
from shop.demo.studio.nodes import Surface
from shop.demo.studio.palette import COLOURS, Colour, linear
from shop.demo.studio.shapes.blocks import block, slab
from shop.demo.studio.shapes.leaves import branch
from shop.demo.studio.shapes.meshes import moved
from shop.demo.studio.shapes.outlines import rounded, vessel
from shop.demo.studio.shapes.swept import swept
from shop.demo.studio.shapes.turned import turned


def pages() -> Any:
    """Return the cut edges of many sheets."""
    made = Surface("pages", Roughness=0.9)
    lines = made.waves(24, at=made.place(), axis="Z", distortion=0.4)
    made.set(Base_Color=made.mix(lines, linear("#cfc4ae"), linear("#efe8d8")))
    made.bump(lines, 0.3, 0.01)
    return made.material


def notebook(colour: Colour) -> list[Any]:
    """Lay a notebook bound in cloth with its ribbon on a second one, a pencil upon it."""
    made: list[Any] = []
    for at, turn in enumerate((-28.0, -21.0)):
        cover = linen(colour, threads=30)
        wide, tall, thick = 1.48, 2.1, 0.16
        leaves = block("pages", (wide - 0.06, tall - 0.07, thick - 0.07), pages(), at=(0.015, 0, 0.035), edge=0.004)
        boards = [block("cover", (wide, tall, 0.035), cover, at=(0, 0, z), edge=0.012) for z in (0, thick - 0.035)]
        spine = swept(
            "spine",
            [(-wide / 2 + 0.012, -tall / 2 + 0.012, thick / 2), (-wide / 2 + 0.012, tall / 2 - 0.012, thick / 2)],
            cover,
            thick=0.04,
            wide=thick / 2,
            up=(0, 0, 1),
            smooth=2,
        )
        ribbon = swept(
            "ribbon",
            [(0.3, -0.9, thick - 0.04), (0.31, -1.06, thick - 0.07), (0.33, -1.16, 0.04), (0.36, -1.32, 0.012)],
            linen(COLOURS["Oat"]),
            thick=0.004,
            wide=0.035,
            up=(1, 0, 0),
        )
        made += moved([leaves, *boards, spine, ribbon], to=(0.05 * at, 0.03 * at, thick * at), turn=turn)
    pencil = swept(
        "pencil",
        [(0, -0.85, 0), (0, 0.85, 0)],
        powder(COLOURS["Ink"] if colour != COLOURS["Ink"] else COLOURS["Ochre"], gloss=0.3),
        thick=0.036,
        up=(0, 0, 1),
        smooth=2,
        around=6,
    )
    tip = turned("tip", [(0.035, 0), (0.012, 0.13), (0.003, 0.17)], wood("Beech", grain="Z"), steps=24)
    moved(tip, to=(0, 0.85, 0), tilt=(-90, 0, 0))
    return [*made, *moved([pencil, tip], to=(0.12, 0.05, 0.357), turn=18)]


def pencil_pot(colour: Colour) -> list[Any]:
    """Stand a small pot of pencils and a brush."""
    covering = glaze(colour, speckle=0.7, gloss=0.5, foot=0.1)
    side = rounded([(0, 0.02), (0.38, 0, 0.04), (0.40, 0.1, 0.05), (0.40, 0.98, 0.04), (0.39, 1.02)], steps=6)
    made = [turned("pot", vessel(side, 0.04, 0.08), covering)]
    names = ("Ochre", "Forest", "Rust", "Ink", "Oat")
    for at, name in enumerate(names):
        angle, lean = at * 1.32 + 0.4, 7 + 2.5 * (at % 3)
        stick = swept(
            "pencil",
            [(0, 0, 0.1), (0, 0, 1.62 + 0.1 * (at % 3))],
            powder(COLOURS[name], gloss=0.3),
            thick=0.036,
            smooth=2,
            around=6,
        )
        end = 1.62 + 0.1 * (at % 3)
        tip = turned(
            "tip", [(0.035, end), (0.013, end + 0.13), (0.003, end + 0.17)], wood("Beech", grain="Z"), steps=24
        )
        made += moved(
            [stick, tip],
            to=(0.10 * math.cos(angle), 0.10 * math.sin(angle), 0.02),
            tilt=(-lean * math.sin(angle), lean * math.cos(angle), 0),
        )
    return made


def mirror(name: str) -> list[Any]:
    """Hang a round mirror in a deep rim."""
    metal = bare("Brass") if name == "Brass" else powder(COLOURS["Black"])
    rim = rounded(
        [(2.42, 0), (2.6, 0, 0.03), (2.6, 0.42, 0.04), (2.52, 0.42, 0.03), (2.48, 0.12, 0.02), (2.42, 0.1)], 0.02
    )
    silver = Surface("silver", Metallic=1, Roughness=0.02, Base_Color=(0.92, 0.92, 0.91)).material
    _opposite()
    glass = turned("glass", [(0, 0.1), (1.2, 0.1), (2.49, 0.1)], silver, uneven=0)
    return moved([turned("rim", rim, metal, uneven=0, steps=160), glass], to=(0, 0, 15), tilt=(90, 0, 0))


def _opposite() -> None:
    """Put up what the mirror shows: a wall behind the camera, lighter towards the window."""
    made = Surface("opposite", Base_Color=(0, 0, 0), Roughness=1)
    across = made.node("SeparateXYZ", Vector=made.place()).outputs["X"]
    made.set(Emission_Color=linear("#d9cebf"), Emission_Strength=made.between(across, -14, 12, 0.62, 0.22))
    wall = block("opposite", (240, 0.1, 120), made.material, at=(0, -46, -10), edge=0)
    wall.visible_camera = wall.visible_diffuse = False


def gift_card() -> list[Any]:
    """Lay a card, its envelope under it, tied with linen tape."""
    envelope = block("envelope", (2.3, 1.6, 0.03), paper(linear("#b9714f"), cockle=0.1), edge=0.008)
    card = block("card", (1.9, 1.25, 0.02), paper(linear("#f2ece0"), fibre=0.2), at=(0, 0, 0), edge=0.006)
    leafy = paper(linear("#6f7d5c"))
    sprig = branch(
        [(-0.5, -0.3, 0.04), (-0.15, -0.05, 0.05), (0.3, 0.12, 0.05), (0.55, 0.34, 0.05)],
        leafy,
        [leafy],
        leaves=12,
        long=0.22,
        wide=0.09,
        thick=0.008,
        start=0.15,
        seed=3,
    )
    sprig = moved(sprig, to=(0, 0, 0.02))
    top = moved([card, *sprig], to=(0.16, 0.10, 0.033), turn=9)
    return moved([envelope, *top], turn=-16)


def soap_dish(colour: Colour) -> list[Any]:
    """Lay a bar of soap on a ridged dish."""
    outline = [
        (
            0.78 * math.copysign(abs(math.cos(a)) ** 0.7, math.cos(a)),
            0.52 * math.copysign(abs(math.sin(a)) ** 0.7, math.sin(a)),
        )
        for a in (2 * math.pi * s / 96 for s in range(96))
    ]
    covering = glaze(colour, speckle=0.7, gloss=0.45, foot=0.02)
    dish = slab("dish", outline, 0.16, covering, edge=0.06)
    ridges = [
        swept(
            "ridge",
            [(-0.42 + 0.0 * at, -0.26 + 0.13 * at, 0.165), (0.42, -0.26 + 0.13 * at, 0.165)],
            covering,
            thick=0.032,
            smooth=4,
        )
        for at in range(5)
    ]
    bar = slab(
        "bar",
        [
            (
                0.52 * math.copysign(abs(math.cos(a)) ** 0.5, math.cos(a)),
                0.32 * math.copysign(abs(math.sin(a)) ** 0.5, math.sin(a)),
            )
            for a in (2 * math.pi * s / 96 for s in range(96))
        ],
        0.24,
        wax(linear("#d8c6a4")),
        edge=0.09,
    )
    return moved([dish, *ridges, *moved(bar, to=(0.02, 0, 0.19), turn=6)], turn=-24)


def paperwork(handle: str, colour: Colour, name: str) -> list[Any]:
    """Add what lies on a desk, hangs on a wall or stands by the basin by its product's handle."""
    if handle == "porthole-mirror":
        return mirror(name)
    if handle == "gift-card":
        return gift_card()
    return {"day-notebook": notebook, "pencil-pot": pencil_pot, "soap-dish-bar": soap_dish}[handle](colour)
