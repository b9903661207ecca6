"""Pots, pans and kettles."""
# ruff: noqa: E501  path data is not to be broken

from shop.demo.illustrations.canvas import Canvas
from shop.demo.illustrations.shades import LYING, Shade
from shop.demo.illustrations.shapes.drinkware import glass, glass_rim, handle
from shop.demo.illustrations.shapes.registry import Stance, shape
from shop.demo.illustrations.solids import TILT, Look, lid, opening, outline, rounded, shine, turned
from shop.demo.illustrations.tones import TONES


@shape("casserole", spread=190, focus=(60, -190), zoom=1.22)
def casserole(c: Canvas, look: Look) -> None:
    height, radius = look.vary("height", 165, 215), look.vary("radius", 188, 212)
    tone = look.tone
    for side in (-1, 1):
        handle(c, tone, f"M{side * (radius - 8)} {-height + 22}q{side * 66} -4 {side * 58} 26t{side * -56} 20", 20)
    turned(c, [(radius - 26, 0), (radius - 8, 16), (radius, 60), (radius, height)], tone)
    c.ellipse((0, -height + 4), (radius + 3, radius * TILT + 2), tone.deep)
    turned(
        c, [(radius + 8, height + 4), (radius + 6, height + 16), (radius * 0.7, height + 52), (34, height + 66)], tone
    )
    c.ellipse((0, -height - 66), (34, 7), tone.light)
    turned(c, [(16, height + 62), (14, height + 78), (34, height + 92), (32, height + 106)], look.accent)
    lid(c, (0, -height - 106), 32, look.accent)
    shine(c, (-radius * 0.76, -height * 0.86), height * 0.62, 20)


@shape("saucepan", spread=150, focus=(10, -130), zoom=1.22)
def saucepan(c: Canvas, look: Look) -> None:
    height, radius = look.vary("height", 150, 190), look.vary("radius", 142, 158)
    with c.placed((-60, 0)):
        c.path(f"M{radius - 10} {-height + 16}L{radius + 90} {-height - 8}v24L{radius - 10} {-height + 44}z",
               rounded(c, TONES["Steel"]))  # fmt: skip
        c.path(f"M{radius + 70} {-height - 8}L{radius + 210} {-height - 44}q22 2 20 20q-2 14 -18 20L{radius + 72} "
               f"{-height + 24}z", c.linear((0, look.accent.light), (1, look.accent.dark)))  # fmt: skip
        turned(c, [(radius - 16, 0), (radius - 2, 14), (radius, height)], look.tone)
        opening(c, (0, -height), radius + 4, look.tone)
        shine(c, (-radius * 0.72, -height * 0.84), height * 0.62, 18)


@shape("skillet", Stance.FLAT, focus=(-40, 10), zoom=1.05)
def skillet(c: Canvas, look: Look) -> None:
    tone = look.tone
    with c.placed((-36, 40), turn=-36):
        Shade(c, LYING).box((170, -26), (236, 52), 22)
        Shade(c, LYING).round((0, 0), (198, 198))
        c.path("M170 -26C220 -20 250 -16 384 -26q22 26 0 52C250 16 220 20 170 26z",
               c.linear((0, look.accent.light), (1, look.accent.dark)))  # fmt: skip
        c.circle((362, 0), 9, tone.deep)
        c.circle((0, 0), 198, c.linear((0, tone.light), (1, tone.deep), to=(1, 1)))
        c.circle((0, 0), 186, c.linear((0, tone.deep), (1, tone.base), to=(1, 1)))
        c.circle((0, 0), 158, c.radial((0, tone.base), (1, tone.dark), centre=(0.4, 0.35), radius=0.7))
        c.path("M-196 -22l-30 22l30 22z", tone.dark)
    for x, y in ((-70, -14), (16, 66)):
        c.path(f"M{x - 60} {y + 6}c-18 -46 30 -80 66 -58c42 -22 76 30 50 62c12 44 -38 62 -62 42c-34 16 -64 -14 -54 -46z",
               "#fbf6ea")  # fmt: skip
        c.circle((x + 4, y + 2), 26, c.radial((0, "#f9d36a"), (1, "#e59a2d"), centre=(0.35, 0.3)))


@shape("kettle", spread=140, focus=(30, -180), zoom=1.3)
def kettle(c: Canvas, look: Look) -> None:
    tone, height = look.tone, look.vary("height", 200, 240)
    c.path(f"M-118 {-height * 0.5}C-176 {-height * 0.62} -186 {-height * 0.9} -220 {-height * 1.04}l36 -14"
           f"C-150 {-height * 0.96} -140 {-height * 0.8} -96 {-height * 0.84}z", rounded(c, tone))  # fmt: skip
    c.line(
        f"M-118 {-height * 0.86}C-130 {-height - 170} 130 {-height - 170} 118 {-height * 0.86}", TONES["Steel"].dark, 11
    )
    c.line(f"M-72 {-height - 96}C-40 {-height - 120} 40 {-height - 120} 72 {-height - 96}", look.accent.dark, 34)
    c.line(f"M-70 {-height - 100}C-40 {-height - 122} 40 {-height - 122} 70 {-height - 100}", look.accent.light, 12)
    turned(c, [(140, 0), (154, 14), (150, height * 0.4), (112, height * 0.86), (84, height)], tone)
    c.ellipse((0, -height), (84, 14), tone.deep)
    turned(c, [(80, height), (66, height + 14), (20, height + 26)], tone)
    c.circle((0, -height - 40), 19, c.radial((0, look.accent.light), (1, look.accent.dark), centre=(0.35, 0.3)))
    shine(c, (-106, -height * 0.74), height * 0.5, 20)


@shape("dripper", spread=105, focus=(10, -300))
def dripper(c: Canvas, look: Look) -> None:
    """A coffee cone on its glass pot."""
    glass_tone = TONES["Clear"]
    c.path(outline([(98, 8), (106, 60), (98, 88)]), "#53301f", opacity=0.85)
    c.ellipse((0, -88), (98, 17), "#85573a")
    glass(c, outline([(94, 0), (114, 30), (110, 96), (66, 190), (70, 216)]), glass_tone)
    glass_rim(c, -216, 70, glass_tone)
    handle(c, look.accent, "M86 -150c80 -26 84 90 14 96", 20)
    turned(c, [(92, 216), (92, 230)], look.tone)
    turned(c, [(44, 228), (60, 240), (136, 372)], look.tone)
    for x in (-70, -36, 0, 36, 70):
        c.line(f"M{x} -356L{x * 0.5} -246", look.tone.dark, 4, opacity=0.35)
    handle(c, look.tone, "M112 -350c66 -10 62 62 -18 60", 17)
    opening(c, (0, -372), 138, look.tone)
    c.ellipse((4, -368), (112, 16), "#f7efe0")
    c.ellipse((4, -366), (92, 12), "#6b432d")
    shine(c, (-96, -350), 84, 14)


@shape("mortar", spread=125, focus=(20, -150))
def mortar(c: Canvas, look: Look) -> None:
    tone = look.tone
    turned(c, [(104, 0), (112, 14), (92, 34)], tone)
    turned(c, [(90, 28), (140, 90), (160, 176), (158, 196)], tone)
    spots = [(look.vary(f"x{n}", -140, 140), -look.vary(f"y{n}", 70, 176)) for n in range(34)]
    with c.group(clip_path=c.clip(outline([(90, 28), (140, 90), (160, 176), (158, 196)]))):
        c.dots(spots, tone.deep, 5, opacity=0.35)
    opening(c, (0, -196), 158, tone, 20)
    c.path("M-40 -190L104 -346q24 -18 38 2q10 18 -8 34L10 -184z",
           c.linear((0, look.accent.light), (1, look.accent.dark), to=(0.5, 1)))  # fmt: skip
    c.path("M-138 -196A138 23 0 0 0 138 -196L158 -196A158 27 0 0 1 -158 -196z", tone.light)
