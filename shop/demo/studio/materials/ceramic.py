"""Fired clay, bare and glazed."""

from typing import Any

from shop.demo.studio.nodes import Surface
from shop.demo.studio.palette import CLAY, Colour, shaded


def glaze(
    colour: Colour,
    *,
    foot: float = 0.05,
    dip: tuple[float, Colour] | None = None,
    speckle: float = 0.5,
    gloss: float = 0.25,
    rim: float = 0.5,
    clay: Colour = CLAY,
    seed: float = 0,
) -> Any:
    """Return a glaze that leaves the foot bare, pools and thins, and breaks to the clay's colour at edges.

    A dip gives the height above which a second glaze covers the first.
    """
    made = Surface("glaze", Specular_IOR_Level=0.5)
    height, drift = made.height(), made.noise(1.1, at=made.place(seed=seed), detail=2)
    wander = made.number("MULTIPLY_ADD", drift, 0.12, made.number("ADD", height, -0.06))
    body: Any = made.mix(made.between(drift, 0.3, 0.7), shaded(colour, 0.86), shaded(colour, 1.12))
    if dip:
        above, second = dip
        edge = made.between(wander, above - 0.012, above + 0.012)
        body = made.mix(edge, body, made.mix(drift, shaded(second, 0.9), shaded(second, 1.1)))
        seam = made.number("MULTIPLY", made.between(wander, above - 0.05, above), made.number("SUBTRACT", 1, edge))
        body = made.mix(made.number("MULTIPLY", seam, 0.35), body, shaded(colour, 0.5))
    flecks = made.between(made.noise(34, at=made.place(seed=seed + 2), detail=3), 0.685, 0.72)
    dust = made.between(made.noise(95, at=made.place(seed=seed + 4), detail=2), 0.70, 0.74)
    dots = made.number("MULTIPLY", made.number("MAXIMUM", flecks, made.number("MULTIPLY", dust, 0.7)), speckle)
    body = made.mix(dots, body, shaded(clay, 0.22))
    edges = made.between(made.node("NewGeometry").outputs["Pointiness"], 0.53, 0.60)
    body = made.mix(made.number("MULTIPLY", edges, rim), body, shaded(clay, 0.9))
    wobble = made.number("MULTIPLY_ADD", drift, 0.03, made.number("ADD", height, -0.015))
    bare = made.number("SUBTRACT", 1, made.between(wobble, foot - 0.006, foot + 0.006))
    grain = made.noise(40, detail=3)
    earth = made.mix(grain, shaded(clay, 0.8), shaded(clay, 1.15))
    smear = made.between(made.noise(7, detail=3), 0.35, 0.65, gloss * 0.8, gloss * 1.25)
    made.set(
        Base_Color=made.mix(bare, body, earth),
        Roughness=made.mix(bare, smear, 0.8, kind="FLOAT"),
        Coat_Weight=made.mix(bare, 0.35 if gloss < 0.4 else 0, 0, kind="FLOAT"),
        Coat_Roughness=0.12,
    )
    ridges = made.waves(3.2, at=made.place(), axis="Z", distortion=1.2)
    made.bump(ridges, 0.05, 0.03)
    made.bump(made.noise(5, at=made.place(seed=seed), detail=3), 0.10, 0.06)
    made.bump(made.noise(42, detail=2), 0.03, 0.01)
    made.bump(made.number("SUBTRACT", 1, bare), 0.25, 0.012)
    return made.material


def earthenware(colour: Colour, *, bloom: float = 0.25, seed: float = 0) -> Any:
    """Return unglazed clay, with the pale bloom that water leaves."""
    made = Surface("earthenware", Roughness=0.85, Specular_IOR_Level=0.3)
    cloud, grain = made.noise(1.6, at=made.place(seed=seed), detail=6), made.noise(45, detail=3)
    body = made.mix(made.between(cloud, 0.35, 0.7), shaded(colour, 0.85), shaded(colour, 1.12))
    body = made.mix(made.number("MULTIPLY", made.between(cloud, 0.52, 0.72), bloom), body, (0.75, 0.68, 0.6))
    body = made.mix(made.between(grain, 0.62, 0.75, 0, 0.35), body, shaded(colour, 0.55))
    made.set(Base_Color=body)
    made.bump(made.waves(4.5, at=made.place(), axis="Z", distortion=2), 0.06, 0.03)
    made.bump(grain, 0.14, 0.01)
    return made.material


def granite(colour: Colour) -> Any:
    made = Surface("granite", Roughness=0.62)
    cells, grain = made.cells(38), made.noise(30, detail=4)
    body = made.mix(made.between(cells, 0.2, 0.6), shaded(colour, 0.45), shaded(colour, 1.5))
    made.set(Base_Color=made.mix(made.between(grain, 0.58, 0.66), body, shaded(colour, 3.2)))
    made.bump(grain, 0.3, 0.015)
    return made.material
