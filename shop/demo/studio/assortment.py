"""The pictures of each product: its colours, and from where it is seen. Needs no Blender."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from shop.demo.studio.captions import caption


@dataclass(frozen=True)
class View:
    """From where a thing is seen: degrees about it and above the floor, and which part of the frame it fills."""

    around: float = 0
    above: float = 16
    fill: float = 0.70
    lens: float = 80
    aim: tuple[float, float, float] | None = None
    """The shares of the thing's box (right, back, up) at which a detail's middle is."""
    backdrop: str = "oat"
    wide: bool = False
    """Whether the picture is sixteen by nine, for the head of a page."""
    key: float = 1.0
    """How strong the light from the left is: weaker for what glows itself."""
    wall: bool = False
    """Whether a wall is right behind, for what hangs on it or leans against it."""


@dataclass(frozen=True)
class Shot:
    """One picture, and what is in it."""

    handle: str
    colour: str
    part: str
    """What it shows: nothing for the whole thing, or "detail"; of a room, which."""
    view: View

    @property
    def name(self) -> str:
        """The picture's file without its ending."""
        words = (self.handle, self.colour.lower().replace(" ", "-"), self.part)
        return "-".join(word for word in words if word)

    @property
    def alt(self) -> str:
        return caption(self.handle, self.colour, self.part)


LOW, HIGH, FLAT = View(above=10), View(above=32), View(above=48)
GLOW, BURN = View(above=-12, backdrop="sand", key=0.6), View(above=8, backdrop="sand", key=0.55)
KINDS: Final[dict[str, dict[str, tuple[str, View]]]] = {
    "drinking": {
        "tide-mug": ("Sage Chalk Ink Clay", View()),
        "fjell-mug": ("Slate Oat", View()),
        "morning-mug": ("Butter Sky Rose", View()),
        "speckle-mug": ("Cream Sand", View()),
        "harbour-mug": ("Ink", View()),
        "two-tone-cup": ("Clay", View(above=20)),
        "pebble-cup": ("Stone Blush Moss", View(above=20)),
        "long-tea-mug": ("Olive Plum", LOW),
        "tooth-mug": ("Sky White Sage", View()),
    },
    "tableware": {
        "tide-dinner-plate": ("Sage Chalk Ink", HIGH),
        "noon-pasta-bowl": ("Terracotta Chalk Moss", HIGH),
        "rill-breakfast-bowl": ("Sky Rose Oat", View(above=28)),
        "nest-bowls-set-of-three": ("Indigo Clay", View(above=28)),
        "harvest-serving-bowl": ("Cream", View(above=24)),
    },
    "glassware": {
        "loch-tumbler-set-of-four": ("Clear,Green glass,Amber", View(above=18, backdrop="sand")),
        "rib-tumbler": ("Smoke Rose", View(above=12, backdrop="sand")),
        "spring-carafe": ("Clear Sky", View(above=10, backdrop="sand")),
        "decanter-no-3": ("Smoke", View(above=10, backdrop="sand")),
        "hand-soap": ("Amber,Green glass", LOW),
        "reed-diffuser": ("Amber Sage", LOW),
    },
    "wooden": {
        "paddle-board": ("Oak Walnut Ash", View(above=10, wall=True)),
        "round-cheese-board": ("Oak", HIGH),
        "tea-round-tray": ("Oak Walnut", View(above=26)),
        "stove-spoons-set-of-three": ("Oak Walnut Beech", FLAT),
        "tall-short-mills": ("Walnut Black", LOW),
        "keepsake-box": ("Oak Walnut", View(above=26)),
        "peg-rail": ("Oak White", View(around=-24, above=6, fill=0.8, wall=True)),
    },
    "furniture": {
        "milking-stool": ("Oak Black Walnut", View(above=14)),
        "cairn-side-table": ("Oak Walnut Forest", View(above=12)),
        "hallway-bench": ("Oak Walnut", View(above=12, fill=0.78)),
    },
    "cooking": {
        "hearth-casserole": ("Forest Ochre Rust Chalk", View()),
        "blacksmith-skillet": ("Black", View(above=32, fill=0.8)),
        "whistle-kettle": ("Sage Chalk Mustard", View()),
        "kettle-hill-teapot": ("Chalk Sage", View()),
        "granite-mortar": ("Slate", View(above=18)),
        "coffee-canister": ("Clay Indigo", View(above=12)),
        "pantry-jar": ("Walnut Mustard Cream", LOW),
    },
    "cloths": {
        "halm-linen-cushion": ("Sage Terracotta Oat Ink", View(above=10, around=14, wall=True)),
        "fisherman-throw": ("Oat Slate Moss", View(above=20)),
        "washed-linen-bedding": ("White Clay Sage", View(above=18)),
        "halm-linen-napkin": ("Linen Sage Rust Ink", View(above=22)),
        "breakfast-napkins-set-of-four": ("Chalk", View(above=20)),
        "striped-tea-towel-pair": ("Chalk Sky", View(above=24)),
        "waffle-towels-set-of-three": ("White Sage Rose", View(above=20)),
        "market-basket": ("Natural Charcoal", View()),
        "strand-flatweave": ("Cream Indigo", View(above=18, fill=0.8)),
    },
    "lighting": {
        "marlo-table-lamp": ("Sage Terracotta Ink", replace(GLOW, above=8)),
        "mushroom-lamp": ("Rust Cream Forest", replace(GLOW, above=10)),
        "canteen-pendant": ("Forest Chalk Denim Mustard", GLOW),
        "foundry-cone-pendant": ("Rust White", GLOW),
        "full-moon-paper-pendant": ("Paper Blush", GLOW),
    },
    "growing": {
        "windowsill-pot": ("Terracotta Chalk Sage", View(above=14)),
        "dipped-pot": ("Chalk", View(above=14)),
        "ribbed-pot": ("Slate Blush", View(above=14)),
        "gourd-vase": ("Clay Forest Chalk", View(above=8)),
        "freckle-vase": ("Sand Sage", View(above=10)),
        "bud-vases-set-of-three": ("Ochre Denim", View(above=12)),
    },
    "burning": {
        "evening-candle": ("Sage Clay Ink", replace(BURN, above=18)),
        "pillar-trio": ("Cream Rust Moss", replace(BURN, above=14)),
        "turned-candlesticks-pair": ("Brass Walnut Black", BURN),
        "storm-lantern": ("Black Brass", replace(BURN, above=10)),
    },
    "paperwork": {
        "day-notebook": ("Rust Forest Ink Butter", View(above=38)),
        "pencil-pot": ("Clay Sky", View()),
        "soap-dish-bar": ("Chalk Slate", View(above=26)),
        "porthole-mirror": ("Brass Black", View(above=4, wall=True)),
        "gift-card": ("Terracotta", FLAT),
    },
}
"""By the builder of each kind: its products, with their colours as the catalogue names them, and the view."""


ROOMS: Final[dict[str, View]] = {
    "breakfast": View(above=24, fill=0.86, lens=60),
    "tea": View(above=24, fill=0.86, lens=60),
    "counter": View(above=10, fill=0.86, lens=60),
    "bedside": View(above=8, fill=0.86, lens=50),
    "hall": View(above=8, fill=0.86, lens=45),
    "basin": View(above=14, fill=0.86, lens=60),
    "dusk": View(above=8, fill=0.80, lens=60),
    "desk": View(above=30, fill=0.86, lens=60),
    "sill": View(above=8, fill=0.84, lens=60),
    "long-table": View(above=14, fill=0.84, lens=50, wide=True),
}
"""Where things are seen in use, from where."""


def shots() -> Iterator[tuple[str, Shot]]:
    """Yield all pictures, each with the name of its builder: first those of whole things."""
    everything = [(kind, handle, *said) for kind, products in KINDS.items() for handle, said in products.items()]
    for kind, handle, names, view in everything:
        for colour in _split(names):
            yield kind, Shot(handle, colour, "", view)
    for room, view in ROOMS.items():
        yield "rooms", Shot("room", "", room, view)
    for kind, handle, names, view in everything:
        yield kind, Shot(handle, _split(names)[0], "detail", _close(view))


def _split(names: str) -> list[str]:
    return names.split(",") if "," in names else names.split()


def _close(view: View) -> View:
    """Return a view of the upper part of the side that is lit, from nearer."""
    return replace(view, around=view.around - 18, above=view.above + 6, fill=1.3, aim=(0.38, 0.2, 0.72))
