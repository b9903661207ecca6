"""Lamps that stand and lamps that hang."""
# ruff: noqa: E501  path data is not to be broken

from shop.demo.illustrations.canvas import Canvas
from shop.demo.illustrations.shades import BEFORE_A_WALL, Shade
from shop.demo.illustrations.shapes.registry import Stance, shape
from shop.demo.illustrations.solids import TILT, Look, finish, lid, outline, rounded, shine, turned
from shop.demo.illustrations.tones import TONES, Tone

WARM = "#ffe2a0"


def glow(c: Canvas, y: float, radius: float) -> None:
    c.circle((0, y), radius, c.radial((0, "#fff1c9", 0.95), (0.45, WARM, 0.42), (1, WARM, 0)))


def shade(c: Canvas, tone: Tone, bottom: tuple[float, float], top: tuple[float, float]) -> None:
    """Draw a lit cloth shade between two circles, each a radius and a height."""
    d = outline([bottom, ((bottom[0] + top[0]) / 2, (bottom[1] + top[1]) / 2), top])
    c.path(d, rounded(c, tone))
    c.path(d, c.radial((0, "#fff3cf", 0.95), (1, WARM, 0), centre=(0.48, 0.75), radius=0.62))
    c.ellipse((0, -top[1]), (top[0], top[0] * TILT), tone.light)
    c.ellipse((0, -top[1] + 1), (top[0] - 6, top[0] * TILT - 3), "#fff0c4")


@shape("lamp", spread=105, focus=(30, -250), zoom=1.2)
def lamp(c: Canvas, look: Look) -> None:
    """A ceramic base under a cloth shade."""
    belly, height = look.vary("belly", 84, 122), look.vary("height", 200, 250)
    wide = look.vary("wide", 158, 186)
    low = look.vary("low", 0.28, 0.6)
    glow(c, -height - 110, 290)
    d = turned(c, [(62, 0), (70, 12), (belly, height * low), (30, height * 0.92), (22, height)], look.tone)
    finish(c, look, d, (belly * 2, height))
    shine(c, (-belly * 0.6, -height * 0.66), height * 0.42, 14)
    turned(c, [(14, height), (12, height + 44)], TONES["Brass"])
    shade(c, look.accent, (wide, height + 26), (wide * look.vary("taper", 0.55, 0.72), height + 220))


@shape("lamp_dome", spread=110, focus=(20, -270), zoom=1.3)
def lamp_dome(c: Canvas, look: Look) -> None:
    """A mushroom: one dome on one stem."""
    height, dome = look.vary("height", 230, 280), look.vary("dome", 172, 196)
    glow(c, -height, 270)
    turned(c, [(104, 0), (104, 14), (40, 34), (28, 90), (34, height)], look.tone)
    c.ellipse((0, -height), (dome, dome * 0.16), "#fff2cc")
    c.path(f"M{-dome} {-height}C{-dome} {-height - 190} {dome} {-height - 190} {dome} {-height}"
           f"A{dome} {dome * 0.15} 0 0 1 {-dome} {-height}z", rounded(c, look.tone))  # fmt: skip
    c.path(
        f"M{-dome + 3} {-height + 4}A{dome} {dome * 0.15} 0 0 0 {dome - 3} {-height + 4}",
        stroke="#fff2cc",
        stroke_width=6,
    )
    shine(c, (-dome * 0.62, -height - 92), 84, 22)


@shape("lamp_desk", spread=120, focus=(60, -330), zoom=1.25)
def lamp_desk(c: Canvas, look: Look) -> None:
    """An arm with a joint and a cone."""
    with c.placed((-50, 0)):
        turned(c, [(112, 0), (112, 18)], look.tone)
        lid(c, (0, -18), 112, look.tone)
        c.line("M0 -26L-70 -236L72 -392", look.accent.dark, 13)
        c.line("M-3 -28L-73 -236L69 -393", look.accent.light, 4)
        c.circle((-70, -236), 17, look.tone.base)
        with c.placed((76, -396), turn=-36):
            c.path("M0 0L-170 330H170z", c.linear((0, WARM, 0.75), (1, WARM, 0)))
            c.path("M-26 -44Q0 -62 26 -44L104 84Q0 112 -104 84z", rounded(c, look.tone))
            c.path("M-104 84Q0 112 104 84Q0 60 -104 84z", "#fff2cc")
            c.circle((0, -48), 17, look.tone.dark)


@shape("floorlamp", Stance.FLOOR, spread=130, focus=(0, -440))
def floorlamp(c: Canvas, look: Look) -> None:
    """Three legs under a shade."""
    glow(c, -440, 250)
    for x in (16, -110, 118):
        c.line(f"M{x * 0.08} -390L{x} -4", look.tone.dark, 13)
        c.line(f"M{x * 0.08 - 3} -390L{x - 3} -4", look.tone.light, 4)
    c.line("M-62 -194L66 -194", look.tone.dark, 6)
    turned(c, [(26, 376), (26, 396)], look.tone)
    shade(c, look.accent, (132, 378), (look.vary("top", 92, 118), 530))


@shape("floorlamp_arc", Stance.FLOOR, spread=90, focus=(90, -440))
def floorlamp_arc(c: Canvas, look: Look) -> None:
    with c.placed((-70, 0)):
        turned(c, [(84, 0), (84, 16)], look.tone)
        lid(c, (0, -16), 84, look.tone)
        c.line("M0 -20V-330C0 -570 190 -580 200 -440", look.accent.dark, 11)
        c.line("M-3 -20V-330C-3 -570 187 -580 197 -440", look.accent.light, 3)
        with c.placed((200, 0)):
            glow(c, -370, 210)
            c.path("M-94 -368C-94 -470 94 -470 94 -368A94 15 0 0 1 -94 -368z", rounded(c, look.tone))
            c.ellipse((0, -368), (90, 13), "#fff2cc")


def cord(c: Canvas, look: Look, to: float) -> None:
    c.line(f"M0 -420V{to}", look.accent.dark, 6)
    c.path(f"M-15 {to - 6}h30l6 40h-42z", rounded(c, look.accent))


@shape("pendant", Stance.HANGING, focus=(60, 170))
def pendant(c: Canvas, look: Look) -> None:
    wide, tall = look.vary("wide", 190, 222), look.vary("tall", 150, 215)
    Shade(c, BEFORE_A_WALL).round((0, tall * 0.5 + 70), (wide * 0.86, tall * 0.5 + 20))
    glow(c, tall + 60, 270)
    cord(c, look, 20)
    d = f"M-34 50C{-wide * 0.8} 60 {-wide} {tall * 0.8} {-wide} {tall + 50}A{wide} {wide * 0.15} 0 0 0 {wide} {tall + 50}C{wide} {tall * 0.8} {wide * 0.8} 60 34 50A34 6 0 0 0 -34 50z"
    c.path(d, rounded(c, look.tone))
    c.ellipse((0, tall + 50), (wide, wide * 0.15), look.tone.deep)
    c.ellipse((0, tall + 52), (wide - 8, wide * 0.13), c.radial((0, "#fffbe9"), (0.5, WARM), (1, "#dba95c")))
    c.circle((0, tall + 58), 28, "#fffdf2")
    shine(c, (-wide * 0.62, tall * 0.5), tall * 0.45, 20)


@shape("pendant_cone", Stance.HANGING, focus=(40, 170))
def pendant_cone(c: Canvas, look: Look) -> None:
    wide, tall = look.vary("wide", 150, 185), look.vary("tall", 190, 250)
    Shade(c, BEFORE_A_WALL).round((0, tall * 0.6 + 40), (wide * 0.74, tall * 0.5))
    glow(c, tall + 50, 230)
    cord(c, look, 16)
    d = outline([(wide, -tall - 40), (wide * 0.62, -tall * 0.6), (30, -46)])
    c.path(d, rounded(c, look.tone))
    if look.finish == "dipped":
        band = outline([(wide, -tall - 40), (wide * 0.86, -tall * 0.88)])
        c.path(band, rounded(c, look.accent))
    c.ellipse((0, tall + 40), (wide, wide * TILT), look.tone.deep)
    c.ellipse((0, tall + 42), (wide - 7, wide * TILT - 5), c.radial((0, "#fffbe9"), (0.55, WARM), (1, "#dba95c")))


@shape("pendant_paper", Stance.HANGING, focus=(40, 200))
def pendant_paper(c: Canvas, look: Look) -> None:
    """A paper globe on thin ribs."""
    wide, tall = look.vary("wide", 190, 225), look.vary("tall", 150, 205)
    Shade(c, BEFORE_A_WALL).round((0, tall + 40), (wide, tall))
    glow(c, tall + 40, 320)
    cord(c, look, 10)
    c.ellipse(
        (0, tall + 40), (wide, tall), c.radial((0, "#fff6da"), (0.6, look.tone.light), (1, look.tone.base), radius=0.56)
    )
    for index in range(-6, 7):
        y = tall * index / 7
        half = wide * (1 - (index / 7) ** 2) ** 0.5
        c.path(f"M{-half} {tall + 40 + y}Q0 {tall + 54 + y} {half} {tall + 40 + y}", stroke=look.tone.dark, stroke_width=3,
               opacity=0.4)  # fmt: skip
    c.ellipse((0, 41), (30, 8), look.accent.dark)
