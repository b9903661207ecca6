"""Woven and knitted stuffs. Threads run along the mesh's UV coordinates, which are lengths."""

from typing import Any

from shop.demo.studio.nodes import Surface
from shop.demo.studio.palette import Colour, shaded


def linen(
    colour: Colour, *, threads: float = 26, stripe: tuple[Colour, float, float] | None = None, seed: float = 0
) -> Any:
    """Return a plain weave of uneven threads. A stripe has a colour, a number in a decimetre and a share."""
    made = Surface("linen", Roughness=0.92, Specular_IOR_Level=0.2, Sheen_Weight=0.25, Sheen_Roughness=0.5)
    threads_at = made.place("UV")
    across = made.waves(threads * 0.5, at=threads_at, axis="X", distortion=0.7)
    along = made.waves(threads * 0.5, at=threads_at, axis="Y", distortion=0.7)
    slub_x = made.noise(3, at=made.place("UV", stretch=(0.5, 12, 1), seed=seed), detail=4)
    slub_y = made.noise(3, at=made.place("UV", stretch=(12, 0.5, 1), seed=seed + 1), detail=4)
    slubs = made.number("MAXIMUM", slub_x, slub_y)
    body: Any = made.mix(made.between(slubs, 0.42, 0.72), shaded(colour, 0.84), shaded(colour, 1.12))
    if stripe:
        tint, often, share = stripe
        bands = made.waves(often * 0.314, at=threads_at, axis="X")
        body = made.mix(made.between(bands, 1 - share - 0.02, 1 - share + 0.02), body, tint)
    weave = made.number("MULTIPLY", across, along)
    body = made.mix(made.between(weave, 0, 0.5, 0.35, 0), body, shaded(colour, 0.55))
    made.set(Base_Color=body)
    made.bump(made.number("MAXIMUM", across, along), 0.28, 0.012)
    made.bump(slubs, 0.35, 0.015)
    made.bump(made.noise(1.6, at=made.place("UV", seed=seed), detail=5), 0.22, 0.05)
    return made.material


def wool(colour: Colour, *, second: Colour | None = None, ribs: float = 9, seed: float = 0) -> Any:
    """Return a thick twill with a nap; a second colour is that of the weft."""
    made = Surface("wool", Roughness=1, Specular_IOR_Level=0.1, Sheen_Weight=0.6, Sheen_Roughness=0.45)
    made.set(Sheen_Tint=shaded(colour, 1.4))
    twill_at = made.node("VectorRotate", Vector=made.place("UV"), Angle=0.785).outputs[0]
    twill = made.waves(ribs * 0.5, at=twill_at, axis="X", distortion=1.6)
    cross = made.waves(ribs * 0.9, at=made.place("UV"), axis="Y", distortion=2)
    fuzz = made.noise(26, at=made.place("UV", seed=seed), detail=5)
    cloud = made.noise(2, at=made.place("UV", seed=seed + 3), detail=3)
    body = made.mix(made.between(cloud, 0.3, 0.7), shaded(colour, 0.88), shaded(colour, 1.1))
    body = made.mix(made.between(twill, 0.45, 0.75, 0, 0.7), body, second or shaded(colour, 0.72))
    made.set(Base_Color=made.mix(made.between(fuzz, 0.4, 0.75, 0, 0.4), body, shaded(colour, 1.35)))
    made.bump(twill, 0.5, 0.03)
    made.bump(cross, 0.25, 0.02)
    made.bump(fuzz, 0.55, 0.03)
    return made.material


def waffle(colour: Colour, *, often: float = 9) -> Any:
    """Return cotton in square cells, as towels have it."""
    made = Surface("waffle", Roughness=0.95, Specular_IOR_Level=0.15, Sheen_Weight=0.4, Sheen_Roughness=0.5)
    at = made.place("UV")
    walls = made.number("MAXIMUM", *(made.waves(often * 0.314, at=at, axis=axis) for axis in "XY"))
    fuzz = made.noise(30, at=at, detail=3)
    body = made.mix(made.between(walls, 0.4, 0.95), shaded(colour, 0.84), shaded(colour, 1.05))
    made.set(Base_Color=body)
    made.bump(walls, 0.7, 0.04)
    made.bump(fuzz, 0.35, 0.012)
    return made.material


def rope(colour: Colour, *, twist: float = 8, seed: float = 0) -> Any:
    """Return plant fibre: seagrass, jute or rush."""
    made = Surface("rope", Roughness=0.8, Specular_IOR_Level=0.25)
    tone = made.noise(3.5, at=made.place(seed=seed), detail=6)
    strands = made.noise(twist, at=made.place(stretch=(3, 3, 12), seed=seed), detail=5)
    body = made.mix(made.between(tone, 0.3, 0.7), shaded(colour, 0.62), shaded(colour, 1.25))
    made.set(Base_Color=made.mix(made.between(strands, 0.5, 0.75, 0, 0.6), body, shaded(colour, 0.4)))
    made.bump(strands, 0.7, 0.02)
    return made.material
