"""The demo's colours by the names that its products give them."""

from typing import Final

Colour = tuple[float, float, float]
"""Linear red, green and blue."""


def linear(code: str) -> Colour:
    """Return linear light of a colour as the web writes it."""
    red, green, blue = (((int(code[at : at + 2], 16) / 255 + 0.055) / 1.055) ** 2.4 for at in (1, 3, 5))
    return red, green, blue


def quiet(colour: Colour) -> Colour:
    """Return a colour with less of itself: light that is thrown back and forth, and the film, give it back."""
    red, green, blue = colour
    grey = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    red, green, blue = (part + (grey - part) * 0.26 for part in colour)
    return red, green, blue


COLOURS: Final = {
    name: quiet(linear(code))
    for name, code in {
        "Amber": "#a8621c", "Ash": "#d3c0a2", "Beech": "#cfa57c", "Black": "#221f1d", "Blush": "#d6ad9c",
        "Brass": "#b08d4c", "Butter": "#e6cf8f", "Chalk": "#e9e4d9", "Charcoal": "#3a3836", "Clay": "#a7755a",
        "Clear": "#ffffff", "Cream": "#ebdfc6", "Denim": "#536678", "Forest": "#38483d", "Green glass": "#5f8a68",
        "Indigo": "#3d4660", "Ink": "#2b3546", "Linen": "#cdbfa6", "Moss": "#72764f", "Mustard": "#b8974f",
        "Natural": "#c2a06d", "Oak": "#c39a6b", "Oat": "#d9cbb2", "Ochre": "#b98f55", "Olive": "#6b6a45",
        "Paper": "#f2ece0", "Plum": "#5a3a48", "Rose": "#cf9d94", "Rust": "#94533a", "Sage": "#989f8f",
        "Sand": "#cfb995", "Sky": "#a5b8c2", "Slate": "#5c646a", "Smoke": "#97938e", "Stone": "#b5aea2",
        "Terracotta": "#ad7052", "Walnut": "#5f4230", "White": "#f1eee8",
    }.items()
}  # fmt: skip
CLAY: Final = linear("#b59a7c")
"""Stoneware where no glaze covers it."""


def shaded(colour: Colour, by: float) -> Colour:
    """Return a colour made lighter (above one) or darker."""
    red, green, blue = (min(1.0, part * by) for part in colour)
    return red, green, blue
