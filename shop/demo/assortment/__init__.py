"""What the demo shop sells, by hand."""

from shop.demo.assortment import (
    bath,
    boards,
    candles,
    cookware,
    cushions,
    desk,
    glasses,
    lamps,
    mugs,
    pendants,
    plates,
    pots,
    rugs,
    seats,
    storage,
    table_linen,
    tables,
    tools,
)
from shop.demo.assortment.categories import CATEGORIES
from shop.demo.assortment.pieces import Piece

BY_CATEGORY = {
    "mugs-cups": mugs.PIECES,
    "plates-bowls": plates.PIECES,
    "glasses-carafes": glasses.PIECES,
    "boards": boards.PIECES,
    "cookware": cookware.PIECES,
    "kitchen-tools": tools.PIECES,
    "cushions-throws": cushions.PIECES,
    "table-linen": table_linen.PIECES,
    "rugs": rugs.PIECES,
    "table-lamps": lamps.PIECES,
    "pendants": pendants.PIECES,
    "stools-chairs": seats.PIECES,
    "tables-shelves": tables.PIECES,
    "storage": storage.PIECES,
    "pots-vases": pots.PIECES,
    "candles-scent": candles.PIECES,
    "bath": bath.PIECES,
    "desk-wall": desk.PIECES,
}
PIECES = tuple((category, piece) for category, pieces in BY_CATEGORY.items() for piece in pieces)
"""Every product with the slug of its category."""

__all__ = ["BY_CATEGORY", "CATEGORIES", "PIECES", "Piece"]
