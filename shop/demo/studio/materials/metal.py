"""Metals, bare, cast, enamelled and painted."""

from typing import Any, Final

from shop.demo.studio.nodes import Surface
from shop.demo.studio.palette import Colour, linear, shaded

BARE: Final[dict[str, tuple[Colour, float]]] = {
    "Brass": (linear("#c9a05a"), 0.24),
    "Steel": (linear("#c5c3bf"), 0.22),
    "Copper": (linear("#c98464"), 0.25),
}


def bare(name: str, *, brushed: str = "Z", gloss: float | None = None) -> Any:
    """Return a metal that hands have touched, with the fine lines of brushing around an axis."""
    colour, roughness = BARE[name]
    roughness = gloss or roughness
    made = Surface("metal", Metallic=1)
    lines = made.noise(9, at=made.place(stretch={"X": (24, 1, 1), "Y": (1, 24, 1), "Z": (1, 1, 24)}[brushed]), detail=6)
    touch = made.noise(1.8, detail=5)
    made.set(
        Base_Color=made.mix(made.between(touch, 0.35, 0.7), colour, shaded(colour, 0.78)),
        Roughness=made.between(touch, 0.3, 0.7, roughness * 0.8, roughness * 1.5),
    )
    made.bump(lines, 0.05, 0.006)
    return made.material


def cast_iron() -> Any:
    made = Surface("cast iron", Metallic=0.15, Specular_IOR_Level=0.5)
    sand, oil = made.noise(34, detail=3), made.noise(1.5, detail=5)
    made.set(
        Base_Color=made.mix(made.between(oil, 0.3, 0.7), linear("#1c1b1a"), linear("#2d2a28")),
        Roughness=made.between(oil, 0.35, 0.65, 0.38, 0.58),
    )
    made.bump(sand, 0.35, 0.012)
    return made.material


def enamel(colour: Colour, *, gloss: float = 0.12, seed: float = 0) -> Any:
    """Return glass melted onto iron: deep, even, slightly wavy."""
    made = Surface("enamel", Coat_Weight=0.7, Coat_Roughness=0.05, Roughness=gloss + 0.15)
    drift = made.noise(1.3, at=made.place(seed=seed), detail=2)
    dust = made.between(made.noise(70, at=made.place(seed=seed), detail=2), 0.72, 0.76, 0, 0.3)
    body = made.mix(made.between(drift, 0.3, 0.7), shaded(colour, 0.9), shaded(colour, 1.07))
    edges = made.between(made.node("NewGeometry").outputs["Pointiness"], 0.55, 0.65, 0, 0.45)
    made.set(Base_Color=made.mix(edges, made.mix(dust, body, shaded(colour, 0.5)), shaded(colour, 0.4)))
    made.bump(made.noise(4, at=made.place(seed=seed), detail=2), 0.07, 0.05)
    return made.material


def powder(colour: Colour, *, gloss: float = 0.42) -> Any:
    """Return the fine orange peel of powder coating."""
    made = Surface("powder", Roughness=gloss, Specular_IOR_Level=0.45)
    drift = made.noise(1, detail=2)
    made.set(Base_Color=made.mix(drift, shaded(colour, 0.93), shaded(colour, 1.06)))
    made.bump(made.noise(60, detail=3), 0.12, 0.008)
    return made.material
