"""The views of a product: by itself, close up, in a room, and in all its colours."""

from collections.abc import Sequence

from shop.demo.chance import draw
from shop.demo.illustrations.canvas import Canvas, Point
from shop.demo.illustrations.props import COMPANIONS, LARGE, PROPS
from shop.demo.illustrations.rooms import paint_backdrop, paint_room
from shop.demo.illustrations.shapes import SHAPES, Shape, Stance
from shop.demo.illustrations.solids import Look
from shop.demo.illustrations.tones import BACKDROPS, Backdrop

GROUND = 640


def front(kind: str, look: Look) -> str:
    """Draw the product alone before a plain wall."""
    c = Canvas()
    paint_backdrop(c, _backdrop(look))
    place(c, SHAPES[kind], look, _home(SHAPES[kind]), SHAPES[kind].zoom)
    return c.svg()


def detail(kind: str, look: Look) -> str:
    """Draw the product so close that it leaves the frame."""
    c = Canvas()
    thing = SHAPES[kind]
    paint_backdrop(c, _backdrop(look))
    zoom = thing.zoom * 1.9
    place(c, thing, look, (400 - thing.focus[0] * zoom, 400 - thing.focus[1] * zoom), zoom)
    return c.svg()


def setting(kind: str, look: Look) -> str:
    """Draw the product in a room, with things that go with it."""
    c = Canvas()
    thing = SHAPES[kind]
    paint_room(c, _backdrop(look), thing.stance, look.seed)
    zoom = thing.zoom * (0.92 if thing.stance is Stance.FLAT else 0.7)
    spots: dict[Stance, tuple[Point, tuple[tuple[Point, float], ...]]] = {
        Stance.STANDING: ((430, 648), (((150, 622), 0.8), ((672, 634), 0.66))),
        Stance.FLOOR: ((420, 690), (((128, 672), 0.9),)),
        Stance.WALL: ((400, 110), (((170, 690), 0.66), ((640, 694), 0.6))),
        Stance.HANGING: ((400, 60), (((300, 716), 0.6), ((520, 720), 0.5))),
        Stance.FLAT: ((400, 400), ()),
    }
    home, places = spots[thing.stance]
    first = draw(look.seed)
    size = 0.5 if kind in LARGE else 0.8
    candidates = [prop for prop in PROPS[thing.stance] if prop != kind]
    for index, (at, scale) in enumerate(places):
        name = candidates[(first + index * 2) % len(candidates)]
        companion = Look(COMPANIONS[(first // 7 + index * 3) % len(COMPANIONS)], seed=f"{look.seed}{index}")
        place(c, SHAPES[name], companion, at, scale * SHAPES[name].zoom * size)
    place(c, thing, look, home, zoom)
    return c.svg()


def together(kind: str, looks: Sequence[Look]) -> str:
    """Draw up to three colours of the product side by side."""
    c = Canvas()
    thing = SHAPES[kind]
    paint_backdrop(c, _backdrop(looks[0]))
    shown = looks[:3]
    places = {2: ((285, 0), (525, 26)), 3: ((220, 0), (580, 0), (400, 52))}[len(shown)]
    zoom = thing.zoom * {2: 0.6, 3: 0.54}[len(shown)]
    _, y = _home(thing)
    for look, (across, down) in zip(shown, places, strict=True):
        place(c, thing, look, (across, y - 10 + down), zoom)
    return c.svg()


def place(c: Canvas, thing: Shape, look: Look, at: Point, scale: float) -> None:
    """Draw a thing, with the shadow on the ground of one that stands: others draw theirs themselves."""
    if thing.stance in (Stance.STANDING, Stance.FLOOR):
        x, y = at
        spread = thing.spread * scale
        dark = c.radial((0, "#3c2417", 0.5), (0.55, "#3c2417", 0.2), (1, "#3c2417", 0))
        c.ellipse((x + spread * 0.5, y + 2), (spread * 1.75, spread * 0.24), dark, opacity=0.6)
        c.ellipse((x + spread * 0.06, y), (spread * 1.16, spread * 0.2), dark)
    with c.placed(at, scale):
        thing.draw(c, look)


def _home(thing: Shape) -> Point:
    homes = {
        Stance.STANDING: (395, GROUND),
        Stance.FLOOR: (400, 700),
        Stance.WALL: (400, 160),
        Stance.HANGING: (400, 160),
        Stance.FLAT: (400, 400),
    }
    return homes[thing.stance]


def _backdrop(look: Look) -> Backdrop:
    return BACKDROPS[draw(look.seed) % len(BACKDROPS)]
