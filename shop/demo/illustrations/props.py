"""Which things keep which others company in a room."""

from shop.demo.illustrations.shapes import Stance
from shop.demo.illustrations.tones import TONES

PROPS = {
    Stance.STANDING: ("vase", "pot", "bowl", "candle", "jug", "bookends", "vase_bud", "cup"),
    Stance.FLOOR: ("planter", "stool", "basket", "floorlamp"),
    Stance.WALL: ("vase", "bowl", "candle", "pot", "bookends", "jug"),
    Stance.HANGING: ("bowl", "jug", "vase_bud", "teapot", "cup"),
    Stance.FLAT: (),
}

COMPANIONS = tuple(TONES[name] for name in ("Chalk", "Terracotta", "Sage", "Sand", "Ink", "Stone", "Ochre", "Clay"))

LARGE = frozenset(
    ("basket", "bathtray", "cloche", "crate", "cushion", "lamp", "lamp_desk", "lamp_dome", "lantern", "stack", "throw")
)
"""Things on a table beside which a cup looks small."""
