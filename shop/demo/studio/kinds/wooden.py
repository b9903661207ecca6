"""Boards, tools, boxes and furniture of solid wood."""

import math
from collections.abc import Callable
from typing import Any

from shop.demo.studio.materials.cloth import rope
from shop.demo.studio.materials.metal import bare
from shop.demo.studio.materials.wood import finish, wood
from shop.demo.studio.palette import COLOURS
from shop.demo.studio.shapes.blocks import block, slab, without
from shop.demo.studio.shapes.meshes import grid, joined_smoothly, meshed, moved
from shop.demo.studio.shapes.outlines import Point, rounded, spline, vessel
from shop.demo.studio.shapes.swept import domed, swept
from shop.demo.studio.shapes.turned import turned


def circle(radius: float, steps: int = 96, *, squash: float = 1) -> list[Point]:
    return [
        (radius * math.cos(2 * math.pi * s / steps), radius * squash * math.sin(2 * math.pi * s / steps))
        for s in range(steps)
    ]


def paddle_board(name: str) -> list[Any]:
    """Stand a board with a handle and a hole against the wall, a loop of leather through it."""
    outline = rounded(
        [
            (-0.85, -1.9, 0.22),
            (0.85, -1.9, 0.22),
            (0.85, 0.95, 0.35),
            (0.24, 1.12, 0.25),
            (0.2, 1.95, 0.2),
            (-0.2, 1.95, 0.2),
            (-0.24, 1.12, 0.25),
            (-0.85, 0.95, 0.35),
        ],
        closed=True,
        steps=10,
    )
    board = slab("board", outline, 0.2, finish(name, grain="Y", seed=len(name)), edge=0.035)
    hole = slab("hole", circle(0.075, 32), 1, finish(name), edge=0, at=(0, 1.72, -0.5))
    hole.modifiers.clear()
    without(board, hole)
    loop = [
        (0, 1.72, 0.1),
        (0.03, 1.74, 0.28),
        (0.09, 1.45, 0.30),
        (0.11, 1.30, 0.26),
        (0.07, 1.42, 0.31),
        (0.0, 1.70, 0.29),
        (-0.01, 1.74, 0.1),
    ]
    tie = swept("loop", loop, rope(COLOURS["Walnut"]), thick=0.018, up=(0, 0, 1))
    return moved([board, hole, tie], to=(0, 0, 1.86), tilt=(78, 0, 0))


def round_board(name: str, *, radius: float = 1.5, tray: bool = False) -> list[Any]:
    if tray:
        outer = rounded([(0, 0), (radius, 0, 0.05), (radius + 0.04, 0.3)], steps=8)
        return [turned("tray", vessel(outer, 0.085, 0.10), wood(name, grain="X", seed=3), steps=160, uneven=0)]
    line = rounded(
        [
            (0, 0),
            (radius - 0.06, 0, 0.03),
            (radius, 0.06, 0.03),
            (radius, 0.24, 0.05),
            (radius - 0.22, 0.25, 0.01),
            (radius - 0.25, 0.215, 0.03),
            (radius - 0.29, 0.25, 0.01),
            (0, 0.25),
        ],
        steps=5,
    )
    return [turned("board", line, wood(name, grain="X", seed=5), steps=160, uneven=0)]


def tea_tray(name: str) -> list[Any]:
    return round_board(name, radius=1.9, tray=True)


def spoons(name: str) -> list[Any]:
    """Lay three spoons side by side: a ladle, a spoon and a turner."""
    made = []
    for at, (bowl, hollow, length) in enumerate(((0.34, True, 2.9), (0.27, True, 2.7), (0.30, False, 2.8))):
        covering = wood(name, grain="Y", seed=at * 2 + 1)
        rows, points = 34, []
        head = 0.95
        for i in range(rows):
            t = i / (rows - 1)
            half = bowl * math.sin(math.pi * (0.02 + 0.98 * t) ** 0.85) ** 0.6 if t < 1 else 0.02
            half = max(half, 0.075 if t > 0.5 else 0.02)
            for j in range(25):
                s = j / 24 * 2 - 1
                dip = (
                    -0.20 * (1 - s * s) * math.sin(math.pi * min(t * 1.15, 1)) ** 0.8
                    if hollow
                    else -0.03 * math.sin(math.pi * t)
                )
                points.append((s * half, head * t, 0.20 + dip + 0.10 * t * t))
        spoon = meshed("bowl", points, grid(rows, 25), covering)
        solid = spoon.modifiers.new("thick", "SOLIDIFY")
        solid.thickness, solid.offset = 0.06, -1
        joined_smoothly(spoon)
        stem = [(0, head * 0.80, 0.20), (0, head * 1.1, 0.27), (0, length * 0.6, 0.20), (0, length, 0.09)]
        stick = swept(
            "stem", stem, covering, thick=0.055, wide=0.085, up=(1, 0, 0), swell=lambda t: domed(t) * (0.85 + 0.35 * t)
        )
        made += moved([spoon, stick], to=(-0.95 + 0.95 * at, -1.4 + 0.06 * (at % 2), 0), turn=(6, -3, -9)[at])
    return made


def mills(name: str) -> list[Any]:
    """Stand a tall and a short mill side by side."""
    made = []
    for tall, x, y in ((2.3, -0.36, 0.08), (1.5, 0.40, -0.10)):
        covering = finish(name, grain="Z", seed=tall)
        body = [
            (0.30, 0.02),
            (0.33, 0.08),
            (0.30, tall * 0.3),
            (0.23, tall * 0.55),
            (0.27, tall * 0.72),
            (0.30, tall * 0.78),
        ]
        line = [
            (0, 0),
            *[(r, z) for r, z in spline(body, 10)],
            *rounded([(0.30, tall * 0.785), (0.29, tall * 0.80), (0.0, tall * 0.80)]),
        ]
        head = [(0.285, tall * 0.81), (0.305, tall * 0.85), (0.28, tall * 0.93), (0.14, tall * 0.985), (0, tall)]
        cap = [(0, tall * 0.805), *[(r, z) for r, z in spline(head, 10)]]
        knob = rounded(
            [
                (0, tall - 0.02),
                (0.05, tall - 0.01),
                (0.065, tall + 0.05, 0.03),
                (0.03, tall + 0.10, 0.03),
                (0, tall + 0.10),
            ],
            0.02,
        )
        parts = [
            turned("mill", line, covering, uneven=0),
            turned("head", cap, covering, uneven=0),
            turned("nut", knob, bare("Brass"), uneven=0),
        ]
        made += moved(parts, to=(x, y, 0), turn=tall * 70)
    return made


def keepsake_box(name: str) -> list[Any]:
    """Stand a box with its lid set aside a little, mitred, with a brass pin."""
    side, front = finish(name, grain="Y", seed=2), finish(name, grain="X", seed=4)
    wide, deep, tall, thick = 2.4, 1.6, 0.85, 0.12
    walls = [
        block("wall", (wide, thick, tall), front, at=(0, -deep / 2 + thick / 2, 0), edge=0.012),
        block("wall", (wide, thick, tall), front, at=(0, deep / 2 - thick / 2, 0), edge=0.012),
        block("wall", (thick, deep - 2 * thick, tall), side, at=(-wide / 2 + thick / 2, 0, 0), edge=0.012),
        block("wall", (thick, deep - 2 * thick, tall), side, at=(wide / 2 - thick / 2, 0, 0), edge=0.012),
        block("floor", (wide - 2 * thick, deep - 2 * thick, 0.1), front, at=(0, 0, 0.02), edge=0.005),
    ]
    for end in (-1, 1):
        for z in (0.2, 0.42, 0.64):
            key = block("key", (0.22, 0.02, 0.05), finish("Walnut" if name == "Oak" else "Ash", grain="X"), edge=0.004)
            walls += moved(key, to=(end * (wide / 2 - 0.10), -deep / 2 - 0.004, z))
    lid = block("lid", (wide, deep, 0.14), finish(name, grain="X", seed=8), at=(0, 0, 0), edge=0.02)
    knob = rounded(
        [(0, 0.14), (0.05, 0.14), (0.05, 0.2, 0.02), (0.12, 0.24, 0.04), (0.11, 0.32, 0.04), (0, 0.33)], 0.02
    )
    top = moved([lid, turned("knob", knob, bare("Brass"), uneven=0)], to=(0.34, 0.22, tall + 0.003), turn=-9)
    return moved([*walls, *top], turn=-24)


def peg_rail(name: str) -> list[Any]:
    """Hang a rail with five pegs."""
    rail = block("rail", (6.0, 0.2, 0.9), finish(name, grain="X", seed=1), at=(0, 0, 0), edge=0.035)
    made = [rail]
    for at in range(5):
        peg = rounded([(0, 0), (0.13, 0), (0.115, 0.5, 0.2), (0.20, 0.78, 0.06), (0.19, 0.86, 0.06), (0, 0.87)], 0.03)
        made += moved(
            turned("peg", peg, finish(name, grain="Z", seed=at), uneven=0),
            to=(-2.4 + 1.2 * at, -0.08, 0.45),
            tilt=(84, 0, 0),
        )
    return moved(made, to=(0, 0, 15))


def wooden(handle: str, name: str) -> list[Any]:
    """Add what is made of wood by its product's handle, in the wood or paint of that name."""
    makers: dict[str, Callable[[str], list[Any]]] = {
        "paddle-board": paddle_board,
        "stove-spoons-set-of-three": spoons,
        "tall-short-mills": mills,
        "peg-rail": peg_rail,
        "keepsake-box": keepsake_box,
        "round-cheese-board": round_board,
        "tea-round-tray": tea_tray,
    }
    return makers[handle](name)
