"""For the bathroom."""
# ruff: noqa: E501  path data is not to be broken

from shop.demo.illustrations.canvas import Canvas
from shop.demo.illustrations.shades import LYING, Shade
from shop.demo.illustrations.shapes.registry import Stance, shape
from shop.demo.illustrations.solids import Look, faced, finish, lid, opening, rounded, shine, turned
from shop.demo.illustrations.tones import TONES


@shape("soap", spread=180, focus=(0, -70))
def soap(c: Canvas, look: Look) -> None:
    """A bar of soap on its dish."""
    turned(c, [(150, 0), (196, 40), (204, 56)], look.tone)
    c.ellipse((0, -56), (204, 35), look.tone.light)
    c.ellipse((0, -53), (186, 28), c.linear((0, look.tone.deep), (1, look.tone.base), to=(1, 0.4)))
    c.line("M-120 -48L-96 -66M-60 -40L-34 -72M0 -38L14 -74M60 -42L66 -72", look.tone.dark, 6, opacity=0.5)
    bar = look.accent
    c.rect((-126, -132), (252, 86), c.linear((0, bar.light), (0.4, bar.base), (1, bar.dark)), rx=38)
    c.ellipse((0, -114), (108, 20), bar.pale)
    c.ellipse((0, -112), (64, 10), "none", stroke=bar.dark, stroke_width=4, opacity=0.6)
    for x, y, radius in ((140, -118, 18), (164, -146, 11), (-150, -104, 13)):
        c.circle((x, y), radius, "#ffffff", fill_opacity=0.45, stroke="#ffffff", stroke_width=2.5)


@shape("dispenser", spread=85, focus=(0, -180))
def dispenser(c: Canvas, look: Look) -> None:
    radius, height = look.vary("radius", 86, 104), look.vary("height", 230, 290)
    d = turned(c, [(radius - 8, 0), (radius, 12), (radius, height * 0.76), (38, height)], look.tone)
    finish(c, look, d, (radius * 2, height))
    turned(c, [(36, height - 4), (36, height + 30)], look.accent)
    lid(c, (0, -height - 30), 36, look.accent)
    c.rect((-8, -height - 84), (16, 56), rounded(c, look.accent))
    c.path(f"M-96 {-height - 84}Q-100 {-height - 112} -66 {-height - 112}H24Q40 {-height - 112} 40 {-height - 96}T24 {-height - 80}"
           f"H-70Q-80 {-height - 80} -80 {-height - 62}H-96z", c.linear((0, look.accent.light), (1, look.accent.dark)))  # fmt: skip
    c.rect((-radius * 0.52, -height * 0.6), (radius * 1.04, height * 0.3), "#fbf6ea", rx=3, opacity=0.95)
    c.line(f"M-30 {-height * 0.48}H30M-18 {-height * 0.4}H18", look.tone.deep, 6)
    shine(c, (-radius * 0.82, -height * 0.7), height * 0.56, 10)


@shape("toothmug", spread=95, focus=(20, -130))
def toothmug(c: Canvas, look: Look) -> None:
    """A bathroom tumbler with two brushes."""
    for x, name, turn in ((-30, "Denim", -12), (30, "Rose", 15)):
        with c.placed((x, -120), turn=turn):
            c.rect((-8, -260), (16, 300), rounded(c, TONES["Oak"]), rx=8)
            c.rect((-30, -258), (24, 66), TONES["White"].base, rx=4)
            c.rect((-30, -258), (12, 66), TONES[name].base, rx=4)
    d = turned(c, [(88, 0), (96, 12), (106, 206)], look.tone)
    finish(c, look, d, (206, 206))
    c.path("M-106 -206A106 18 0 0 0 106 -206", stroke=look.tone.pale, stroke_width=7)
    shine(c, (-76, -180), 130, 12)


@shape("brush", Stance.FLAT, focus=(-70, -70), zoom=1.0)
def brush(c: Canvas, look: Look) -> None:
    """A bath brush with a long handle, bristles aside."""
    with c.placed((0, 10), turn=42):
        Shade(c, LYING).round((-4, -206), (78, 98))
        Shade(c, LYING).box((-18, -120), (36, 402), 18)
        bristles = "".join(f"M{x} -150q{-38 if x < 0 else -30} 4 -46 2" for x in range(-70, -50))
        c.line(bristles, "#e9d7b0", 4)
        c.path("M-46 -300C-92 -290 -96 -120 -48 -110C-26 -104 -22 -84 -20 -60L-15 270Q0 300 15 270L20 -60"
               "C22 -84 40 -104 58 -120C92 -160 70 -306 6 -308z", faced(c, look.tone))  # fmt: skip
        c.ellipse((-4, -206), (58, 84), look.tone.dark, opacity=0.5)
        tufts = [
            (x, y)
            for y in range(-270, -138, 17)
            for x in range(-44, 42, 17)
            if (x / 52) ** 2 + ((y + 206) / 78) ** 2 < 1
        ]
        c.dots(tufts, "#f3e6c8", 13)
        c.dots([(x + 2, y + 3) for x, y in tufts], "#d8c193", 6)
        c.line("M0 262c-26 50 26 50 0 0", look.accent.dark, 6)


@shape("bathmat", Stance.FLAT, focus=(80, 60))
def bathmat(c: Canvas, look: Look) -> None:
    with c.placed((0, 0), turn=look.vary("turn", -10, 10)):
        Shade(c, LYING).box((-270, -180), (540, 360), 22)
        c.rect((-270, -180), (540, 360), faced(c, look.tone), rx=22)
        ridges = "".join(f"M-236 {y}H236" for y in range(-146, 160, 24))
        c.line(ridges, look.tone.dark, 10, opacity=0.3)
        c.line(ridges, look.tone.pale, 4, opacity=0.5, transform="translate(0 -6)")
        c.rect((-254, -164), (508, 328), "none", rx=14, stroke=look.accent.base, stroke_width=7, opacity=0.8)


@shape("bathtray", spread=255, focus=(-60, -60), zoom=1.2)
def bathtray(c: Canvas, look: Look) -> None:
    """A rack that lies over the bath, with a book and a candle."""
    c.rect((-276, -34), (552, 34), c.linear((0, look.tone.base), (1, look.tone.dark)), rx=8)
    c.path("M-270 -34L-246 -70H246L270 -34z", c.linear((0, look.tone.light), (1, look.tone.base)))
    c.line("M-252 -58H252M-260 -46H260", look.tone.dark, 3, opacity=0.4)
    with c.placed((-130, -48), 0.5):
        turned(c, [(100, 0), (110, 160)], look.accent)
        opening(c, (0, -160), 110, look.accent)
        c.path("M0 -166C-26 -178 -20 -210 0 -244C20 -210 26 -178 0 -166z", "#ffcf70")
    c.path("M20 -60L34 -206Q90 -220 140 -196Q190 -220 246 -206L262 -60Q200 -78 140 -58Q80 -78 20 -60z", "#fdf8ec")
    c.path("M140 -196V-58Q200 -78 262 -60L246 -206Q190 -220 140 -196z", "#eee2cc")
    c.line("M52 -180Q90 -188 124 -174M48 -150Q90 -160 124 -144M46 -120Q88 -130 124 -114", "#b9a88a", 5)
    c.line("M158 -174Q196 -188 232 -180M158 -144Q196 -158 234 -150M158 -114Q200 -128 238 -120", "#a8977a", 5)
