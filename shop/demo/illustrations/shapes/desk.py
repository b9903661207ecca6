"""For the desk and the wall above it."""
# ruff: noqa: E501  path data is not to be broken

from math import cos, radians, sin

from shop.demo.illustrations.canvas import Canvas
from shop.demo.illustrations.shades import LYING, ON_A_WALL, Shade
from shop.demo.illustrations.shapes.registry import Stance, shape
from shop.demo.illustrations.solids import Look, faced, finish, opening, soft, turned
from shop.demo.illustrations.tones import TONES


@shape("notebook", Stance.FLAT, focus=(-70, -90))
def notebook(c: Canvas, look: Look) -> None:
    with c.placed((0, 0), turn=look.vary("turn", -16, 14)):
        Shade(c, LYING).box((-178, -236), (364, 472), 10)
        c.rect((-166, -228), (352, 464), look.tone.deep, rx=10)
        c.rect((-170, -228), (350, 458), "#f7efdf", rx=8)
        c.rect((-178, -236), (350, 462), faced(c, look.tone), rx=10)
        c.rect((-178, -236), (58, 462), look.tone.dark, rx=10, opacity=0.45)
        if look.finish == "striped":
            c.line("".join(f"M{x} -236V226" for x in range(-96, 170, 34)), look.accent.base, 9, opacity=0.8)
        else:
            c.rect((-56, -150), (164, 76), "#fbf5e8", rx=4)
            c.line("M-30 -124H82M-30 -100H40", look.tone.dark, 5, opacity=0.6)
        c.rect((124, -236), (15, 462), look.accent.base)
        c.path("M-60 226v66l14 -16l14 16v-66z", look.accent.base)
    with c.placed((40, 60), turn=38):
        Shade(c, LYING).box((-14, -220), (28, 422), 8)
        c.path(
            "M-14 -190L0 -236L14 -190V190H-14z", c.linear((0, "#f0bf57"), (0.5, "#d9993a"), (1, "#a8712a"), to=(1, 0))
        )
        c.path("M-14 -190L0 -236L14 -190z", "#ecd3a8")
        c.path("M-5 -220L0 -236L5 -220z", "#3a3735")
        c.rect((-14, 168), (28, 34), TONES["Rose"].base, rx=6)


@shape("pencilcup", spread=100, focus=(10, -130))
def pencilcup(c: Canvas, look: Look) -> None:
    sticks = ((-52, -14, "Mustard", 320), (-18, -5, "Rust", 370), (20, 4, "Denim", 340), (54, 13, "Sage", 300))
    for x, turn, name, tall in sticks:
        with c.placed((x * 0.8, -90), turn=turn):
            tone = TONES[name]
            c.rect((-11, -tall + 130), (22, tall - 120), c.linear((0, tone.light), (1, tone.dark), to=(1, 0)))
            c.path(f"M-11 {-tall + 131}L0 {-tall + 94}L11 {-tall + 131}z", "#ecd3a8")
            c.path(f"M-4 {-tall + 108}L0 {-tall + 94}L4 {-tall + 108}z", tone.deep)
    height = look.vary("height", 170, 210)
    d = turned(c, [(94, 0), (102, 12), (104, height)], look.tone)
    finish(c, look, d, (208, height))
    c.path(f"M-104 {-height}A104 18 0 0 0 104 {-height}", stroke=look.tone.pale, stroke_width=8)


@shape("organiser", spread=235, focus=(-60, -90), zoom=1.35)
def organiser(c: Canvas, look: Look) -> None:
    """A desk tray with letters in it."""
    for index, name in enumerate(("White", "Rose", "Sky")):
        with c.placed((-60 + index * 62, -70), turn=-5 + index * 5):
            c.rect((-110, -170 + index * 24), (220, 190), faced(c, TONES[name]), rx=3)
            c.line(f"M-110 {-170 + index * 24}L0 {-96 + index * 24}L110 {-170 + index * 24}", TONES[name].dark, 4)
    c.rect((-232, -150), (464, 22), look.tone.deep, rx=4)
    c.path("M-236 -120H236V-12Q236 0 224 0H-224Q-236 0 -236 -12z", faced(c, look.tone))
    c.line("M-220 -84C-100 -96 60 -70 220 -86M-220 -44C-60 -34 60 -58 220 -40", look.tone.dark, 3, opacity=0.45)
    c.rect((-42, -76), (84, 34), look.accent.light, rx=3, stroke=TONES["Brass"].base, stroke_width=6)


@shape("bookends", spread=230, focus=(-120, -110), zoom=1.3)
def bookends(c: Canvas, look: Look) -> None:
    x = -130.0
    for index, name in enumerate(("Rust", "Cream", "Denim", "Ochre", "Sage", "Plum")):
        tall, wide = 190 + look.vary(f"tall{index}", 0, 60), 34 + index % 3 * 8
        c.rect((x, -tall), (wide, tall), faced(c, TONES[name]), rx=3)
        c.line(f"M{x + 6} {-tall + 30}h{wide - 12}M{x + 6} {-tall + 42}h{wide - 12}", TONES[name].pale, 4, opacity=0.7)
        x += wide + 2
    for side in (-1, 1):
        with c.group(transform=f"translate({-134 if side < 0 else x + 2:.0f} 0) scale({side} 1)"):
            c.path("M0 0V-190A120 190 0 0 1 120 0z", c.linear((0, look.tone.light), (1, look.tone.dark), to=(1, 1)))
            c.path("M0 -6V-120A74 116 0 0 1 74 -6z", look.tone.deep, opacity=0.22)


@shape("clock", Stance.WALL, focus=(40, 160))
def clock(c: Canvas, look: Look) -> None:
    with c.placed((0, 200)):
        Shade(c, ON_A_WALL).round((0, 0), (216, 216))
        c.circle((0, 0), 216, c.linear((0, look.accent.light), (1, look.accent.dark), to=(1, 1)))
        c.circle((0, 0), 190, look.tone.dark)
        c.circle((3, 4), 187, soft(c, look.tone))
        marks = "".join(
            f"M{sin(radians(a)) * 162:.0f} {-cos(radians(a)) * 162:.0f}L{sin(radians(a)) * 146:.0f} {-cos(radians(a)) * 146:.0f}"
            for a in range(0, 360, 30)
        )
        c.line(marks, look.tone.deep, 8)
        c.line("M0 0L-62 -62", look.tone.deep, 13)
        c.line("M0 14L66 -108", look.tone.deep, 9)
        c.line("M-20 34L54 -90", TONES["Rust"].base, 4)
        c.circle((0, 0), 13, TONES["Rust"].base)


@shape("mirror", Stance.WALL, focus=(-60, 120), zoom=1.15)
def mirror(c: Canvas, look: Look) -> None:
    tall = look.finish == "arched"
    d = (
        "M-160 440V140A160 160 0 0 1 160 140V440z"
        if tall
        else "M-215 200A215 215 0 1 1 215 200A215 215 0 1 1 -215 200z"
    )
    if tall:
        Shade(c, ON_A_WALL).round((0, 140), (172, 172))
        Shade(c, ON_A_WALL).box((-172, 150), (344, 302), 4)
    else:
        Shade(c, ON_A_WALL).round((0, 200), (227, 227))
    c.path(d, c.linear((0, "#eef3f1"), (0.45, "#c9d8d8"), (0.46, "#dbe6e5"), (1, "#b4c7c9"), to=(1, 0.7)))
    with c.group(clip_path=c.clip(d), opacity=0.5):
        c.path("M-260 330L40 -40H120L-260 440zM-120 460L210 40V90L-70 460z", "#ffffff", opacity=0.6)
    c.path(d, stroke=look.tone.dark, stroke_width=24)
    c.path(d, stroke=look.tone.light, stroke_width=14, transform="translate(-2 -3)")


@shape("print", Stance.WALL, focus=(20, 220), zoom=1.05)
def art(c: Canvas, look: Look) -> None:
    """A framed picture of simple forms."""
    Shade(c, ON_A_WALL).box((-190, -20), (380, 490), 4)
    c.rect((-190, -20), (380, 490), faced(c, look.accent), rx=4)
    c.rect((-170, 0), (340, 450), "#fbf7ec")
    c.rect((-130, 44), (260, 362), look.tone.pale)
    kind = int(look.vary("motif", 0, 2.99))
    ink = look.tone
    if kind == 0:
        c.circle((34, 150), 66, TONES["Ochre"].base)
        c.path("M-130 300Q-60 210 10 280T130 250V406H-130z", ink.base)
        c.path("M-130 350Q-30 280 60 350T130 330V406H-130z", ink.dark)
    elif kind == 1:
        c.path("M-60 380V230Q-100 200 -70 150Q-66 110 -20 110H20Q66 110 70 150Q100 200 60 230V380z", ink.base)
        c.line("M0 110Q-20 70 -60 64M0 110Q10 70 50 56M0 112V50", TONES["Forest"].base, 7)
        c.ellipse((0, 112), (44, 9), ink.deep)
        c.line("M-62 280Q0 300 62 280", TONES["Chalk"].base, 14)
    else:
        for index, (x, y) in enumerate(((-50, 120), (46, 200), (-40, 300))):
            c.path(f"M{x} {y + 70}A62 62 0 0 1 {x} {y - 54}z", (ink.base, TONES["Ochre"].base, ink.dark)[index])
            c.circle((x + 40, y + 8), 33, (TONES["Rust"].base, ink.light, TONES["Sage"].base)[index])
    c.path("M-170 0H170L-170 400z", "#ffffff", opacity=0.14)


@shape("giftcard", Stance.FLAT, focus=(0, 0), zoom=1.25)
def giftcard(c: Canvas, look: Look) -> None:
    """A card in its envelope, tied with a ribbon."""
    with c.placed((20, -20), turn=8):
        Shade(c, LYING).box((-236, -150), (472, 310), 8)
        c.rect((-236, -150), (472, 310), faced(c, look.accent), rx=8)
        c.path("M-236 -142L0 40L236 -142", stroke=look.accent.dark, stroke_width=5)
    with c.placed((-14, 30), turn=-7):
        Shade(c, LYING).box((-236, -154), (472, 300), 18)
        c.rect((-230, -146), (472, 300), "#4a3020", rx=18, opacity=0.2)
        c.rect((-236, -154), (472, 300), faced(c, look.tone), rx=18)
        c.rect((70, -154), (44, 300), TONES["Cream"].base)
        c.path("M92 -4C20 -84 -10 10 92 -4C194 -84 214 14 92 -4L54 84M92 -4L134 84", "none", stroke=TONES["Cream"].light,
               stroke_width=17, stroke_linejoin="round")  # fmt: skip
        c.circle((92, -6), 20, TONES["Cream"].dark)
        c.path("M-190 60H-60L-76 116H-174z", TONES["Cream"].light)
        c.line("M-168 58Q-124 -24 -82 58", TONES["Cream"].light, 9)


@shape("vessel", spread=110, focus=(20, -130))
def vessel(c: Canvas, look: Look) -> None:
    """A small catch-all dish with keys."""
    turned(c, [(110, 0), (196, 40), (214, 84)], look.tone)
    opening(c, (0, -84), 214, look.tone, 10)
    c.line("M-60 -84l90 -6l10 14M-84 -84a18 8 0 1 0 2 0M40 -70l-60 2", TONES["Brass"].base, 9)
