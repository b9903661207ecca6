"""Pictures that belong to no product: the wide scene of the home page, the missing picture, the shop's mark."""
# ruff: noqa: E501  path data is not to be broken

from shop.demo.illustrations.canvas import Canvas
from shop.demo.illustrations.scenes import place
from shop.demo.illustrations.shapes import SHAPES
from shop.demo.illustrations.solids import Look, soft
from shop.demo.illustrations.tones import TONES, mix

WALL, FLOOR = "#efe0cb", "#c99d6a"


def hero() -> str:
    """Draw a room with the shop's things, 1600 by 900. The middle third stands by itself when it is cropped upright."""
    c = Canvas(1600, 900)
    c.rect((0, 0), (1600, 900), c.linear((0, "#f6ebdb"), (0.6, WALL), (1, "#e3cdb0"), to=(1, 0.7)))
    with c.group(filter=c.blur(10), opacity=0.62):
        for x in (90, 330):
            c.path(f"M{x} 60l210 54v210l-210 -54zM{x} 292l210 54v210l-210 -54z", "#fffaf0")
    c.rect((0, 742), (1600, 158), c.linear((0, "#d9b384"), (1, FLOOR)))
    c.line(
        "M0 784H1600M0 838H1600M220 742V784M640 742V784M1090 742V784M1460 742V784M420 784V838M900 784V838M1300 784V838",
        "#8a6038",
        2.5,
        opacity=0.35,
    )
    c.rect((0, 718), (1600, 26), "#fbf4e8")
    c.line("M0 745H1600", "#4a3020", 3, opacity=0.2)
    c.ellipse((800, 838), (640, 54), "#f3e6d2")
    for size in (0.94, 0.86):
        c.ellipse((800, 836), (640 * size, 54 * size), "none", stroke=TONES["Terracotta"].light, stroke_width=5)
    _sideboard(c)
    things = (
        ("print", "Terracotta", "Oak", "plain", "hill", (706, 196), 0.48),
        ("print", "Moss", "Walnut", "plain", "jar", (902, 238), 0.38),
        ("pendant", "Forest", "Brass", "plain", "hero", (800, -4), 0.46),
        ("shelf", "Oak", "Brass", "plain", "hero", (1236, 190), 0.62),
        ("lamp", "Sage", "Cream", "plain", "hero", (566, 548), 0.54),
        ("vase", "Clay", "Oak", "plain", "herov3", (1008, 548), 0.56),
        ("bookends", "Walnut", "Oak", "plain", "hero", (742, 548), 0.4),
        ("jug", "Chalk", "Oak", "plain", "hero", (874, 550), 0.4),
        ("mug", "Ochre", "Chalk", "dipped", "hero", (928, 556), 0.3),
        ("planter", "Chalk", "Oak", "plain", "hero", (350, 786), 0.8),
        ("basket", "Natural", "White", "dipped", "hero", (170, 812), 0.54),
        ("chair", "Oak", "Denim", "dipped", "hero", (1240, 806), 0.78),
        ("floorlamp", "Walnut", "Cream", "plain", "hero", (1476, 796), 0.9),
        ("pouf", "Terracotta", "Walnut", "plain", "hero", (1040, 856), 0.46),
    )  # fmt: skip
    for kind, tone, accent, finish, seed, at, scale in things:
        place(c, SHAPES[kind], Look(TONES[tone], TONES[accent], finish, seed), at, scale)
    with c.placed((1234, 638), 0.36):
        SHAPES["cushion"].draw(c, Look(TONES["Mustard"], TONES["Cream"], "quilted", "hero"))
    return c.svg()


def placeholder() -> str:
    """Draw an empty basket: the picture of what has none yet."""
    c = Canvas()
    c.rect((0, 0), (800, 800), c.linear((0, "#f5eee3"), (1, "#e9dcc8")))
    with c.placed((400, 560), 1.1):
        _basket(c, "#b9a78c", 13)
    return c.svg()


def mark() -> str:
    """Draw the shop's mark: a basket, plain enough for 16 pixels."""
    c = Canvas(64, 64)
    c.rect((0, 0), (64, 64), TONES["Forest"].base, rx=14)
    c.line("M20 28C20 8 44 8 44 28", "#f6ecd9", 5)
    c.path("M9 28H55L49 50Q48 54 44 54H20Q16 54 15 50z", "#f6ecd9")
    c.line("M24 35L26 47M40 35L38 47M32 35V47", TONES["Forest"].base, 3.6)
    return c.svg()


def _basket(c: Canvas, colour: str, width: float) -> None:
    c.line("M-110 -190C-110 -330 110 -330 110 -190", colour, width)
    c.line("M-200 -190H200M-176 -190L-140 -20Q-134 0 -114 0H114Q134 0 140 -20L176 -190", colour, width)
    c.line("M-164 -130H164M-152 -70H152", colour, width * 0.6, opacity=0.7)
    c.line("M-90 -184L-74 -6M0 -184V-6M90 -184L74 -6", colour, width * 0.6, opacity=0.7)


def _sideboard(c: Canvas) -> None:
    wood = TONES["Oak"]
    c.ellipse((800, 800), (360, 20), c.radial((0, "#3c2417", 0.5), (1, "#3c2417", 0)))
    for x in (520, 1056):
        c.path(f"M{x} 740h24l-5 58h-14z", wood.deep)
    c.rect((486, 540), (628, 206), c.linear((0, wood.base), (1, wood.dark)), rx=6)
    c.path("M486 546L508 528H1092L1114 546z", soft(c, wood))
    for x, knob in ((500, 166), (706, 94), (912, 22)):
        c.rect(
            (x, 562),
            (188, 170),
            c.linear((0, wood.light), (1, wood.base), to=(1, 1)),
            rx=3,
            stroke=wood.dark,
            stroke_width=2.5,
        )
        c.circle((x + knob, 640), 7, TONES["Brass"].dark)
        c.line(
            f"M{x + 20} 596C{x + 80} 586 {x + 120} 610 {x + 170} 600M{x + 16} 690C{x + 70} 700 {x + 120} 680 {x + 172} 694",
            mix(wood.dark, wood.base, 0.4),
            2,
            opacity=0.6,
        )
