"""Stools, chairs, tables and shelves."""

from shop.demo.illustrations.canvas import Canvas, Point
from shop.demo.illustrations.shades import ON_A_WALL, Shade
from shop.demo.illustrations.shapes.registry import Stance, shape
from shop.demo.illustrations.solids import Look, faced, finish, lid, outline, rounded, soft, turned
from shop.demo.illustrations.tones import TONES, Tone


def leg(c: Canvas, tone: Tone, top: Point, foot: Point, width: float = 22) -> None:
    """Draw a leg that tapers to its foot."""
    (x, y), (end, ground) = top, foot
    half, tip = width / 2, width / 3.4
    c.path(f"M{x - half} {y}L{end - tip} {ground}h{tip * 2}L{x + half} {y}z", rounded(c, tone))


def slab(c: Canvas, tone: Tone, at: Point, half: float, thick: float) -> None:
    """Draw a board that lies level: its upper face, then its front edge."""
    x, y = at
    rise = half * 0.17
    c.path(f"M{x - half} {y}L{x - half * 0.9} {y - rise}H{x + half * 0.9}L{x + half} {y}z", soft(c, tone))
    c.rect((x - half, y), (half * 2, thick), c.linear((0, tone.base), (1, tone.dark)), rx=3)
    c.line(f"M{x - half * 0.7} {y - rise * 0.6}H{x + half * 0.2}M{x - half * 0.3} {y - rise * 0.3}H{x + half * 0.6}",
           tone.dark, 2.5, opacity=0.4)  # fmt: skip


@shape("stool", Stance.FLOOR, spread=130, focus=(20, -300), zoom=1.4)
def stool(c: Canvas, look: Look) -> None:
    seat, height = look.vary("seat", 128, 156), look.vary("height", 300, 370)
    splay = look.vary("splay", 18, 48)
    for x, way, shift in ((0.12, 0, -14), (-0.72, -1, 0), (0.74, 1, 0)):
        leg(
            c,
            look.tone,
            (seat * x, -height + 20),
            (seat * x + splay * way, shift),
            26,
        )
    c.line(f"M{-seat * 0.78} {-height * 0.36}H{seat * 0.8}", look.tone.dark, 12)
    turned(c, [(seat - 6, height - 16), (seat, height), (seat, height + 18)], look.tone)
    top = look.accent if look.finish == "dipped" else look.tone
    if look.finish == "dipped":
        turned(c, [(seat - 4, height + 12), (seat + 4, height + 30), (seat - 6, height + 50)], top)
        lid(c, (0, -height - 50), seat - 6, top)
    else:
        lid(c, (0, -height - 18), seat, top)
        for share in (0.72, 0.45):
            c.ellipse((4, -height - 18), (seat * share, seat * 0.17 * share), "none", stroke=top.dark, stroke_width=2.5,
                      opacity=0.45)  # fmt: skip


@shape("chair", Stance.FLOOR, spread=140, focus=(0, -360))
def chair(c: Canvas, look: Look) -> None:
    tone, back = look.tone, look.vary("back", 480, 530)
    for x in (-104, 104):
        leg(c, tone, (x, -230), (x * 1.22, -24), 20)
    c.path(f"M-124 {-back + 40}Q0 {-back - 14} 124 {-back + 40}V{-back + 84}Q0 {-back + 36} -124 {-back + 84}z",
           c.linear((0, tone.light), (1, tone.base)))  # fmt: skip
    for x in (-100, -50, 0, 50, 100):
        c.line(f"M{x * 1.05} {-back + 64 + abs(x) * 0.12}L{x} -262", tone.dark, 13)
        c.line(f"M{x * 1.05 - 2} {-back + 64 + abs(x) * 0.12}L{x - 2} -262", tone.light, 4, opacity=0.8)
    seat = look.accent if look.finish == "dipped" else tone
    c.path("M-134 -274Q0 -300 134 -274L158 -222Q0 -196 -158 -222z", soft(c, seat))
    c.path("M-158 -222Q0 -196 158 -222V-200Q0 -172 -158 -200z", c.linear((0, seat.base), (1, seat.dark)))
    for x in (-132, 132):
        leg(c, tone, (x, -200), (x * 1.12, 0), 25)
    c.line("M-136 -96H136", tone.dark, 9)


@shape("bench", Stance.FLOOR, spread=250, focus=(-120, -190), zoom=1.25)
def bench(c: Canvas, look: Look) -> None:
    for x in (-214, 214):
        leg(c, look.tone, (x * 0.86, -180), (x * 0.88, -34), 24)
        leg(c, look.tone, (x, -180), (x * 1.04, 0), 30)
    c.rect((-220, -176), (440, 26), c.linear((0, look.tone.dark), (1, look.tone.deep)))
    slab(c, look.tone, (0, -206), 272, 32)
    if look.finish == "dipped":
        c.path("M-250 -216Q-256 -262 -210 -264H206Q256 -262 250 -216z", faced(c, look.accent))
        c.line("M-90 -262Q-84 -240 -90 -218M80 -262Q86 -240 80 -218", look.accent.deep, 3, opacity=0.4)


@shape("table_side", Stance.FLOOR, spread=130, focus=(40, -350), zoom=1.4)
def table_side(c: Canvas, look: Look) -> None:
    """A small round table with a cup on it."""
    top, height = look.vary("top", 165, 195), look.vary("height", 330, 370)
    if look.finish == "pedestal":
        turned(c, [(110, 0), (110, 14), (30, 36), (24, 90), (26, height - 30), (60, height)], look.tone)
    else:
        for x, shift in ((0.1, -16), (-0.66, 0), (0.68, 0)):
            leg(c, look.tone, (top * x, -height), (top * x * 1.25, shift), 22)
    turned(c, [(top - 8, height - 6), (top, height + 6), (top, height + 16)], look.tone)
    lid(c, (0, -height - 16), top, look.tone)
    with c.placed((-40, -height - 20), 0.28):
        turned(c, [(90, 0), (110, 12), (120, 190)], look.accent)
        c.ellipse((0, -190), (120, 21), look.accent.deep)
    with c.placed((66, -height - 14)):
        c.rect((-60, -16), (108, 16), TONES["Denim"].base, rx=2)
        c.rect((-52, -30), (92, 14), TONES["Rose"].base, rx=2)


@shape("table_coffee", Stance.FLOOR, spread=235, focus=(-80, -210), zoom=1.25)
def table_coffee(c: Canvas, look: Look) -> None:
    top = look.vary("top", 250, 275)
    for x in (-0.6, 0.6):
        leg(c, look.tone, (top * x, -200), (top * x * 1.1, -40), 22)
    for x in (-0.82, 0.82):
        leg(c, look.tone, (top * x, -200), (top * x * 1.1, 0), 28)
    c.ellipse((0, -84), (top * 0.78, 30), c.linear((0, look.accent.base), (1, look.accent.dark)))
    turned(c, [(top - 6, 196), (top, 210), (top, 222)], look.tone)
    lid(c, (0, -222), top, look.tone)
    with c.placed((70, -224), 0.46):
        turned(c, [(60, 0), (150, 60), (180, 120)], TONES["Chalk"])
        c.ellipse((0, -120), (180, 31), TONES["Stone"].dark)
        for x, y in ((-70, -132), (0, -146), (72, -130)):
            c.circle((x, y), 46, c.radial((0, "#eda86a"), (1, "#c06b32"), centre=(0.35, 0.3)))


@shape("desk", Stance.FLOOR, spread=260, focus=(140, -300), zoom=1.2)
def desk(c: Canvas, look: Look) -> None:
    for x in (-222, 222):
        leg(c, look.tone, (x * 0.94, -300), (x * 0.95, -36), 22)
        leg(c, look.tone, (x, -300), (x * 1.05, 0), 26)
    slab(c, look.tone, (0, -330), 272, 24)
    c.rect((30, -306), (214, 66), faced(c, look.tone), stroke=look.tone.dark, stroke_width=3)
    c.circle((137, -272), 9, TONES["Brass"].base)
    with c.placed((-150, -346), 0.34):
        turned(c, [(70, 0), (90, 160)], look.accent)
        c.line("M-20 -150L-50 -300M16 -150L40 -320", TONES["Mustard"].base, 16)


@shape("shelf", Stance.WALL, focus=(-60, 60))
def shelf(c: Canvas, look: Look) -> None:
    """A wall shelf with a few things on it."""
    boards = 2 if look.finish == "double" else 1
    for row in range(boards):
        y = 150 + row * 190 - (boards - 1) * 40
        Shade(c, ON_A_WALL).box((-262, y - 10), (524, 34), 3)
        for x in (-170, 170):
            c.path(f"M{x} {y + 18}v76q0 -60 {-52 if x > 0 else 52} -76z", look.accent.dark)
        slab(c, look.tone, (0, y), 270, 24)
        with c.placed((-150, y - 10), 0.34):
            turned(c, [(80, 0), (130, 120), (60, 260), (70, 300)], TONES["Terracotta" if row else "Sage"])
        for index, name in enumerate(("Rust", "Chalk", "Denim", "Ochre")):
            tall = 96 + index % 3 * 14
            c.rect((-70 + index * 27, y - 10 - tall), (25, tall), faced(c, TONES[name]), rx=2)
        with c.placed((130 - row * 20, y - 10), 0.3):
            turned(c, [(100, 0), (180, 100), (200, 150)], TONES["Chalk"])
            c.ellipse((0, -150), (200, 34), TONES["Stone"].dark)


@shape("bookcase", Stance.FLOOR, spread=190, focus=(-40, -330))
def bookcase(c: Canvas, look: Look) -> None:
    """A tall open case."""
    tone = look.tone
    c.rect((-186, -540), (372, 534), c.linear((0, tone.deep), (1, tone.dark)), rx=4)
    rows = (-414, -288, -162, -36)
    books = ("Rust", "Sage", "Chalk", "Denim", "Ochre", "Plum", "Cream")
    for row, y in enumerate(rows):
        c.rect((-174, y - 114), (348, 114), tone.deep, opacity=0.5)
        x = -166.0 if row % 2 else 20.0
        for index in range(5):
            tall = look.vary(f"{row}{index}", 66, 100)
            c.rect((x, y - tall), (24, tall), TONES[books[(row * 2 + index) % 7]].base, rx=2)
            x += 26
        with c.placed((80 if row % 2 else -90, y), 0.3):
            turned(c, [(80, 0), (130, 110), (70, 230)], look.accent if row % 2 else TONES["Terracotta"])
        c.rect((-186, y), (372, 15), c.linear((0, tone.light), (1, tone.base)))
    for x in (-190, 174):
        c.rect((x, -544), (17, 544), rounded(c, tone), rx=3)
    c.rect((-194, -556), (388, 17), c.linear((0, tone.light), (1, tone.base)), rx=3)


@shape("pegs", Stance.WALL, focus=(-60, 110))
def pegs(c: Canvas, look: Look) -> None:
    """A rail of pegs with a bag and a hat on it."""
    Shade(c, ON_A_WALL).box((-270, 40), (540, 62), 12)
    Shade(c, ON_A_WALL).box((-246, 172), (152, 196), 10)
    Shade(c, ON_A_WALL).round((130, 140), (102, 44))
    c.rect((-270, 40), (540, 62), c.linear((0, look.tone.light), (1, look.tone.dark)), rx=12)
    c.path(
        "M-176 80C-190 120 -210 150 -212 178H-120C-122 150 -150 120 -164 80", stroke=TONES["Linen"].dark, stroke_width=9
    )
    bag = "M-234 172H-104L-88 360Q-170 384 -252 360z"
    c.path(bag, faced(c, look.accent))
    c.ellipse((130, 148), (104, 30), TONES["Natural"].dark)
    c.path("M66 146Q66 72 130 72T194 146Q130 172 66 146z", faced(c, TONES["Natural"]))
    c.path("M66 132Q130 160 194 132V148Q130 174 66 148z", TONES["Ink"].base)
    for x in (-170, -20, 130):
        c.circle((x, 76), 19, c.radial((0, look.tone.pale), (1, look.tone.dark), centre=(0.35, 0.3)))


@shape("pouf", Stance.FLOOR, spread=190, focus=(40, -140), zoom=1.5)
def pouf(c: Canvas, look: Look) -> None:
    d = outline([(150, 0), (205, 70), (205, 140), (140, 214)])
    c.path(d, rounded(c, look.tone))
    with c.group(clip_path=c.clip(d)):
        c.line(
            "".join(f"M{x} 40Q{x * 1.5} -110 {x * 0.7} -250" for x in range(-150, 160, 42)),
            look.tone.deep,
            4,
            opacity=0.4,
        )
    c.ellipse((0, -214), (140, 28), look.tone.light)
    c.circle((0, -214), 12, look.accent.base)
    finish(c, look, d, (380, 210))
