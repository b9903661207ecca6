"""Candles, their holders, and scent."""
# ruff: noqa: E501  path data is not to be broken

from shop.demo.illustrations.canvas import Canvas, Point
from shop.demo.illustrations.shapes.drinkware import glass
from shop.demo.illustrations.shapes.registry import shape
from shop.demo.illustrations.solids import TILT, Look, finish, lid, outline, shine, turned
from shop.demo.illustrations.tones import TONES, Tone


def flame(c: Canvas, at: Point, size: float = 1) -> None:
    with c.placed(at, size):
        c.circle((0, -40), 120, c.radial((0, "#ffe9b3", 0.8), (0.4, "#ffd98a", 0.35), (1, "#ffd98a", 0)))
        c.line("M0 4V-14", "#4a3326", 4)
        c.path("M0 -2C-26 -14 -20 -44 0 -78C20 -44 26 -14 0 -2z", c.radial((0, "#fffbe6"), (0.5, "#ffd873"), (1, "#f0a23c"),
               centre=(0.5, 0.75), radius=0.7))  # fmt: skip


def taper(c: Canvas, at: Point, height: float, tone: Tone) -> None:
    with c.placed(at):
        turned(c, [(19, 0), (16, height)], tone)
        lid(c, (0, -height), 16, tone)
        flame(c, (0, -height), 0.72)


@shape("candle", spread=115, focus=(10, -120))
def candle(c: Canvas, look: Look) -> None:
    """A candle in a tumbler with a paper label."""
    radius, height = look.vary("radius", 112, 134), look.vary("height", 200, 250)
    d = turned(c, [(radius - 8, 0), (radius, 12), (radius, height)], look.tone)
    finish(c, look, d, (radius * 2, height))
    c.ellipse((0, -height), (radius, radius * TILT), look.tone.light)
    c.ellipse((0, -height + 3), (radius - 9, radius * TILT - 4), c.radial((0, "#fff6d6"), (1, "#ecd7a8")))
    flame(c, (0, -height + 2))
    label = look.vary("label", 0.3, 0.42) * height
    c.path(f"M{-radius * 0.56} {-height * 0.74}q{radius * 0.56} 16 {radius * 1.12} 0v{label}q{-radius * 0.56} 16 {-radius * 1.12} 0z",
           "#fbf6ea")  # fmt: skip
    y = -height * 0.74 + label * 0.5
    c.line(f"M-34 {y}q34 9 68 0M-20 {y + 24}q20 5 40 0", look.accent.dark, 6)
    shine(c, (-radius * 0.8, -height * 0.86), height * 0.68, 12)


@shape("pillar", spread=165, focus=(10, -200), zoom=1.3)
def pillar(c: Canvas, look: Look) -> None:
    """Three pillar candles of different height."""
    for x, radius, height, tone in ((-120, 62, 250, look.tone), (118, 58, 170, look.tone), (6, 70, 330, look.accent)):
        with c.placed((x, 0)):
            d = turned(c, [(radius, 0), (radius, height)], tone)
            finish(c, look, d, (radius * 2, height))
            lid(c, (0, -height), radius, tone)
            c.ellipse((0, -height + 2), (radius * 0.62, radius * TILT * 0.5), "#fff3cf", opacity=0.9)
            flame(c, (0, -height + 2), 0.86)


@shape("tapers", spread=140, focus=(-70, -90), zoom=1.25)
def tapers(c: Canvas, look: Look) -> None:
    """Two candlesticks with tapers, one taller."""
    for x, scale in ((-92, 1.0), (96, look.vary("second", 0.62, 0.8))):
        with c.placed((x, 0)):
            height = 190 * scale
            turned(
                c,
                [(72, 0), (72, 8), (24, 26), (14, 50), (22, height * 0.6), (14, height - 20), (34, height)],
                look.tone,
            )
            c.ellipse((0, -height), (34, 6), look.tone.light)
            taper(c, (0, -height), 190, look.accent)
            shine(c, (-10, -height * 0.8), height * 0.5, 5)


@shape("candleholder", spread=140, focus=(0, -60))
def candleholder(c: Canvas, look: Look) -> None:
    """A chamber stick: a dish with a ring to hold it by."""
    c.line("M128 -34c84 -44 92 50 8 36", look.tone.dark, 18)
    c.line("M127 -37c80 -40 88 44 8 33", look.tone.light, 6)
    turned(c, [(92, 0), (150, 34), (158, 46)], look.tone)
    c.ellipse((0, -46), (158, 28), look.tone.light)
    c.ellipse((0, -42), (142, 22), c.linear((0, look.tone.deep), (1, look.tone.base), to=(1, 0.3)))
    turned(c, [(40, 40), (30, 52), (30, 104), (40, 112)], look.tone)
    c.ellipse((0, -112), (40, 7), look.tone.deep)
    taper(c, (0, -110), 200, look.accent)


@shape("diffuser", spread=95, focus=(0, -120), zoom=1.22)
def diffuser(c: Canvas, look: Look) -> None:
    for x in (-78, -34, 6, 50, 92):
        c.line(f"M{x * 0.12} -210L{x} -470", TONES["Walnut"].base, 7)
    radius, height = look.vary("radius", 96, 116), look.vary("height", 190, 220)
    body = [(radius - 10, 0), (radius, 14), (radius, height * 0.66), (34, height * 0.92), (34, height)]
    c.path(outline([(radius - 16, 8), (radius - 8, 20), (radius - 8, height * 0.55)]), look.tone.base, opacity=0.7)
    glass(c, outline(body), look.tone)
    turned(c, [(40, height - 6), (40, height + 32)], look.accent)
    c.ellipse((0, -height - 32), (40, 7), look.accent.deep)
    c.rect((-radius * 0.58, -height * 0.52), (radius * 1.16, height * 0.36), "#fbf6ea", rx=3)
    c.line(f"M-36 {-height * 0.38}H36M-22 {-height * 0.27}H22", look.accent.dark, 6)
    shine(c, (-radius * 0.84, -height * 0.6), height * 0.5, 10)


@shape("incense", spread=200, focus=(-80, -60), zoom=1.25)
def incense(c: Canvas, look: Look) -> None:
    """A long dish with one burning stick."""
    c.path("M-214 -40Q-210 0 -140 0H140Q210 0 214 -40z", c.linear((0, look.tone.base), (1, look.tone.dark)))
    c.ellipse((0, -40), (214, 20), look.tone.light)
    c.ellipse((0, -37), (198, 14), c.linear((0, look.tone.deep), (1, look.tone.base), to=(1, 0)))
    c.line("M-170 -44L110 -210", TONES["Walnut"].base, 8)
    c.circle((112, -211), 8, "#e8783a")
    c.line("M116 -220C90 -270 160 -300 126 -360S160 -430 140 -480", "#ffffff", 15, opacity=0.55)
    c.dots([(-30, -36), (10, -34), (40, -37)], "#8c857b", 9)


@shape("lantern", spread=110, focus=(0, -150), zoom=1.25)
def lantern(c: Canvas, look: Look) -> None:
    tone = look.tone
    c.line("M-60 -330C-60 -460 60 -460 60 -330", tone.dark, 9)
    turned(c, [(120, 0), (120, 22)], tone)
    lid(c, (0, -22), 120, tone)
    turned(c, [(48, 24), (48, 130)], TONES["Cream"])
    lid(c, (0, -130), 48, TONES["Cream"])
    flame(c, (0, -128), 0.9)
    glass(c, outline([(104, 22), (104, 290)]), TONES["Clear"])
    c.line("M-104 -14V-292M-40 -24V-292M40 -24V-292M104 -14V-292", tone.dark, 7)
    turned(c, [(122, 284), (122, 300), (60, 346)], tone)
    lid(c, (0, -346), 60, tone)
    shine(c, (-84, -270), 220, 12)
