"""The demo's colours by the names that its products give them."""

from typing import Final

from shop.demo.studio.nodes import Colour


def linear(code: str) -> Colour:
    """Return linear light of a colour as the web writes it."""
    red, green, blue = (((int(code[at : at + 2], 16) / 255 + 0.055) / 1.055) ** 2.4 for at in (1, 3, 5))
    return red, green, blue


COLOURS: Final = {
    name: linear(code)
    for name, code in {
        "Amber": "#a8621c", "Ash": "#d3c0a2", "Beech": "#cfa57c", "Black": "#221f1d", "Blush": "#d6ad9c",
        "Brass": "#b08d4c", "Butter": "#e6cf8f", "Chalk": "#e9e4d9", "Charcoal": "#3a3836", "Clay": "#b0735a",
        "Clear": "#ffffff", "Cream": "#ebdfc6", "Denim": "#4a6079", "Forest": "#2f4a3a", "Green glass": "#5f8a68",
        "Indigo": "#343f63", "Ink": "#2b3546", "Linen": "#cdbfa6", "Moss": "#72764f", "Mustard": "#c4942f",
        "Natural": "#c2a06d", "Oak": "#c39a6b", "Oat": "#d9cbb2", "Ochre": "#c48a3a", "Olive": "#6d6c3d",
        "Paper": "#f2ece0", "Plum": "#5b3444", "Rose": "#cf9d94", "Rust": "#a04f2c", "Sage": "#97a08d",
        "Sand": "#cfb995", "Sky": "#a5b8c2", "Slate": "#5c646a", "Smoke": "#6d6a68", "Stone": "#b5aea2",
        "Terracotta": "#b9653f", "Walnut": "#5f4230", "White": "#f1eee8",
    }.items()
}  # fmt: skip
CLAY: Final = linear("#b59a7c")
"""Stoneware where no glaze covers it."""
