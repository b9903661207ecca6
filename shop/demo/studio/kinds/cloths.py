"""What is woven: napkins, towels, bedding, throws, cushions, rugs."""

import math
from typing import Any

from shop.demo.studio.materials.cloth import linen, rope, waffle, wool
from shop.demo.studio.palette import COLOURS, Colour, shaded
from shop.demo.studio.shapes.blocks import slab
from shop.demo.studio.shapes.cloth import filled, folded, fringed, rolled
from shop.demo.studio.shapes.meshes import moved
from shop.demo.studio.shapes.swept import swept
from shop.demo.studio.shapes.woven import braided, woven


def pile(
    covering: Any, count: int, width: float, depth: float, *, thick: float, layers: int = 4, seed: int = 0
) -> list[Any]:
    """Pile folded cloths up, each a little out of line."""
    made, height = [], 0.0
    for at in range(count):
        cloth = folded(width * (1 - 0.006 * (at % 3)), depth, covering, layers=layers, thick=thick, seed=seed + at * 5)
        made += moved(
            cloth, to=(0.015 * ((at * 7) % 5 - 2), 0.012 * ((at * 3) % 5 - 2), height), turn=((at * 5) % 7 - 3) * 0.7
        )
        height += layers * thick * 1.13
    return made


def napkin(colour: Colour, count: int = 2) -> list[Any]:
    return moved(pile(linen(colour), count, 1.5, 1.5, thick=0.05, layers=4, seed=3), turn=-24)


def striped(colour: Colour, stripe: Colour, count: int, *, width: float = 2.2) -> list[Any]:
    return moved(
        pile(linen(colour, stripe=(stripe, 2.2, 0.22)), count, width, width * 0.72, thick=0.055, seed=8), turn=-24
    )


def towels(colour: Colour) -> list[Any]:
    large = pile(waffle(colour), 1, 2.8, 2.0, thick=0.14, layers=4, seed=1)
    small = pile(waffle(colour), 2, 2.6, 1.8, thick=0.11, layers=4, seed=9)
    return moved([*large, *moved(small, to=(0.02, 0.02, 0.635))], turn=-24)


def bedding(colour: Colour) -> list[Any]:
    """Pile a folded duvet cover and two pillow cases, tied with a band of their own stuff."""
    cloth = linen(colour, threads=22)
    cover = pile(cloth, 1, 3.4, 2.5, thick=0.16, layers=6, seed=2)
    cases = pile(cloth, 2, 3.3, 2.4, thick=0.08, layers=4, seed=12)
    return moved([*cover, *moved(cases, to=(0, 0, 1.085))], turn=-22)


def throw(colour: Colour) -> list[Any]:
    """Fold a wool throw, its fringe to the front."""
    blanket = folded(
        3.0, 2.3, wool(colour, second=shaded(colour, 0.75), ribs=12), layers=6, thick=0.17, seed=4, soft=0.8
    )
    fringe = fringed(2.9, -1.13, 0.10, wool(shaded(colour, 1.05)), tassels=34, drop=0.34, seed=2)
    return moved([blanket, *fringe], turn=-20)


def cushion(colour: Colour) -> list[Any]:
    """Stand a cushion, leaning back a little."""
    thing = filled(4.5, linen(colour, threads=15), seed=3)
    return moved(thing, to=(0, 0, 2.0), tilt=(-12, 0, 0))


def flatweave(colour: Colour, stripe: Colour) -> list[Any]:
    """Roll a striped rug up, its end laid open."""
    covering = linen(colour, threads=11, stripe=(stripe, 0.62, 0.16))
    rug = rolled(7.0, covering, turns=3.2, thick=0.10, inner=0.30, tail=2.8)
    fringe = fringed(6.9, -2.78, 0.05, rope(shaded(COLOURS["Oat"], 1.0)), tassels=60, drop=0.35, seed=5)
    return moved([rug, *fringe], turn=-28)


def basket(colour: Colour) -> list[Any]:
    """Stand a market basket of twisted rush with two handles of leather."""
    fibre = rope(colour, seed=2)
    made = woven(lambda share: 1.55 + 0.32 * share - 0.18 * share * share, 2.3, fibre, stakes=38, strand=0.085)
    base = slab("base", [(1.5 * x, 1.5 * y) for x, y in _circle(48)], 0.06, fibre, edge=0.01, at=(0, 0, 0.03))
    made += [base, braided(1.56, 0.07, fibre, strand=0.07)]
    for side in (-1, 1):
        line = [
            (-0.55, side * 1.60, 1.95),
            (-0.52, side * 1.72, 2.5),
            (-0.36, side * 1.62, 3.05),
            (0, side * 1.5, 3.28),
            (0.36, side * 1.62, 3.05),
            (0.52, side * 1.72, 2.5),
            (0.55, side * 1.60, 1.95),
        ]
        made.append(swept("handle", line, rope(COLOURS["Walnut"], twist=3), thick=0.06, wide=0.10))
    return moved(made, turn=18)


def _circle(steps: int) -> list[tuple[float, float]]:
    return [(math.cos(2 * math.pi * s / steps), math.sin(2 * math.pi * s / steps)) for s in range(steps)]


def cloths(handle: str, colour: Colour) -> list[Any]:
    """Add what is woven by its product's handle."""
    if handle == "striped-tea-towel-pair":
        return striped(COLOURS["Chalk"], COLOURS["Slate"] if colour == COLOURS["Chalk"] else COLOURS["Denim"], 2)
    if handle == "breakfast-napkins-set-of-four":
        return napkin(colour, 4)
    if handle == "strand-flatweave":
        return flatweave(colour, shaded(colour, 0.6))
    makers = {
        "halm-linen-napkin": napkin,
        "waffle-towels-set-of-three": towels,
        "washed-linen-bedding": bedding,
        "fisherman-throw": throw,
        "halm-linen-cushion": cushion,
        "market-basket": basket,
    }
    return makers[handle](colour)
