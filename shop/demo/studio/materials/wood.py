"""Solid wood, cut out of a trunk, and wood that is painted."""

from typing import Any, Final

from shop.demo.studio.nodes import Surface
from shop.demo.studio.palette import COLOURS, Colour, linear, shaded

WOODS: Final[dict[str, tuple[Colour, Colour]]] = {
    "Oak": (linear("#a07a52"), linear("#cbab84")),
    "Walnut": (linear("#41301f"), linear("#77583f")),
    "Ash": (linear("#b89c74"), linear("#e0cba8")),
    "Beech": (linear("#b98a62"), linear("#d9b18a")),
    "Black": (linear("#1b1917"), linear("#34302d")),
    "Charcoal": (linear("#262422"), linear("#3d3a37")),
}
"""Of each wood the colour of its late and of its early rings."""
ALONG: Final = {"X": (1, 8, 8), "Y": (8, 1, 8), "Z": (8, 8, 1)}


def wood(name: str, *, grain: str = "X", seed: float = 0, gloss: float = 0.46, scale: float = 1) -> Any:
    """Return oiled wood whose fibres run along an axis: rings about the trunk's heart, rays and pores."""
    late, early = WOODS[name]
    made = Surface("wood", Specular_IOR_Level=0.4)
    sideways = {"X": (0.12, 1, 1), "Y": (1, 0.12, 1), "Z": (1, 1, 0.12)}[grain]
    trunk = made.place(stretch=tuple(part * scale for part in sideways), seed=seed + 0.37)
    drift = made.noise(0.9, at=trunk, detail=3)
    bent = made.node("VectorMath")
    bent.operation = "MULTIPLY_ADD"
    made.join(made.node("TexNoise", Vector=trunk, Scale=0.8, Detail=3).outputs["Color"], bent.inputs[0])
    bent.inputs[1].default_value = (0.9, 0.9, 0.9)
    made.join(trunk, bent.inputs[2])
    rings = made.waves(5.2, at=bent.outputs[0], kind="RINGS", axis=grain, distortion=1.6)
    along = made.place(stretch=tuple(part * scale for part in ALONG[grain]), seed=seed)
    fibres = made.noise(4.2, at=along, detail=6)
    long = tuple(part * scale * (0.35 if part == 1 else 2.6) for part in ALONG[grain])
    pores = made.between(made.noise(5, at=made.place(stretch=long, seed=seed + 1), detail=3), 0.60, 0.70)
    tone = made.number("ADD", made.number("MULTIPLY", rings, 0.26), made.number("MULTIPLY", fibres, 0.85))
    body = made.mix(made.between(tone, 0.28, 0.92), early, late)
    body = made.mix(made.between(drift, 0.3, 0.7, 0, 0.3), body, shaded(late, 0.85))
    body = made.mix(made.number("MULTIPLY", pores, 0.5), body, shaded(late, 0.55))
    made.set(Base_Color=body, Roughness=made.between(fibres, 0.3, 0.7, gloss - 0.07, gloss + 0.12))
    made.bump(pores, -0.18, 0.006)
    made.bump(fibres, 0.07, 0.01)
    return made.material


def painted(colour: Colour, *, grain: str = "X", seed: float = 0) -> Any:
    """Return paint through which the fibres of the wood are felt, thin at edges."""
    made = Surface("paint", Roughness=0.5, Specular_IOR_Level=0.4)
    fibres = made.noise(4, at=made.place(stretch=ALONG[grain], seed=seed), detail=6)
    body = made.mix(made.noise(1.2, detail=2), shaded(colour, 0.9), shaded(colour, 1.08))
    edges = made.between(made.node("NewGeometry").outputs["Pointiness"], 0.56, 0.64, 0, 0.5)
    made.set(Base_Color=made.mix(edges, body, shaded(colour, 1.6)))
    made.bump(fibres, 0.12, 0.012)
    return made.material


def finish(name: str, *, grain: str = "X", seed: float = 0) -> Any:
    """Return a wood by its name, or paint in the colour of that name."""
    return wood(name, grain=grain, seed=seed) if name in WOODS else painted(COLOURS[name], grain=grain, seed=seed)
