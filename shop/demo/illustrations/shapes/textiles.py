"""Cushions, throws, rugs and linen."""
# ruff: noqa: E501  path data is not to be broken

from shop.demo.illustrations.canvas import Canvas
from shop.demo.illustrations.shades import LYING, Shade
from shop.demo.illustrations.shapes.registry import Stance, shape
from shop.demo.illustrations.solids import Look, faced, soft
from shop.demo.illustrations.tones import Tone


def pattern(c: Canvas, look: Look, d: str, half: float, middle: float = 0) -> None:
    """Draw the cloth's pattern inside an outline that reaches `half` to each side of (0, middle)."""
    steps = [middle - half + half * 2 * index / 8 for index in range(9)]
    with c.group(clip_path=c.clip(d)):
        if look.finish == "striped":
            c.line(
                "".join(f"M{x - middle} {middle - half}q14 {half} 0 {half * 2}" for x in steps), look.accent.base, 15
            )
        elif look.finish == "banded":
            for share, width in ((0.45, 26), (0.62, 9), (0.28, 9)):
                y = middle + half * share
                c.line(f"M{-half} {y}q{half} 22 {half * 2} 0", look.accent.base, width)
        elif look.finish == "checked":
            c.line(
                "".join(f"M{x - middle} {middle - half}v{half * 2}" for x in steps), look.accent.base, 22, opacity=0.45
            )
            c.line("".join(f"M{-half} {y}h{half * 2}" for y in steps), look.accent.base, 22, opacity=0.45)
        elif look.finish == "quilted":
            net = "".join(f"M{x - middle} {middle - half}l{half * 2} {half * 2}m0 {-half * 2}l{-half * 2} {half * 2}"
                          f"M{x - middle - half * 2} {middle - half}l{half * 2} {half * 2}"
                          f"M{x - middle + half * 2} {middle - half}l{-half * 2} {half * 2}" for x in steps)  # fmt: skip
            c.line(net, look.tone.deep, 3, opacity=0.35)
        elif look.finish == "knitted":
            knit = "".join(f"M{x - middle + 8} {y}l12 13l12 -13" for x in steps[:-1] for y in
                           range(int(middle - half), int(middle + half), 24))  # fmt: skip
            c.line(knit, look.tone.dark, 5, opacity=0.55)


@shape("cushion", spread=195, focus=(70, -250))
def cushion(c: Canvas, look: Look) -> None:
    turn = look.vary("turn", -7, 7)
    d = ("M-196 -196C-150 -172 150 -172 196 -196C174 -140 176 142 196 196C140 176 -140 176 -196 196"
         "C-174 140 -176 -140 -196 -196z")  # fmt: skip
    with c.placed((0, -184), turn=turn):
        c.path(d, faced(c, look.tone))
        pattern(c, look, d, 200)
        c.path(d, c.radial((0, look.tone.light, 0.55), (0.6, look.tone.base, 0), (1, look.tone.deep, 0.5),
                           centre=(0.4, 0.35), radius=0.75))  # fmt: skip
        c.line("M-186 -186q30 18 46 56M186 -186q-34 22 -46 50M-186 186q26 -24 44 -58M186 186q-28 -20 -44 -54",
               look.tone.deep, 4, opacity=0.35)  # fmt: skip
        c.path(d, stroke=look.tone.deep, stroke_width=3, stroke_opacity=0.35)


def fold(c: Canvas, tone: Tone, y: float, half: float, height: float) -> None:
    """Draw one folded layer, its round edge to the right."""
    c.path(f"M{-half} {y - height}H{half - 20}Q{half + 14} {y - height / 2} {half - 20} {y}H{-half}"
           f"Q{-half - 14} {y - height / 2} {-half} {y - height}z", c.linear((0, tone.light), (0.5, tone.base), (1, tone.dark)))  # fmt: skip
    c.line(f"M{-half + 10} {y - height * 0.45}H{half - 34}", tone.deep, 3, opacity=0.3)


@shape("throw", spread=220, focus=(-60, -90), zoom=1.35)
def throw(c: Canvas, look: Look) -> None:
    """A folded blanket whose fringe hangs over the front."""
    half, layer = look.vary("half", 200, 225), look.vary("layer", 52, 62)
    for index in range(4):
        fold(c, look.tone, -index * layer, half - (index % 2) * 8, layer)
    top = -4 * layer
    c.path(
        f"M{-half + 40} {top - 34}H{half - 50}Q{half + 10} {top - 18} {half - 20} {top}H{-half}z", soft(c, look.tone)
    )
    left, right = -half * 0.62, half * 0.3
    d = f"M{left} {top - 20}H{right}V{top + 170}H{left}z"
    c.path(d, c.linear((0, look.tone.light), (0.3, look.tone.base), (1, look.tone.dark), to=(0.2, 1)))
    with c.placed(((left + right) / 2, top + 76)):
        shifted = f"M{(left - right) / 2} -96H{(right - left) / 2}V94H{(left - right) / 2}z"
        pattern(c, look, shifted, (right - left) / 2, 0)
    fringe = "".join(f"M{x:.0f} {top + 170}l{-3 + index % 3 * 3} 30"
                     for index, x in enumerate(left + 5 + step * 11 for step in range(int((right - left) / 11))))  # fmt: skip
    c.line(fringe, look.tone.base, 6)
    c.line(f"M{left} {top - 20}V{top + 168}M{right} {top - 20}V{top + 168}", look.tone.deep, 3, opacity=0.3)


@shape("stack", spread=205, focus=(40, -120))
def stack(c: Canvas, look: Look) -> None:
    """Folded linen, tied with a band."""
    count = round(look.vary("count", 3, 4.4))
    for index in range(count):
        tone = look.accent if index == count - 1 and look.finish == "dipped" else look.tone
        half = 196 - index % 2 * 6
        fold(c, tone, -index * 74, half, 70)
        if look.finish in ("striped", "banded"):
            c.line(f"M{-half + 8} {-index * 74 - 14}H{half - 30}", look.accent.base, 7, opacity=0.9)
    top = -count * 74 + 4
    c.path(f"M-170 {top - 34}H160Q206 {top - 16} 176 {top}H-196z", soft(c, look.tone))
    c.path(
        f"M-26 {top - 34}H26L30 {top}V0H-30V{top}z",
        c.linear((0, look.accent.light), (1, look.accent.dark)),
        opacity=0.92,
    )
    c.line(f"M-4 {top - 6}c-70 -60 -84 6 -6 10c60 -62 96 -20 12 -6", look.accent.dark, 7)


@shape("napkin", Stance.FLAT, focus=(-60, -60), zoom=1.4)
def napkin(c: Canvas, look: Look) -> None:
    """Two folded napkins, fanned."""
    d = "M-180 -180H180V180H-180z"
    for turn, at in ((16, (46, 40)), (-6, (-24, -16))):
        with c.placed(at, turn=turn):
            Shade(c, LYING).box((-180, -180), (360, 360), 0)
            c.path(d, faced(c, look.tone))
            if look.finish != "plain":
                pattern(c, look, d, 184)
            c.path("M-180 180L180 -180V180z", look.tone.dark, opacity=0.22)
            c.line("M-164 -164H164V164H-164z", look.accent.base, 4, stroke_dasharray="12 10", opacity=0.8)
            c.line("M-180 0H180", look.tone.deep, 3, opacity=0.15)


@shape("runner", Stance.FLAT, focus=(0, 120), zoom=1.05)
def runner(c: Canvas, look: Look) -> None:
    """A table runner, rolled at one end."""
    d = "M-120 -270H120V250H-120z"
    with c.placed((0, 10), turn=look.vary("turn", 16, 30)):
        Shade(c, LYING).box((-120, -260), (240, 524), 0)
        Shade(c, LYING).box((-134, -318), (268, 84), 38)
        c.path(d, soft(c, look.tone))
        pattern(c, look, d, 262)
        c.line("".join(f"M{x} 252v34" for x in range(-114, 120, 12)), look.tone.dark, 5)
        c.rect(
            (-134, -318), (268, 84), c.linear((0, look.tone.dark), (0.35, look.tone.light), (1, look.tone.deep)), rx=38
        )
        c.line("M-128 -276H128", look.tone.deep, 3, opacity=0.3)


@shape("rug", Stance.FLAT, focus=(60, 110), zoom=1.1)
def rug(c: Canvas, look: Look) -> None:
    d = "M-210 -270H210V270H-210z"
    with c.placed((0, 0), turn=look.vary("turn", -12, 12)):
        Shade(c, LYING).box((-210, -270), (420, 540), 0)
        fringe = "".join(f"M{x} -270v-26M{x} 270v26" for x in range(-204, 210, 12))
        c.line(fringe, look.tone.light, 5)
        c.path(d, soft(c, look.tone))
        if look.finish == "bordered":
            c.path("M-170 -230H170V230H-170z", stroke=look.accent.base, stroke_width=16)
            c.path("M-140 -200H140V200H-140z", stroke=look.accent.light, stroke_width=6)
            diamonds = "".join(f"M0 {y - 60}L64 {y}L0 {y + 60}L-64 {y}z" for y in (-126, 0, 126))
            c.path(diamonds, look.accent.base, opacity=0.8)
        elif look.finish == "arched":
            for radius in (60, 100, 140, 180):
                c.path(f"M{-radius} 270V70A{radius} {radius} 0 0 1 {radius} 70V270", stroke=look.accent.base,
                       stroke_width=18, opacity=0.85)  # fmt: skip
        else:
            c.line("".join(f"M-210 {y}H210" for y in (-220, -196, -110, 0, 110, 196, 220)), look.accent.base, 14)
            c.line("".join(f"M-210 {y}H210" for y in (-160, -54, 54, 160)), look.accent.light, 6)
        c.line("".join(f"M-210 {y}H210" for y in range(-262, 270, 14)), look.tone.deep, 1.5, opacity=0.16)


@shape("rug_round", Stance.FLAT, focus=(110, 110), zoom=1.2)
def rug_round(c: Canvas, look: Look) -> None:
    """A round braided rug."""
    Shade(c, LYING).round((0, 0), (256, 256))
    for index, radius in enumerate(range(256, 10, -22)):
        tone = look.accent if index in (1, 2, 6) and look.finish != "plain" else look.tone
        c.circle((0, 0), radius, tone.base if index % 2 else tone.light)
        c.circle((0, 0), radius - 11, "none", stroke=tone.dark, stroke_width=15, stroke_dasharray="17 5", opacity=0.28)
