"""What lets light through: glass, water, wax, paper and leaves."""

from typing import Any

from shop.demo.studio.nodes import Surface
from shop.demo.studio.palette import Colour, linear, shaded


def glass(colour: Colour = (1, 1, 1), *, ribs: bool = False) -> Any:
    """Return blown glass, whose thickness varies a little."""
    # Light passes four surfaces of a glass.
    red, green, blue = (part**0.32 for part in colour)
    made = Surface("glass", Base_Color=(red, green, blue), Roughness=0.0, Transmission_Weight=1, IOR=1.46)
    if not ribs:
        made.bump(made.noise(2.2, detail=1), 0.05, 0.05)
    return made.material


def water() -> Any:
    return Surface("water", Base_Color=(1, 1, 1), Roughness=0.0, Transmission_Weight=1, IOR=1.33).material


def wax(colour: Colour) -> Any:
    made = Surface("wax", Roughness=0.45, Subsurface_Weight=0.6, Subsurface_Scale=0.12, Specular_IOR_Level=0.4)
    made.set(Subsurface_Radius=(1.0, 0.55, 0.35))
    cloud = made.noise(2, detail=4)
    made.set(Base_Color=made.mix(made.between(cloud, 0.3, 0.7), shaded(colour, 0.93), shaded(colour, 1.06)))
    made.bump(made.noise(5, detail=3), 0.12, 0.03)
    return made.material


def paper(colour: Colour, *, fibre: float = 0.1, cockle: float = 0.0) -> Any:
    made = Surface("paper", Roughness=0.9, Specular_IOR_Level=0.2)
    made.set(Base_Color=made.mix(made.noise(20, detail=3), shaded(colour, 0.94), shaded(colour, 1.05)))
    made.bump(made.noise(45, detail=2), fibre, 0.01)
    if cockle:
        made.bump(made.noise(1.4, detail=2), cockle, 0.05)
    return made.material


def shade(colour: Colour, *, glow: float = 0.0) -> Any:
    """Return a lampshade's stuff, which light from within passes."""
    made = Surface("shade", Roughness=0.9, Specular_IOR_Level=0.1, Base_Color=colour, Transmission_Weight=0)
    made.bump(made.noise(16, at=made.place(stretch=(1, 1, 8)), detail=5), 0.2, 0.01)
    if glow:
        made.bump(made.noise(3, detail=2), 0.05, 0.02)
    through = made.node("BsdfTranslucent", Color=colour)
    both = made.node("MixShader", Fac=0.45)
    made.tree.links.new(made.shader.outputs[0], both.inputs[1])
    made.tree.links.new(through.outputs[0], both.inputs[2])
    made.tree.links.new(both.outputs[0], made.tree.nodes["Material Output"].inputs["Surface"])
    return made.material


def leaf(colour: Colour, *, seed: float = 0) -> Any:
    """Return a leaf with a paler rib, lit through."""
    made = Surface("leaf", Roughness=0.5, Specular_IOR_Level=0.35)
    at = made.place("UV")
    side = made.number("ABSOLUTE", made.number("ADD", made.node("SeparateXYZ", Vector=at).outputs["X"], -0.5))
    body = made.mix(made.noise(3, at=made.place(seed=seed), detail=4), shaded(colour, 0.7), shaded(colour, 1.3))
    body = made.mix(made.between(side, 0.05, 0.0, 0, 0.6), body, shaded(colour, 2))
    made.set(Base_Color=body)
    through = made.node("BsdfTranslucent", Color=shaded(colour, 1.8))
    both = made.node("MixShader", Fac=0.3)
    made.tree.links.new(made.shader.outputs[0], both.inputs[1])
    made.tree.links.new(through.outputs[0], both.inputs[2])
    made.tree.links.new(both.outputs[0], made.tree.nodes["Material Output"].inputs["Surface"])
    return made.material


def flame() -> Any:
    made = Surface("flame", Base_Color=(0, 0, 0), Emission_Color=linear("#ffb45a"), Emission_Strength=14)
    return made.material
