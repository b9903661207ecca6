"""Boards, tools, jars and kitchen cloths."""
# ruff: noqa: E501  path data is not to be broken

from shop.demo.illustrations.canvas import Canvas
from shop.demo.illustrations.shades import LYING, ON_A_WALL, Shade
from shop.demo.illustrations.shapes.drinkware import glass, glass_rim
from shop.demo.illustrations.shapes.registry import Stance, shape
from shop.demo.illustrations.solids import Look, faced, finish, lid, outline, rounded, shine, soft, turned
from shop.demo.illustrations.tones import TONES


def grain(c: Canvas, look: Look, d: str, width: float, height: float) -> None:
    """Draw the lines of upright wood, centred on the origin, inside an outline."""
    lines = ""
    for index in range(7):
        x = -width / 2 + width * (index + look.vary(f"grain{index}", 0.2, 0.8)) / 7
        bend = look.vary(f"bend{index}", -26, 26)
        lines += f"M{x:.0f} {-height / 2:.0f}c{bend:.0f} {height / 3:.0f} {-bend:.0f} {height / 1.6:.0f} 0 {height:.0f}"
    with c.group(clip_path=c.clip(d)):
        c.line(lines, look.tone.dark, 3.5, opacity=0.5)


def board_face(c: Canvas, look: Look, d: str, size: tuple[float, float]) -> None:
    c.path(d, look.tone.deep, transform="translate(7 9)")
    c.path(d, faced(c, look.tone))
    grain(c, look, d, *size)
    c.path(d, stroke=look.tone.pale, stroke_width=3, opacity=0.6)


@shape("board", Stance.FLAT, focus=(40, -160), zoom=1.1)
def board(c: Canvas, look: Look) -> None:
    """A paddle board with a handle."""
    half, top = look.vary("half", 130, 165), look.vary("top", -130, -90)
    d = (f"M{-half} {top + 60}Q{-half} {top} {-half + 60} {top}Q-34 {top} -32 {top - 46}L-28 -262Q-26 -292 0 -292T28 -262"
         f"L32 {top - 46}Q34 {top} {half - 60} {top}Q{half} {top} {half} {top + 60}V214Q{half} 270 {half - 56} 270"
         f"H{-half + 56}Q{-half} 270 {-half} 214z")  # fmt: skip
    with c.placed((0, 8), turn=look.vary("turn", -24, 24)):
        Shade(c, LYING).box((-half, top), (half * 2, 270 - top), 56)
        Shade(c, LYING).box((-30, -292), (60, top + 330), 28)
        board_face(c, look, d, (half * 2, 640))
        c.circle((0, -256), 13, look.tone.deep)


@shape("board_round", Stance.FLAT, focus=(60, -120), zoom=1.05)
def board_round(c: Canvas, look: Look) -> None:
    radius = look.vary("radius", 192, 212)
    d = f"M-40 {-radius + 8}L-26 -286Q-22 -306 0 -306T26 -286L40 {-radius + 8}A{radius} {radius} 0 1 1 -40 {-radius + 8}z"
    with c.placed((0, 50), turn=look.vary("turn", 14, 40)):
        Shade(c, LYING).round((0, 0), (radius, radius))
        Shade(c, LYING).box((-30, -306), (60, 330 - radius), 26)
        board_face(c, look, d, (radius * 2, 760))
        c.circle((0, -276), 12, look.tone.deep)


@shape("board_block", Stance.FLAT, focus=(90, -80))
def board_block(c: Canvas, look: Look) -> None:
    """A heavy rectangular board with a juice groove, bread and crumbs."""
    d = "M-262 -150Q-262 -176 -236 -176H236Q262 -176 262 -150V150Q262 176 236 176H-236Q-262 176 -262 150z"
    Shade(c, LYING).box((-262, -176), (524, 352), 26)
    board_face(c, look, d, (524, 400))
    c.rect((-232, -148), (464, 296), "none", rx=20, stroke=look.tone.dark, stroke_width=9, opacity=0.55)
    crust = c.radial((0, "#e9bd7c"), (0.7, "#c58a48"), (1, "#95602f"), centre=(0.4, 0.3), radius=0.75)
    with c.placed((-40, 0), turn=-18):
        c.ellipse((8, 16), (142, 84), look.tone.deep, opacity=0.4)
        c.ellipse((0, 0), (140, 80), crust)
        c.line(
            "M-80 -40q22 34 0 74M-26 -54q26 46 0 100M30 -52q24 44 0 96M82 -38q16 34 0 68", "#f6dfb5", 9, opacity=0.85
        )
    c.dots([(140, 60), (166, 84), (122, 96), (180, 40), (150, 112)], "#b9834a", 8)


@shape("spoon", Stance.FLAT, focus=(-20, -150), zoom=1.1)
def spoon(c: Canvas, look: Look) -> None:
    """Wooden tools side by side: spoon, spatula, fork."""
    wood = c.linear((0, look.tone.light), (0.5, look.tone.base), (1, look.tone.dark), to=(1, 0.2))
    heads = (
        (-112, -9, "M-62 -190C-62 -268 -30 -296 0 -296S62 -268 62 -190C62 -136 30 -118 13 -96H-13C-30 -118 -62 -136 -62 -190z"),
        (0, 0, "M-50 -290Q0 -312 50 -278L58 -150Q52 -112 13 -96H-13Q-52 -112 -58 -150z"),
        (112, 9, "M-56 -286V-180Q-56 -124 -13 -96H13Q56 -124 56 -180V-286H32V-196H12V-290H-12V-196H-32V-286z"),
    )  # fmt: skip
    for x, turn, head in heads:
        with c.placed((x, 24), turn=turn):
            Shade(c, LYING).round((0, -172), (54, 66))
            Shade(c, LYING).box((-12, -110), (24, 386), 12)
            c.path(head + "M-13 -100L-10 250Q0 284 10 250L13 -100z", wood)
            c.line("M-4 -70V210", look.tone.dark, 3, opacity=0.35)
            c.line(f"M-30 -{250 if turn >= 0 else 230}q-14 30 -6 66", look.tone.pale, 6, opacity=0.6)
    with c.placed((-112, 24), turn=-9):
        c.ellipse((4, -206), (40, 62), c.linear((0, look.tone.dark), (1, look.tone.light), to=(1, 1)), opacity=0.7)


@shape("knife", Stance.FLAT, focus=(-60, -90), zoom=1.05)
def knife(c: Canvas, look: Look) -> None:
    with c.placed((0, 0), turn=-52):
        Shade(c, LYING).box((-210, -48), (270, 76), 36)
        Shade(c, LYING).box((60, -46), (244, 74), 28)
        c.path("M-330 18C-280 -40 -180 -54 -40 -54H60V34H-20C-140 34 -250 30 -330 18z",
               c.linear((0, "#dfe2e2"), (0.55, "#a9b0b2"), (0.56, "#e9ebea"), (1, "#c5cacb")))  # fmt: skip
        c.rect((56, -48), (26, 76), c.linear((0, "#8f9698"), (1, "#5f6668")), rx=4)
        c.path("M80 -46H250Q300 -44 304 -8T262 32Q170 12 80 26z", c.linear((0, look.tone.light), (1, look.tone.dark)))
        c.dots([(130, -10), (190, -10), (250, -8)], TONES["Brass"].light, 13)


@shape("mill", spread=70, focus=(0, -260))
def mill(c: Canvas, look: Look) -> None:
    """A salt and a pepper mill."""
    for x, tone, tall in ((-82, look.tone, 1.0), (92, look.accent, look.vary("tall", 0.66, 0.8))):
        with c.placed((x, 0), tall):
            turned(c, [(70, 0), (74, 16), (64, 60), (40, 150), (54, 236), (60, 262)], tone)
            lid(c, (0, -262), 60, tone)
            turned(c, [(56, 268), (58, 280), (46, 330), (30, 352)], tone)
            lid(c, (0, -352), 30, tone)
            c.circle((0, -368), 15, c.radial((0, "#f0dcae"), (1, "#a37f3a"), centre=(0.35, 0.3)))
            shine(c, (-44, -236), 190, 8)


@shape("jar", spread=120, focus=(20, -180))
def jar(c: Canvas, look: Look) -> None:
    """A storage jar of glass with a wooden lid, filled."""
    radius, height = look.vary("radius", 112, 138), look.vary("height", 230, 310)
    filled = height * look.vary("filled", 0.55, 0.75)
    content = outline([(radius - 14, 8), (radius - 8, 30), (radius - 8, filled)])
    c.path(content, rounded(c, look.tone))
    with c.group(clip_path=c.clip(content)):
        beans = [(look.vary(f"x{n}", -radius, radius), -look.vary(f"y{n}", 0, filled)) for n in range(60)]
        c.dots(beans[:30], look.tone.dark, 15, opacity=0.7)
        c.dots(beans[30:], look.tone.light, 13, opacity=0.8)
    c.ellipse((0, -filled), (radius - 8, radius * 0.15), look.tone.light)
    glass(c, outline([(radius - 12, 0), (radius, 18), (radius, height - 20), (radius - 14, height)]), TONES["Clear"])
    glass_rim(c, -height, radius - 14, TONES["Clear"])
    turned(c, [(radius - 6, height - 6), (radius - 4, height + 34)], look.accent)
    lid(c, (0, -height - 34), radius - 4, look.accent)
    shine(c, (-radius * 0.74, -height * 0.86), height * 0.7, 14)


@shape("canister", spread=125, focus=(20, -230))
def canister(c: Canvas, look: Look) -> None:
    radius, height = look.vary("radius", 116, 140), look.vary("height", 230, 290)
    d = turned(c, [(radius - 10, 0), (radius, 12), (radius, height)], look.tone)
    finish(c, look, d, (radius * 2, height))
    lid(c, (0, -height), radius, look.tone)
    turned(c, [(radius - 10, height), (radius - 8, height + 26)], look.accent)
    lid(c, (0, -height - 26), radius - 8, look.accent)
    turned(c, [(18, height + 28), (16, height + 44), (28, height + 60)], look.accent)
    lid(c, (0, -height - 60), 28, look.accent)
    shine(c, (-radius * 0.72, -height * 0.86), height * 0.66, 15)


@shape("teatowel", Stance.WALL, focus=(0, 190))
def teatowel(c: Canvas, look: Look) -> None:
    """A cloth that hangs from a peg by its loop."""
    Shade(c, ON_A_WALL).round((0, 110), (110, 80))
    Shade(c, ON_A_WALL).box((-150, 100), (300, 334), 8)
    c.line("M0 0C-22 -24 22 -24 0 0L-4 22", look.accent.dark, 6)
    d = "M-18 20C-60 34 -120 60 -148 96C-158 220 -150 330 -160 430C-90 446 -50 424 0 436S100 430 160 424C148 320 160 210 146 94C116 58 60 34 18 20z"
    c.path(d, c.linear((0, look.tone.dark), (0.2, look.tone.light), (0.38, look.tone.base), (0.55, look.tone.light),
                       (0.75, look.tone.base), (1, look.tone.dark), to=(1, 0)))  # fmt: skip
    with c.group(clip_path=c.clip(d)):
        if look.finish == "checked":
            c.line("".join(f"M{x} 0V460" for x in range(-140, 160, 40)), look.accent.base, 11, opacity=0.5)
            c.line("".join(f"M-180 {y}q180 14 360 0" for y in range(60, 460, 40)), look.accent.base, 11, opacity=0.5)
        else:
            for y, width in ((352, 18), (384, 7), (330, 7)):
                c.line(f"M-180 {y}Q-60 {y + 20} 0 {y + 8}T180 {y}", look.accent.base, width)
        c.line("M-70 70C-90 190 -76 320 -88 440M40 60C60 190 44 310 58 440", look.tone.deep, 5, opacity=0.25)
    c.circle((0, -8), 15, c.radial((0, TONES["Oak"].light), (1, TONES["Oak"].dark), centre=(0.35, 0.3)))


@shape("apron", Stance.WALL, focus=(0, 180), zoom=1.1)
def apron(c: Canvas, look: Look) -> None:
    Shade(c, ON_A_WALL).box((-84, 34), (168, 200), 8)
    Shade(c, ON_A_WALL).box((-166, 200), (332, 282), 12)
    c.line("M-70 40C-60 -40 60 -40 70 40", look.accent.dark, 11)
    c.line("M-150 200C-220 230 -196 300 -214 360M150 200C214 236 200 300 222 350", look.accent.dark, 9)
    c.path("M-82 34H82C88 110 116 160 168 196C158 300 170 400 176 470Q0 492 -176 470C-170 400 -158 300 -168 196"
           "C-116 160 -88 110 -82 34z", faced(c, look.tone))  # fmt: skip
    c.line("M-60 236C-70 320 -62 400 -72 470M76 230C66 320 80 400 70 474", look.tone.deep, 5, opacity=0.25)
    c.path("M-92 262H92V362Q92 384 70 384H-70Q-92 384 -92 362z", soft(c, look.tone), stroke=look.tone.deep,
           stroke_width=3, stroke_opacity=0.5)  # fmt: skip
    c.line("M-82 274H82M0 274V372", look.tone.deep, 3, stroke_dasharray="9 9", opacity=0.6)
    c.dots([(-66, 58), (66, 58)], TONES["Brass"].base, 15)
    c.circle((0, -22), 14, TONES["Oak"].dark)


@shape("rollingpin", Stance.FLAT, focus=(0, 0), zoom=1.1)
def rollingpin(c: Canvas, look: Look) -> None:
    paint = c.linear((0, look.tone.light), (0.35, look.tone.base), (1, look.tone.dark))
    with c.placed((0, 0), turn=-38):
        Shade(c, LYING).box((-306, -22), (612, 44), 22)
        Shade(c, LYING).box((-200, -52), (400, 104), 26)
        for side in (-1, 1):
            c.path(f"M{side * 190} -16C{side * 220} -14 {side * 226} -26 {side * 262} -26Q{side * 306} -24 {side * 306} 0"
                   f"T{side * 262} 26C{side * 226} 26 {side * 220} 14 {side * 190} 16z", paint)  # fmt: skip
        c.rect((-200, -52), (400, 104), paint, rx=26)
        c.line("M-170 -20H60M-120 14H150M-60 34H170", look.tone.dark, 3, opacity=0.4)
