"""Colours: the names that products use, and the shades of one colour under the shop's warm light."""

from dataclasses import dataclass
from functools import cache
from typing import Final

LIGHT: Final = "#fff8ec"
SHADE: Final = "#33231f"


@cache
def mix(one: str, other: str, share: float) -> str:
    """Return the colour that lies `share` of the way from one hex colour to another."""
    channels = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in channels)


def _channels(colour: str) -> list[int]:
    return [int(colour[index : index + 2], 16) for index in (1, 3, 5)]


@dataclass(frozen=True)
class Tone:
    """One colour and its shades."""

    base: str

    @property
    def pale(self) -> str:
        return mix(self.base, LIGHT, 0.62)

    @property
    def light(self) -> str:
        return mix(self.base, LIGHT, 0.32)

    @property
    def dark(self) -> str:
        return mix(self.base, SHADE, 0.24)

    @property
    def deep(self) -> str:
        return mix(self.base, SHADE, 0.48)


TONES: Final = {
    name: Tone(base)
    for name, base in {
        "Amber": "#cf8a3d",
        "Ash": "#dcc196",
        "Beech": "#ddb585",
        "Black": "#3a3735",
        "Blush": "#e4b8a6",
        "Brass": "#c8a14f",
        "Butter": "#efd68c",
        "Chalk": "#efe8db",
        "Charcoal": "#4b4a4d",
        "Clay": "#cd9677",
        "Clear": "#b9d0cd",
        "Copper": "#c47d57",
        "Cream": "#f1e5cc",
        "Denim": "#5f7d9b",
        "Forest": "#41604d",
        "Green glass": "#8fae98",
        "Indigo": "#3d4c74",
        "Ink": "#33435c",
        "Lilac": "#b9aacb",
        "Linen": "#dccdb2",
        "Marble": "#e9e6e1",
        "Moss": "#76845a",
        "Mustard": "#cf9b36",
        "Natural": "#d9bf94",
        "Oak": "#cda26d",
        "Oat": "#e2d3ba",
        "Ochre": "#d3993f",
        "Olive": "#8b8a55",
        "Paper": "#f6f0e4",
        "Plum": "#744a60",
        "Rose": "#cf9390",
        "Rust": "#ad5735",
        "Sage": "#a0b394",
        "Sand": "#d8c2a0",
        "Sky": "#a8c4d1",
        "Slate": "#707983",
        "Smoke": "#9a968f",
        "Steel": "#b9bdc0",
        "Stone": "#bdb5a8",
        "Terracotta": "#c5744f",
        "Walnut": "#80573a",
        "White": "#f4efe6",
    }.items()
}


@dataclass(frozen=True)
class Backdrop:
    """A wall, the ground before it and the light on both."""

    wall: str
    ground: str


BACKDROPS: Final = (
    Backdrop("#f6eee2", "#e7d8c2"),
    Backdrop("#f6e8de", "#e8d0bf"),
    Backdrop("#edeee3", "#d8dcca"),
    Backdrop("#e9eeec", "#d1dbd9"),
    Backdrop("#f5ebd8", "#e6d4b2"),
    Backdrop("#f2e9e3", "#ddcec4"),
)
