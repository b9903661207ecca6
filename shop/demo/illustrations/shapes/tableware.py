"""Plates, bowls and what else stands on a laid table."""

from shop.demo.illustrations.canvas import Canvas
from shop.demo.illustrations.shades import LYING, Shade
from shop.demo.illustrations.shapes.registry import Stance, shape
from shop.demo.illustrations.solids import TILT, Look, finish, opening, rounded, shine, turned
from shop.demo.illustrations.tones import TONES


@shape("plate", Stance.FLAT, focus=(110, -110))
def plate(c: Canvas, look: Look) -> None:
    """One plate seen from above."""
    radius, well = look.vary("radius", 225, 250), look.vary("well", 0.62, 0.76)
    tone = look.tone
    Shade(c, LYING).round((0, 0), (radius, radius))
    c.circle((0, 0), radius, c.linear((0, tone.light), (1, tone.dark), to=(1, 1)))
    c.circle((0, 0), radius - 7, c.linear((0, tone.base), (0.5, tone.light), (1, tone.base), to=(1, 1)))
    c.circle((0, 0), radius * well, c.linear((0, tone.dark), (0.3, tone.base), (1, tone.light), to=(1, 1)))
    c.circle((0, 0), radius * well - 9, c.radial((0, tone.light), (0.8, tone.base), (1, tone.base), centre=(0.6, 0.62)))
    if look.finish == "speckled":
        spots = [
            (look.vary(f"x{n}", -1, 1) * radius * 0.68, look.vary(f"y{n}", -1, 1) * radius * 0.68) for n in range(50)
        ]
        c.dots(spots[:34], tone.deep, 3.4, opacity=0.5)
        c.dots(spots[34:], tone.deep, 5.6, opacity=0.4)
    elif look.finish != "plain":
        c.circle((0, 0), radius - 9, "none", stroke=look.accent.base, stroke_width=16, opacity=0.9)
    c.path(f"M{-radius * 0.83} {-radius * 0.2}A{radius * 0.86} {radius * 0.86} 0 0 1 {-radius * 0.2} {-radius * 0.83}",
           stroke="#ffffff", stroke_width=14, stroke_linecap="round", opacity=0.4)  # fmt: skip


@shape("plates", spread=215, focus=(90, -70))
def plates(c: Canvas, look: Look) -> None:
    """A stack of plates seen from the side."""
    count = round(look.vary("count", 3, 4.4))
    tone = look.tone
    rise = 40
    for index in range(count):
        radius, y = 232 - 5 * (index % 2), -index * rise
        c.path(f"M-110 {y}C-150 {y - 8} {-radius} {y - 22} {-radius} {y - 44}A{radius} {radius * 0.2} 0 0 0 {radius} "
               f"{y - 44}C{radius} {y - 22} 150 {y - 8} 110 {y}A110 16 0 0 1 -110 {y}z", rounded(c, tone))  # fmt: skip
        c.ellipse((0, y - 44), (radius, radius * 0.2), tone.light)
        c.ellipse((0, y - 42), (radius - 10, radius * 0.18), rounded(c, tone))
        if look.finish in ("banded", "dipped"):
            c.ellipse((0, y - 43), (radius - 5, radius * 0.19), "none", stroke=look.accent.base, stroke_width=8)
    top = -(count - 1) * rise - 40
    c.ellipse((4, top), (150, 24), c.linear((0, tone.dark), (0.5, tone.base), (1, tone.light), to=(1, 0.4)))


@shape("bowl", spread=105, focus=(40, -130))
def bowl(c: Canvas, look: Look) -> None:
    top, height = look.vary("top", 178, 215), look.vary("height", 150, 205)
    foot = look.vary("foot", 72, 95)
    turned(c, [(foot, 0), (foot - 4, 22)], look.tone)
    d = turned(
        c,
        [(foot - 6, 14), (top * 0.72, height * 0.3), (top * 0.94, height * 0.66), (top, height)],
        look.tone,
        TILT * 1.2,
    )
    finish(c, look, d, (top * 2, height))
    with c.placed((0, -height)), c.group(transform="scale(1 1.2)"):
        opening(c, (0, 0), top, look.tone, 9)
    shine(c, (-top * 0.7, -height * 0.76), height * 0.42, 18)


@shape("bowls", spread=100, focus=(40, -150))
def bowls(c: Canvas, look: Look) -> None:
    """Nested bowls, each a little larger than the last."""
    for index, tone in enumerate((look.tone, look.accent, look.tone)):
        top, base = 205 - index * 26, index * 58
        with c.placed((0, -base)):
            turned(c, [(70 - index * 6, 0), (top * 0.76, 44), (top, 118)], tone)
            opening(c, (0, -118), top, tone, 8)
            shine(c, (-top * 0.78, -98), 42, 16)


@shape("platter", Stance.FLAT, focus=(120, -60))
def platter(c: Canvas, look: Look) -> None:
    """An oval dish with lemons on it."""
    tone = look.tone
    wide, high = look.vary("wide", 265, 290), look.vary("high", 165, 185)
    Shade(c, LYING).round((0, 0), (wide, high))
    c.ellipse((0, 0), (wide, high), c.linear((0, tone.light), (1, tone.dark), to=(1, 1)))
    c.ellipse((0, 0), (wide - 8, high - 8), tone.light)
    c.ellipse((0, 2), (wide - 42, high - 42), c.linear((0, tone.dark), (0.35, tone.base), (1, tone.light), to=(1, 1)))
    if look.finish != "plain":
        c.ellipse((0, 0), (wide - 16, high - 16), "none", stroke=look.accent.base, stroke_width=9)
    lemon = c.radial((0, "#f8e39a"), (0.6, "#eac553"), (1, "#c99a32"), centre=(0.38, 0.32), radius=0.65)
    for x, y, turn in ((-62, -18, 20), (22, 30, -30), (66, -40, 70)):
        with c.placed((x, y), turn=turn):
            c.ellipse((7, 12), (58, 42), tone.deep, opacity=0.3)
            c.path("M-66 0C-50 -10 -44 -42 0 -42S50 -12 66 0C50 12 44 42 0 42S-50 10 -66 0z", lemon)
    c.path("M-20 -70C-60 -100 -110 -96 -132 -66C-96 -48 -54 -48 -20 -70z", TONES["Forest"].light)
    c.line("M-22 -70C-60 -82 -96 -80 -126 -68", TONES["Forest"].dark, 3)


@shape("eggcup", spread=70, focus=(0, -190))
def eggcup(c: Canvas, look: Look) -> None:
    """Two egg cups, one with its egg."""
    for x, scale, filled in ((-88, 1.0, 1), (104, 0.94, 0)):
        with c.placed((x, 0), scale):
            d = turned(c, [(62, 0), (56, 14), (30, 48), (44, 84), (84, 130), (88, 176)], look.tone)
            finish(c, look, d, (176, 176))
            opening(c, (0, -176), 88, look.tone)
            if filled:
                egg = c.radial((0, "#fffaf0"), (0.6, "#f0d9bf"), (1, "#cfa983"), centre=(0.36, 0.3), radius=0.7)
                c.path("M-72 -176C-74 -246 -34 -300 0 -300S74 -246 72 -176C50 -162 -50 -162 -72 -176z", egg)
            shine(c, (-62, -164), 60, 10)
