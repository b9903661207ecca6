"""Pots, vases and what grows in them."""
# ruff: noqa: E501  path data is not to be broken

from math import cos, radians, sin

from shop.demo.illustrations.canvas import Canvas, Point
from shop.demo.illustrations.shades import BEFORE_A_WALL, Shade
from shop.demo.illustrations.shapes.drinkware import glass, glass_rim, handle
from shop.demo.illustrations.shapes.registry import Stance, shape
from shop.demo.illustrations.solids import TILT, Look, finish, lid, opening, outline, rounded, shine, turned
from shop.demo.illustrations.tones import TONES, Tone, mix

GREENS = (Tone("#5f7f55"), Tone("#7a9a68"), Tone("#4a6b50"), Tone("#8fa876"))


def leaf(c: Canvas, at: Point, turn: float, size: tuple[float, float], tone: Tone) -> None:
    """Draw a leaf that points up before it is turned."""
    long, half = size
    with c.placed(at, turn=turn):
        c.path(f"M0 0C{-half} {-long * 0.3} {-half} {-long * 0.72} 0 {-long}C{half} {-long * 0.72} {half} {-long * 0.3} 0 0z",
               c.linear((0, tone.light), (0.5, tone.base), (1, tone.dark), to=(1, 0)))  # fmt: skip
        c.line(f"M0 0V{-long * 0.86}", tone.dark, 2.5, opacity=0.55)


def plant(c: Canvas, at: Point, kind: int, size: float = 1) -> None:
    """Draw a plant that grows out of a point: sword leaves, round leaves, or a fern."""
    with c.placed(at, size):
        if kind == 0:
            for index, turn in enumerate((-34, 30, -20, 18, -7, 7)):
                leaf(c, (turn * 1.4, 4), turn, (230 + index * 18, 27), GREENS[index % 4])
        elif kind == 1:
            for index, (turn, long) in enumerate(((-64, 150), (60, 160), (-36, 220), (34, 210), (-10, 260), (14, 180))):
                x, y = sin(radians(turn)) * long, -cos(radians(turn)) * long
                c.line(f"M0 0Q{x * 0.2} {y * 0.7} {x} {y}", GREENS[2].base, 6)
                leaf(c, (x, y + 12), turn * 1.3, (96, 62), GREENS[index % 4])
        else:
            for index, turn in enumerate((-76, 70, -50, 46, -24, 22, 0)):
                _frond(c, turn, GREENS[index % 4])


def _frond(c: Canvas, turn: float, tone: Tone) -> None:
    """Draw one fern leaf that bends to the side by `turn`."""
    end_x, end_y = turn * 2.4, -235 + abs(turn) * 1.5
    leaves = ""
    for step in range(3, 11):
        t = step / 10
        x = 2 * (1 - t) * t * turn * 0.7 + t * t * end_x
        y = 2 * (1 - t) * t * -170 + t * t * end_y
        long = 46 * (1.15 - t * 0.7)
        for side in (-62, 62):
            angle = radians(turn * t + side)
            dx, dy = sin(angle) * long, -cos(angle) * long
            leaves += (
                f"M{x:.0f} {y:.0f}q{dx / 2 - dy * 0.3:.0f} {dy / 2 + dx * 0.3:.0f} {dx:.0f} {dy:.0f}"
                f"q{-dx / 2 + dy * 0.3:.0f} {-dy / 2 - dx * 0.3:.0f} {-dx:.0f} {-dy:.0f}"
            )
    c.path(leaves, tone.base)
    c.line(f"M0 0Q{turn * 0.7} -170 {end_x} {end_y}", tone.dark, 4)


def stems(c: Canvas, at: Point, kind: int) -> None:
    """Draw a bunch: eucalyptus, tulips or dried grass."""
    with c.placed(at):
        for index, turn in enumerate((-26, 22, -9, 8)):
            long = 250 - abs(turn) * 2 + index * 9
            with c.placed((0, 0), turn=turn):
                if kind == 0:
                    c.line(f"M0 0Q-8 {-long / 2} 0 {-long}", GREENS[2].base, 4)
                    leaves = [
                        (side * (24 - step * 1.6), -40 - step * long / 9) for step in range(1, 8) for side in (-1, 1)
                    ]
                    for start, size in ((0, 42), (8, 31)):
                        c.dots(leaves[start : start + 8 : 2], "#8fa695", size)
                        c.dots(leaves[start + 1 : start + 8 : 2], "#a9bba8", size)
                elif kind == 1:
                    petals = TONES[("Rust", "Rose", "Butter", "Rose")[index]]
                    c.line(f"M0 0V{-long}", GREENS[1].base, 6)
                    leaf(c, (0, -60), -14 if turn < 0 else 14, (130, 18), GREENS[index])
                    c.path(f"M-30 {-long - 44}Q-16 {-long - 54} 0 {-long - 34}Q16 {-long - 54} 30 {-long - 44}"
                           f"Q40 {-long + 12} 0 {-long + 16}Q-40 {-long + 12} -30 {-long - 44}z", rounded(c, petals))  # fmt: skip
                else:
                    c.line(f"M0 0Q6 {-long / 2} 0 {-long}", "#b89a66", 4)
                    c.path(f"M0 {-long + 96}Q-34 {-long + 20} -4 {-long - 74}Q36 {-long + 20} 0 {-long + 96}z",
                           c.linear((0, "#ecdcb8"), (1, "#c9ab77"), to=(1, 0)))  # fmt: skip


@shape("pot", spread=120, focus=(20, -130), zoom=1.2)
def pot(c: Canvas, look: Look) -> None:
    top, height = look.vary("top", 112, 134), look.vary("height", 150, 185)
    foot = top * look.vary("foot", 0.62, 0.86)
    plant(c, (0, -height + 6), int(look.vary("kind", 0, 2.99)))
    turned(c, [(foot + 12, -4), (foot + 26, 14)], look.tone)
    d = turned(c, [(foot - 6, 4), (foot, 14), (top - 8, height - 36)], look.tone)
    finish(c, look, d, (top * 2, height))
    turned(c, [(top, height - 46), (top + 4, height - 6)], look.tone)
    c.path(f"M{-top - 4} {-height + 6}A{top + 4} {top * TILT} 0 0 0 {top + 4} {-height + 6}", stroke=look.tone.pale, stroke_width=4,
           opacity=0.6)  # fmt: skip
    shine(c, (-top * 0.62, -height * 0.7), height * 0.46, 13)


@shape("planter", Stance.FLOOR, spread=120, focus=(20, -200), zoom=1.1)
def planter(c: Canvas, look: Look) -> None:
    """A large pot in a wooden stand."""
    plant(c, (0, -262), 1, 1.05)
    for x in (-104, 104):
        c.line(f"M{x} -214L{x * 1.14} 0", look.accent.dark, 17)
    d = turned(c, [(90, 70), (104, 86), (118, 270)], look.tone)
    with c.placed((0, -70)):
        finish(c, look, d, (236, 200))
    c.path("M-118 -270A118 20 0 0 1 118 -270A118 20 0 0 1 -118 -270z", look.tone.light, opacity=0.5)
    c.line("M-40 -62L-48 0M40 -62L48 0", look.accent.base, 17)
    c.line("M-112 -72Q0 -48 112 -72", look.accent.base, 15)
    shine(c, (-84, -240), 120, 14)


@shape("planter_hanging", Stance.HANGING, focus=(0, 220), zoom=1.05)
def planter_hanging(c: Canvas, look: Look) -> None:
    Shade(c, BEFORE_A_WALL).round((0, 290), (134, 90))
    c.line("M0 -420V0M0 0L-124 200M0 0L124 200M0 0L14 190", look.accent.dark, 5)
    c.circle((0, 0), 13, TONES["Brass"].base)
    for index, (x, long) in enumerate(((-104, 210), (-66, 280), (66, 250), (106, 180), (-20, 120), (36, 150))):
        c.line(f"M{x * 0.7} 200Q{x * 1.4} 210 {x * 1.2} {210 + long}", GREENS[index % 4].dark, 4)
        leaves = [(x * 1.26 + (16 if step % 2 else -16), 205 + long * step / 7) for step in range(1, 8)]
        c.dots(leaves[::2], GREENS[index % 4].base, 30)
        c.dots(leaves[1::2], GREENS[(index + 1) % 4].base, 30)
    c.path("M-134 196C-134 340 -60 366 0 366S134 340 134 196z", rounded(c, look.tone))
    c.ellipse((0, 196), (134, 23), look.tone.light)
    c.ellipse((0, 198), (122, 18), GREENS[2].dark)
    plant(c, (0, 204), 0, 0.5)
    shine(c, (-96, 226), 84, 13)


@shape("vase", spread=85, focus=(10, -160), zoom=1.05)
def vase(c: Canvas, look: Look) -> None:
    belly, height = look.vary("belly", 88, 134), look.vary("height", 230, 300)
    neck, low = look.vary("neck", 34, 60), look.vary("low", 0.28, 0.6)
    stems(c, (0, -height + 30), int(look.vary("stems", 0, 2.99)))
    d = turned(c, [(belly * 0.6, 0), (belly * 0.7, 10), (belly, height * low), (neck, height * 0.88), (neck + 12, height)],
               look.tone)  # fmt: skip
    finish(c, look, d, (belly * 2, height))
    front = f"M{-neck - 12} {-height}A{neck + 12} {(neck + 12) * TILT} 0 0 0 {neck + 12} {-height}"
    c.path(front, stroke=look.tone.light, stroke_width=8, stroke_linecap="round")
    shine(c, (-belly * 0.62, -height * (low + 0.14)), height * 0.34, 15)


@shape("vase_bud", spread=150, focus=(-60, -170))
def vase_bud(c: Canvas, look: Look) -> None:
    """Three small vases of one family, a stem in each."""
    profiles = (
        (-140, [(44, 0), (62, 50), (22, 130), (26, 168)], look.tone),
        (128, [(40, 0), (50, 20), (44, 96), (24, 120), (28, 138)], look.tone),
        (-4, [(40, 0), (56, 80), (20, 180), (24, 226)], look.accent),
    )
    for index, (x, profile, tone) in enumerate(profiles):
        with c.placed((x, 0)):
            height = profile[-1][1]
            c.line(
                f"M0 {-height + 10}Q{-10 + index * 12} {-height - 80} {(index - 1) * 22} {-height - 130}",
                GREENS[1].dark,
                5,
            )
            c.circle(((index - 1) * 22, -height - 138), 25, TONES[("Mustard", "Rose", "White")[index]].base)
            c.circle(((index - 1) * 22, -height - 138), 10, TONES[("Walnut", "Plum", "Mustard")[index]].base)
            leaf(c, (-2 + index * 2, -height - 46), 46 - index * 40, (58, 15), GREENS[index])
            turned(c, profile, tone)
            c.ellipse((0, -height), (profile[-1][0], 5), tone.deep)
            shine(c, (-30, -height * 0.5), height * 0.3, 9)


@shape("vase_glass", spread=90, focus=(10, -200), zoom=1.2)
def vase_glass(c: Canvas, look: Look) -> None:
    """A glass bulb in which a cutting grows roots."""
    plant(c, (0, -300), 1, 0.62)
    c.line("M0 -300V-150M0 -170q-22 50 -34 96M0 -170q4 60 0 104M0 -160q26 40 36 84", GREENS[1].light, 5)
    c.path(outline([(64, 8), (104, 90), (84, 170)]), look.tone.base, opacity=0.4)
    c.ellipse((0, -170), (84, 14), look.tone.pale, opacity=0.7)
    glass(c, outline([(66, 0), (114, 90), (40, 220), (46, 300)]), look.tone)
    glass_rim(c, -300, 46, look.tone)
    shine(c, (-76, -140), 90, 13)


@shape("wateringcan", spread=150, focus=(-40, -150), zoom=1.2)
def wateringcan(c: Canvas, look: Look) -> None:
    tone, height = look.tone, look.vary("height", 190, 230)
    with c.placed((40, 0)):
        c.line(f"M-90 -60C-190 -80 -196 {-height - 20} -262 {-height - 44}", tone.dark, 27)
        c.line(f"M-92 -64C-190 -84 -196 {-height - 24} -262 {-height - 48}", tone.base, 14)
        c.path(f"M-246 {-height - 70}l-52 -8l-10 44l50 22z", mix(tone.base, tone.pale, 0.3))
        handle(c, look.accent, f"M60 {-height + 10}C40 {-height - 130} 220 {-height - 110} 122 -80", 20)
        turned(c, [(122, 0), (128, 10), (104, height)], tone)
        opening(c, (0, -height), 104, tone)
        c.path(
            f"M-104 {-height}A104 18 0 0 1 30 {-height - 17}L60 {-height + 15}A104 18 0 0 1 -104 {-height}z", tone.light
        )
        shine(c, (-78, -height * 0.84), height * 0.6, 16)


@shape("cloche", spread=150, focus=(20, -150))
def cloche(c: Canvas, look: Look) -> None:
    """A glass dome over a small garden."""
    turned(c, [(158, 0), (160, 30)], look.accent)
    lid(c, (0, -30), 160, look.accent)
    c.path("M-110 -34Q-90 -92 -20 -80Q50 -110 112 -34A118 18 0 0 1 -110 -34z", GREENS[2].base)
    plant(c, (-24, -74), 2, 0.62)
    plant(c, (40, -74), 1, 0.44)
    d = "M-132 -34V-230C-132 -400 132 -400 132 -230V-34A132 22 0 0 1 -132 -34z"
    glass(c, d, look.tone)
    c.circle((0, -372), 19, look.tone.light, stroke=look.tone.dark, stroke_width=3)
    shine(c, (-100, -260), 180, 17)
