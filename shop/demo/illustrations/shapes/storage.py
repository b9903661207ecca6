"""Baskets, boxes and trays."""

from shop.demo.illustrations.canvas import Canvas
from shop.demo.illustrations.shades import LYING, Shade
from shop.demo.illustrations.shapes.drinkware import handle
from shop.demo.illustrations.shapes.registry import Stance, shape
from shop.demo.illustrations.solids import TILT, Look, faced, lid, opening, soft, turned
from shop.demo.illustrations.tones import TONES


def weave(c: Canvas, look: Look, d: str, size: tuple[float, float]) -> None:
    """Draw woven rows and their stakes inside an outline that stands on the origin."""
    width, height = size
    sag = width / 2 * TILT * 0.8
    rows = "".join(f"M{-width / 2} {-y}Q0 {-y + sag * 2} {width / 2} {-y}" for y in range(12, int(height) + 20, 23))
    stakes = ""
    for row, y in enumerate(range(0, int(height) + 24, 23)):
        for step in range(-8, 9):
            x = (step + row % 2 * 0.5) / 8.5
            stakes += f"M{x * width / 2 * (1.25 - 0.25 * abs(x)):.0f} {-y + sag * (1 - x * x) - 3:.0f}v-13"
    with c.group(clip_path=c.clip(d)):
        c.line(rows, look.tone.dark, 3.5, opacity=0.6)
        c.line(stakes, look.tone.deep, 6, opacity=0.32)


@shape("basket", spread=160, focus=(50, -160))
def basket(c: Canvas, look: Look) -> None:
    top, height = look.vary("top", 172, 208), look.vary("height", 190, 270)
    foot = top * look.vary("foot", 0.68, 0.86)
    c.line(
        f"M{-top + 30} {-height - 14}c-2 -74 60 -74 62 -20M{top - 92} {-height - 34}c2 -54 64 -54 62 20",
        look.tone.deep,
        15,
    )
    d = turned(c, [(foot - 16, 0), (foot, 20), ((foot + top) / 2 + 10, height * 0.5), (top, height)], look.tone)
    weave(c, look, d, (top * 2, height))
    if look.finish == "dipped":
        with c.group(clip_path=c.clip(d), opacity=0.85):
            c.path(f"M-260 {-height * 0.34}Q0 {-height * 0.34 + 60} 260 {-height * 0.34}V60H-260z", look.accent.base)
    opening(c, (0, -height), top, look.tone, 15)
    c.line(f"M{-top} {-height}A{top} {top * TILT} 0 0 0 {top} {-height}", look.tone.base, 16)
    c.line(f"M{-top} {-height}A{top} {top * TILT} 0 0 0 {top} {-height}", look.tone.deep, 16, stroke_dasharray="3 19",
           stroke_linecap="butt", opacity=0.5)  # fmt: skip
    c.line(
        f"M{-top + 26} {-height + 22}c4 -84 58 -92 66 -4M{top - 92} {-height + 18}c8 -88 62 -80 66 4",
        look.tone.base,
        15,
    )


@shape("hamper", Stance.FLOOR, spread=150, focus=(40, -230))
def hamper(c: Canvas, look: Look) -> None:
    """A tall laundry basket with a lid."""
    top, height = look.vary("top", 156, 172), look.vary("height", 370, 420)
    d = turned(c, [(top - 36, 0), (top - 22, 18), (top, height * 0.6), (top - 4, height)], look.tone)
    weave(c, look, d, (top * 2, height))
    handle(c, look.accent, f"M{-top + 12} {-height * 0.7}q-62 14 -8 72M{top - 12} {-height * 0.7}q62 14 8 72", 18)
    turned(c, [(top + 8, height - 6), (top + 8, height + 22)], look.tone)
    lid(c, (0, -height - 22), top + 8, look.tone)
    for share in (0.8, 0.55, 0.3):
        c.ellipse(
            (0, -height - 22),
            (top * share, top * TILT * share),
            "none",
            stroke=look.tone.dark,
            stroke_width=4,
            opacity=0.5,
        )
    handle(c, look.accent, f"M-30 {-height - 24}q30 -54 60 0", 15)


@shape("box", spread=215, focus=(60, -120), zoom=1.25)
def box(c: Canvas, look: Look) -> None:
    """A wooden box with a sliding lid."""
    half, height = look.vary("half", 180, 218), look.vary("height", 130, 190)
    c.path(
        f"M{half} {-height}L{half + 44} {-height - 44}V-40L{half} 0z",
        c.linear((0, look.tone.dark), (1, look.tone.deep)),
    )
    c.rect((-half, -height), (half * 2, height), faced(c, look.tone))
    c.line(f"M{-half + 12} {-height * 0.3}C-60 {-height * 0.4} 40 {-height * 0.18} {half - 12} {-height * 0.32}"
           f"M{-half + 12} {-height * 0.62}C-40 {-height * 0.5} 60 {-height * 0.72} {half - 12} {-height * 0.6}",
           look.tone.dark, 3, opacity=0.45)  # fmt: skip
    for side in (-1, 1):
        joints = "".join(f"M{side * (half - 9)} {-y}v-16" for y in range(12, int(height) - 10, 34))
        c.line(joints, look.tone.deep, 16, opacity=0.3, stroke_linecap="butt")
    lid_tone = look.accent
    c.path(f"M{-half - 8} {-height}L{-half + 40} {-height - 52}H{half + 50}L{half + 8} {-height}z", soft(c, lid_tone))
    c.rect((-half - 8, -height - 2), (half * 2 + 16, 22), c.linear((0, lid_tone.base), (1, lid_tone.dark)), rx=3)
    c.path(f"M{half + 8} {-height}L{half + 50} {-height - 52}v20L{half + 8} {-height + 20}z", lid_tone.deep)
    c.rect((-46, -height * 0.6), (92, 34), "#fbf5e8", rx=3, stroke=TONES["Brass"].base, stroke_width=6)


@shape("crate", spread=225, focus=(-60, -140), zoom=1.35)
def crate(c: Canvas, look: Look) -> None:
    """An open crate of slats with rolled cloth in it."""
    for x, name in ((-120, "Sage"), (-30, "Chalk"), (60, "Rose"), (140, "Denim")):
        with c.placed((x, -190)):
            tone = TONES[name]
            c.rect((-42, -40), (84, 120), tone.dark, rx=38)
            c.circle((0, -10), 44, c.radial((0, tone.light), (1, tone.dark), centre=(0.4, 0.35), radius=0.7))
            c.path(
                "M-4 -10a10 10 0 1 1 12 12a22 22 0 1 1 -26 -26a32 32 0 1 1 -8 44",
                stroke=tone.deep,
                stroke_width=4,
                opacity=0.5,
            )
    for index in range(3):
        y = -62 - index * 66
        c.rect((-222, y), (444, 52), c.linear((0, look.tone.light), (0.4, look.tone.base), (1, look.tone.dark)), rx=4)
        c.line(f"M-200 {y + 18}C-80 {y + 8} 40 {y + 30} 200 {y + 16}", look.tone.dark, 2.5, opacity=0.5)
    for x in (-214, 178):
        c.rect((x, -206), (36, 206), faced(c, look.tone), rx=3)
        c.dots([(x + 18, -168), (x + 18, -102), (x + 18, -36)], look.tone.deep, 8)
    c.rect((-50, -186), (100, 26), look.tone.deep, rx=13, opacity=0.85)


@shape("tray", Stance.FLAT, focus=(-100, 80))
def tray(c: Canvas, look: Look) -> None:
    """A round tray with a small breakfast on it."""
    radius = look.vary("radius", 238, 256)
    tone = look.tone
    Shade(c, LYING).round((0, 0), (radius, radius))
    c.circle((0, 0), radius, c.linear((0, tone.light), (1, tone.deep), to=(1, 1)))
    c.circle((0, 0), radius - 14, c.linear((0, tone.deep), (1, tone.light), to=(1, 1)))
    c.circle((0, 0), radius - 26, soft(c, tone))
    c.line("".join(f"M-190 {y}q190 {18 + y * 0.1} 380 0" for y in (-90, -20, 60, 120)), tone.dark, 3, opacity=0.35)
    with c.placed((-74, -50)):
        c.circle((8, 12), 84, tone.deep, opacity=0.3)
        c.circle((0, 0), 82, look.accent.light)
        c.circle((0, 0), 70, "#5b3825")
        c.circle((0, 0), 58, c.radial((0, "#d9a877"), (1, "#8a5a3a")))
        c.line("M78 10q46 14 34 -34q-10 -20 -34 -8", look.accent.base, 15)
    with c.placed((92, 70), turn=20):
        c.circle((6, 10), 92, tone.deep, opacity=0.25)
        c.circle((0, 0), 92, "#f4ede0")
        c.circle((0, 0), 66, "#e8dfcf")
        c.path("M-56 14C-50 -40 40 -56 58 -8C40 -22 -10 -22 -20 24C-34 36 -50 32 -56 14z", "#d59a51", stroke="#a86f30",
               stroke_width=4)  # fmt: skip


@shape("rack", Stance.FLOOR, spread=180, focus=(0, -130))
def rack(c: Canvas, look: Look) -> None:
    """A magazine rack: two leaning frames and what they hold."""
    for index, name in enumerate(("Rust", "Chalk", "Sage", "Denim")):
        c.rect((-150 + index * 12, -290 - index % 2 * 20), (280, 230), faced(c, TONES[name]), rx=4)
    c.line("M-178 0L-140 -250M178 0L140 -250", look.tone.dark, 20)
    sling = "M-168 -210Q0 -180 168 -210L150 -34Q0 -8 -150 -34z"
    c.path(sling, faced(c, look.accent))
    c.line("M-160 -150Q0 -120 160 -150", look.accent.deep, 3, opacity=0.35, stroke_dasharray="10 8")
    c.line("M-146 0L-190 -250M146 0L190 -250", look.tone.base, 20)
    c.line("M-192 -246H192", look.tone.base, 18)
    c.line("M-192 -250H186", look.tone.light, 5)
