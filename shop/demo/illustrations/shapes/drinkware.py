"""Mugs, cups, glasses and what fills them."""
# ruff: noqa: E501  path data is not to be broken

from shop.demo.illustrations.canvas import Canvas
from shop.demo.illustrations.shapes.registry import shape
from shop.demo.illustrations.solids import (
    TILT,
    Look,
    finish,
    lid,
    opening,
    outline,
    rounded,
    shine,
    turned,
)
from shop.demo.illustrations.tones import TONES, Tone


def handle(c: Canvas, tone: Tone, d: str, width: float = 30) -> None:
    """Draw a round handle along a path."""
    c.line(d, tone.dark, width)
    c.line(d, tone.base, width * 0.66, transform="translate(-2 -2)")
    c.line(d, tone.light, width * 0.2, transform="translate(-5 -6)", opacity=0.8)


@shape("mug", spread=135, focus=(60, -170))
def mug(c: Canvas, look: Look) -> None:
    top, foot = look.vary("top", 118, 150), look.vary("foot", 96, 136)
    height, belly = look.vary("height", 215, 300), look.vary("belly", -6, 16)
    reach, low = look.vary("reach", 84, 108), height * look.vary("low", 0.2, 0.3)
    middle = (top + foot) / 2
    handle(
        c,
        look.tone,
        f"M{middle - 8} {-height * 0.8}C{middle + reach} {-height * 0.9} {middle + reach} {-low * 0.75}"
        f" {middle - 14} {-low}",
        look.vary("grip", 25, 33),
    )
    profile = [(foot - 14, 0), (foot, 14), (middle + belly, height * 0.5), (top, height)]
    d = turned(c, profile, look.tone)
    finish(c, look, d, (top * 2, height))
    opening(c, (0, -height), top, look.tone)
    shine(c, (-middle * 0.62, -height * 0.82), height * 0.6, 15)


@shape("cup", spread=105)
def cup(c: Canvas, look: Look) -> None:
    top, height = look.vary("top", 112, 140), look.vary("height", 200, 270)
    foot = top * look.vary("foot", 0.62, 0.8)
    d = turned(c, [(foot - 10, 0), (foot, 12), ((foot + top) / 2 + 8, height * 0.45), (top, height)], look.tone)
    finish(c, look, d, (top * 2, height))
    opening(c, (0, -height), top, look.tone, 6)
    shine(c, (-top * 0.55, -height * 0.82), height * 0.55)


@shape("espresso", spread=190, focus=(40, -110))
def espresso(c: Canvas, look: Look) -> None:
    """A small cup on its saucer."""
    for lift, radius, paint in ((0, 205, rounded(c, look.tone)), (14, 205, look.tone.light), (12, 168, look.tone.base)):
        c.ellipse((0, -lift - 12), (radius, radius * 0.27), paint)
    c.ellipse((0, -22), (110, 24), look.tone.dark, opacity=0.45)
    with c.placed((0, -18)):
        height = look.vary("height", 150, 190)
        handle(c, look.tone, f"M98 {-height * 0.78}c72 -16 66 74 -8 {height * 0.44}", 20)
        d = turned(c, [(62, 0), (80, 14), (108, height * 0.55), (116, height)], look.tone)
        finish(c, look, d, (232, height))
        opening(c, (0, -height), 116, look.tone, 6)
        c.ellipse((2, -height + 6), (98, 98 * TILT * 0.8), "#4b2d1f")
        c.ellipse((0, -height + 5), (88, 88 * TILT * 0.7), "#a9714a", opacity=0.8)
        shine(c, (-74, -height * 0.82), height * 0.5)


@shape("teapot", spread=150, focus=(60, -160), zoom=1.3)
def teapot(c: Canvas, look: Look) -> None:
    height, belly = look.vary("height", 220, 270), look.vary("belly", 158, 182)
    handle(c, look.tone, f"M{belly - 34} {-height * 0.78}c120 -40 132 120 4 {height * 0.5}", 27)
    c.path(
        f"M{-belly * 0.7} {-height * 0.25}C{-belly - 70} {-height * 0.35} {-belly - 50} {-height * 0.8} {-belly - 96}"
        f" {-height * 0.98}l38 -6C{-belly + 10} {-height * 0.82} {-belly - 6} {-height * 0.7} {-belly * 0.7}"
        f" {-height * 0.72}z",
        rounded(c, look.tone),
    )
    profile = [(96, 0), (112, 12), (belly, height * 0.48), (112, height * 0.9), (86, height)]
    d = turned(c, profile, look.tone)
    finish(c, look, d, (belly * 2, height))
    c.ellipse((0, -height), (88, 15), look.tone.deep)
    turned(c, [(84, height), (74, height + 16), (26, height + 36), (14, height + 38)], look.tone)
    c.circle((0, -height - 54), 23, c.radial((0, look.accent.light), (1, look.accent.dark), centre=(0.35, 0.3)))
    shine(c, (-belly * 0.6, -height * 0.78), height * 0.46, 20)


def glass(c: Canvas, d: str, tone: Tone) -> None:
    """Fill an outline with glass: nearly nothing in the middle, colour at the edges."""
    edges = c.linear(
        (0, tone.dark, 0.55), (0.12, tone.base, 0.3), (0.5, tone.pale, 0.22), (0.88, tone.base, 0.34),
        (1, tone.dark, 0.6), to=(1, 0),
    )  # fmt: skip
    c.path(d, edges, stroke=tone.dark, stroke_width=2.5, stroke_opacity=0.5)


def glass_rim(c: Canvas, y: float, radius: float, tone: Tone) -> None:
    c.ellipse((0, y), (radius, radius * TILT), tone.pale, fill_opacity=0.35, stroke=tone.dark, stroke_width=3,
              stroke_opacity=0.6)  # fmt: skip


@shape("tumbler", spread=100)
def tumbler(c: Canvas, look: Look) -> None:
    top, height = look.vary("top", 98, 118), look.vary("height", 230, 310)
    foot = top * look.vary("foot", 0.72, 0.95)
    fill = height * 0.62
    middle = foot + (top - foot) * 0.62
    c.path(outline([(foot - 10, 14), (middle - 8, fill)]), look.tone.base, opacity=0.42)
    c.ellipse((0, -fill), (middle - 8, (middle - 8) * TILT), look.tone.pale, opacity=0.75)
    d = outline([(foot, 0), (top, height)])
    glass(c, d, look.tone)
    finish(c, look, d, (top * 2, height))
    c.ellipse((0, -12), (foot - 12, foot * TILT * 0.8), look.tone.dark, opacity=0.3)
    glass_rim(c, -height, top, look.tone)
    shine(c, (-top * 0.62, -height * 0.9), height * 0.74, 10)


@shape("wineglass", spread=80, focus=(20, -300), zoom=1.3)
def wineglass(c: Canvas, look: Look) -> None:
    bowl, height = look.vary("bowl", 96, 116), look.vary("height", 380, 430)
    stem = height * look.vary("stem", 0.42, 0.5)
    c.ellipse((0, -8), (86, 17), look.tone.base, opacity=0.4, stroke=look.tone.dark, stroke_width=2.5)
    c.path(f"M-7 -10C-5 {-stem * 0.5} -8 {-stem} -18 {-stem - 6}h36C8 {-stem} 5 {-stem * 0.5} 7 -10z",
           c.linear((0, look.tone.dark, 0.6), (0.4, look.tone.pale, 0.8), (1, look.tone.dark, 0.7), to=(1, 0)))  # fmt: skip
    wine = stem + (height - stem) * 0.45
    c.path(outline([(8, stem), (bowl * 0.74, stem + 34), (bowl - 5, wine)]), TONES["Rust"].base, opacity=0.55)
    c.ellipse((0, -wine), (bowl - 5, bowl * TILT * 0.9), TONES["Rust"].light, opacity=0.8)
    glass(c, outline([(8, stem), (bowl * 0.78, stem + 34), (bowl, wine), (bowl * 0.82, height)]), look.tone)
    glass_rim(c, -height, bowl * 0.82, look.tone)
    shine(c, (-bowl * 0.6, -height * 0.95), (height - stem) * 0.6, 9)


@shape("carafe", spread=115, focus=(10, -260), zoom=1.3)
def carafe(c: Canvas, look: Look) -> None:
    belly, height = look.vary("belly", 118, 142), look.vary("height", 370, 420)
    neck = look.vary("neck", 46, 58)
    low = look.vary("low", 0.25, 0.4)
    water = [(belly - 24, 10), (belly - 9, height * 0.2), (belly - 10, height * low), (neck + 26, height * 0.6)]
    c.path(outline(water), look.tone.base, opacity=0.45)
    c.ellipse((0, -height * 0.6), (neck + 26, (neck + 26) * TILT), look.tone.pale, opacity=0.8)
    body = [(belly - 18, 0), (belly, 22), (belly, height * low), (neck, height * 0.75), (neck + 12, height)]
    glass(c, outline(body), look.tone)
    glass_rim(c, -height, neck + 12, look.tone)
    turned(c, [(neck - 2, height - 34), (neck + 4, height + 22)], look.accent)
    lid(c, (0, -height - 22), neck + 4, look.accent)
    shine(c, (-belly * 0.7, -height * 0.5), height * 0.38, 14)


@shape("jug", spread=120, focus=(50, -220), zoom=1.3)
def jug(c: Canvas, look: Look) -> None:
    belly, height = look.vary("belly", 116, 148), look.vary("height", 310, 370)
    neck = look.vary("neck", 70, 92)
    handle(c, look.tone, f"M{neck - 4} {-height * 0.9}C{belly + 120} {-height} {belly + 84} {-height * 0.3} {belly - 12}"
           f" {-height * 0.34}", 28)  # fmt: skip
    profile = [(belly - 34, 0), (belly - 20, 12), (belly, height * 0.34), (neck, height * 0.8), (neck + 10, height)]
    c.path(f"M{-neck + 8} {-height * 0.82}Q{-neck - 28} {-height * 0.95} {-neck - 58} {-height - 16}L6 {-height - 8}z",
           rounded(c, look.tone))  # fmt: skip
    d = turned(c, profile, look.tone)
    finish(c, look, d, (belly * 2, height))
    rim = neck + 10
    c.path(f"M{-neck - 58} {-height - 16}Q{-rim + 6} {-height - 14} -30 {-height - rim * TILT + 1}"
           f"A{rim} {rim * TILT} 0 1 1 -30 {-height + rim * TILT}Q{-rim + 4} {-height + 14} {-neck - 58} {-height - 16}z",
           look.tone.light)  # fmt: skip
    inner = c.linear((0, look.tone.deep), (1, look.tone.base), to=(1, 0.3))
    c.path(f"M{-neck - 42} {-height - 12}Q{-rim + 14} {-height - 8} -24 {-height - rim * TILT + 7}"
           f"A{rim - 8} {(rim - 8) * TILT} 0 1 1 -24 {-height + rim * TILT - 6}Q{-rim + 8} {-height + 8} {-neck - 42} "
           f"{-height - 12}z", inner)  # fmt: skip
    shine(c, (-belly * 0.64, -height * 0.58), height * 0.4, 15)
