"""What the demo shop sells, by hand."""

from shop.demo.assortment import corners, home, kitchen, tableware
from shop.demo.assortment.categories import CATEGORIES
from shop.demo.assortment.pieces import Piece

PIECES: tuple[tuple[str, Piece], ...] = tuple(
    (category, piece)
    for module in (tableware, kitchen, home, corners)
    for category, pieces in module.PIECES.items()
    for piece in pieces
)
"""Every product with the slug of its category."""

__all__ = ["CATEGORIES", "PIECES", "Piece"]
