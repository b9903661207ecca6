"""Walls, tables and floors, before or on which things are shown."""
# ruff: noqa: E501  path data is not to be broken

from shop.demo.chance import draw
from shop.demo.illustrations.canvas import Canvas
from shop.demo.illustrations.shapes import Stance
from shop.demo.illustrations.tones import TONES, Backdrop, mix


def paint_backdrop(c: Canvas, backdrop: Backdrop) -> None:
    """Paint a wall that runs into the ground without an edge, lit from the upper left."""
    c.rect((0, 0), (800, 800), c.linear((0, backdrop.wall), (0.62, mix(backdrop.wall, backdrop.ground, 0.35)),
                                        (0.78, backdrop.ground), (1, mix(backdrop.ground, backdrop.wall, 0.4))))  # fmt: skip
    c.circle((270, 250), 520, c.radial((0, "#ffffff", 0.7), (1, "#ffffff", 0)))


def paint_room(c: Canvas, backdrop: Backdrop, stance: Stance, seed: str) -> None:
    """Paint the place where things of this stance are found."""
    if stance is Stance.FLAT:
        _paint_surface(c, backdrop, seed)
        return
    wall = mix(backdrop.wall, backdrop.ground, 0.45)
    c.rect((0, 0), (800, 800), c.linear((0, mix(wall, "#ffffff", 0.25)), (1, mix(wall, "#6b4a38", 0.1)), to=(1, 0.7)))
    with c.group(filter=c.blur(7), opacity=0.5):
        for x in (60, 250):
            c.path(f"M{x} 40l150 46v330l-150 -46z", "#fffaf0")
    if stance is Stance.FLOOR:
        floor = TONES["Oak"]
        c.rect((0, 590), (800, 210), c.linear((0, mix(floor.base, wall, 0.25)), (1, floor.base)))
        c.line("M0 640H800M0 706H800M180 590V640M520 590V640M330 640V706M700 640V706M120 706V800M560 706V800", floor.dark, 2.5,
               opacity=0.45)  # fmt: skip
        c.rect((0, 566), (800, 26), mix(wall, "#ffffff", 0.55))
        c.line("M0 592H800", "#4a3020", 3, opacity=0.2)
        c.ellipse((420, 716), (360, 66), mix(backdrop.ground, "#ffffff", 0.3), opacity=0.85)
        c.ellipse((420, 714), (330, 57), "none", stroke=mix(backdrop.ground, "#7a4a32", 0.35), stroke_width=5)
        return
    top = {Stance.STANDING: 560, Stance.WALL: 660, Stance.HANGING: 676}[stance]
    wood = (TONES["Oak"], TONES["Ash"], TONES["Walnut"])[draw(seed) % 3]
    c.rect((0, top), (800, 800 - top), c.linear((0, wood.light), (0.5, wood.base), (1, wood.dark)))
    c.line(f"M0 {top + 30}C240 {top + 18} 480 {top + 44} 800 {top + 26}M0 {top + 84}C200 {top + 96} 560 {top + 66} 800 {top + 88}",
           wood.dark, 3, opacity=0.4)  # fmt: skip
    c.line(f"M0 {top}H800", "#ffffff", 4, opacity=0.35)


def _paint_surface(c: Canvas, backdrop: Backdrop, seed: str) -> None:
    """Paint a table top or a cloth seen from above."""
    if draw(seed) % 2:
        wood = TONES["Ash"]
        c.rect((0, 0), (800, 800), c.linear((0, wood.light), (1, wood.base), to=(1, 1)))
        lines = "".join(f"M0 {y}C260 {y - 16} 520 {y + 22} 800 {y - 4}" for y in range(40, 800, 66))
        c.line(lines, wood.dark, 3, opacity=0.35)
        c.line("M0 270H800M0 540H800", wood.deep, 4, opacity=0.35)
    else:
        c.rect((0, 0), (800, 800), c.linear((0, backdrop.wall), (1, backdrop.ground), to=(1, 1)))
        folds = "M-20 160C200 90 420 240 820 110M-20 620C240 720 520 560 820 690"
        c.line(folds, mix(backdrop.ground, "#6b4a38", 0.4), 26, opacity=0.13)
        c.line(folds, "#ffffff", 12, opacity=0.5, transform="translate(0 -20)")
    with c.group(filter=c.blur(14), opacity=0.4):
        c.path("M-60 520L330 -80H520L-60 800zM240 860L800 10V260L430 860z", "#fffdf4")
    with c.group(filter=c.drop_shadow(6, 9, 5)):
        with c.placed((700, 86), turn=-128):
            sprig(c)
        with c.placed((96, 712), turn=52):
            sprig(c)


def sprig(c: Canvas) -> None:
    """Draw a twig of olive."""
    c.line("M0 0Q10 -120 0 -230", "#7d6a48", 5)
    for step in range(7):
        y = -30 - step * 30
        for side in (-1, 1):
            c.path(
                f"M0 {y}q{side * 18} -46 {side * 64} -44q{side * -16} 42 {side * -64} 44z",
                "#8a9c74" if step % 2 else "#6f8561",
            )
