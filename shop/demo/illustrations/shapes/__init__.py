"""The things that the shop can draw. Importing this package fills `registry.SHAPES`."""

from shop.demo.illustrations.shapes import (
    bath,
    candles,
    cookware,
    desk,
    drinkware,
    furniture,
    kitchen,
    lighting,
    plants,
    storage,
    tableware,
    textiles,
)
from shop.demo.illustrations.shapes.registry import SHAPES, Shape, Stance

__all__ = [
    "SHAPES",
    "Shape",
    "Stance",
    "bath",
    "candles",
    "cookware",
    "desk",
    "drinkware",
    "furniture",
    "kitchen",
    "lighting",
    "plants",
    "storage",
    "tableware",
    "textiles",
]
