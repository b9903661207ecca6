"""What a colour looks like, by the name that a merchant gives it."""

import re
from functools import lru_cache

from shop.text_identity import identity

COLOUR_OPTIONS = {
    "color",
    "colour",
    "farbe",
    "couleur",
    "colore",
    "cor",
    "kleur",
    "kolor",
    "색상",
    "색",
    "컬러",
    "색깔",
}
COLOURS = {
    "amber": "#cf8a3d", "apricot": "#f2b98a", "ash": "#dcc196", "beech": "#ddb585", "beige": "#e5d8bf",
    "black": "#2b2928", "blue": "#3b66a8", "blush": "#e4b8a6", "brass": "#c8a14f", "bronze": "#a9793f",
    "brown": "#76512f", "burgundy": "#6d1f33", "butter": "#efd68c", "camel": "#bd9466", "chalk": "#efe8db",
    "charcoal": "#4b4a4d", "cherry": "#9b3134", "clay": "#cd9677", "clear": "#dfeceb", "cobalt": "#2a4ea3",
    "copper": "#c47d57", "coral": "#ef8468", "cream": "#f1e5cc", "denim": "#526d8d", "emerald": "#1f8a5c",
    "fern": "#6d8b57", "forest": "#33543c", "gold": "#cfa53f", "graphite": "#4c4e52", "gray": "#8d8f91",
    "green": "#4b8a52", "grey": "#8d8f91", "honey": "#d8a447", "indigo": "#3c3f7d", "ink": "#33405c",
    "iron": "#56565a", "ivory": "#f5f0df", "khaki": "#a79a6b", "lavender": "#b3a5cf", "lemon": "#efd54f",
    "lilac": "#c5aed3", "lime": "#a7c94b", "linen": "#e8dcc6", "magenta": "#b83a7c", "maroon": "#6f2a2a",
    "mint": "#b4d9c2", "moss": "#75805a", "mustard": "#d0a235", "natural": "#e0cba5", "navy": "#2b3a5e",
    "nickel": "#b9b9b4", "oak": "#d2a871", "oat": "#e2d3b7", "ochre": "#c8903e", "olive": "#7f8049",
    "orange": "#e08a3c", "peach": "#f4c3a0", "petrol": "#2a5d68", "pine": "#d9b786", "pink": "#e6a3b4",
    "plum": "#6d3f5b", "purple": "#7a4b93", "red": "#b5382f", "rose": "#d9a0a0", "ruby": "#96243f",
    "rust": "#ab5a33", "sage": "#a7b396", "salmon": "#ee9a83", "sand": "#dcc7a1", "silver": "#c4c6c8",
    "sky": "#a9c4d6", "slate": "#6d7680", "smoke": "#a8a6a2", "steel": "#b5b9bc", "stone": "#bcb3a5",
    "straw": "#dfc683", "tan": "#c9a176", "taupe": "#96877a", "teal": "#2f7f80", "terracotta": "#bf6a49",
    "turquoise": "#4fb5b0", "umber": "#6d5440", "violet": "#75509d", "walnut": "#7d5a3f", "wheat": "#e3cc9c",
    "aqua": "#7fc8c8", "aubergine": "#4a2c40", "azure": "#7fb2dd", "bone": "#e9e0cf", "brick": "#9c4a3c",
    "caramel": "#b9793f", "champagne": "#ecdcc0", "chestnut": "#7b4530", "chocolate": "#50352a", "cinnamon": "#a8663f",
    "cocoa": "#6b4a3a", "crimson": "#a3213a", "cyan": "#49b8cc", "ecru": "#dfd3b8", "fuchsia": "#c43a86",
    "gunmetal": "#4f565c", "jade": "#4f9a78", "mahogany": "#6a3129", "mauve": "#a98ba5", "mocha": "#7d6152",
    "nude": "#e3c3ad", "nutmeg": "#8c6648", "onyx": "#2f2f31", "pearl": "#efeae2", "saffron": "#e2a32f",
    "sapphire": "#284d8f", "scarlet": "#c2352b", "tangerine": "#ea8a3d", "vanilla": "#f2e6c4",
    "white": "#fbfaf7", "wine": "#6f2438", "yellow": "#ecc94b",
    "검정": "#2b2928", "블랙": "#2b2928", "흰색": "#fbfaf7", "화이트": "#fbfaf7", "빨강": "#b5382f", "레드": "#b5382f",
    "파랑": "#3b66a8", "블루": "#3b66a8", "초록": "#4b8a52", "그린": "#4b8a52", "노랑": "#ecc94b", "회색": "#8d8f91",
    "그레이": "#8d8f91", "베이지": "#e5d8bf", "분홍": "#e6a3b4", "핑크": "#e6a3b4", "갈색": "#76512f",
}  # fmt: skip


def is_colour(option: str) -> bool:
    """Tell whether an option's name says that its values are colours."""
    return identity(option) in COLOUR_OPTIONS


@lru_cache(maxsize=4_096)
def swatch_of(name: str) -> str:
    """Return a colour's hex code; of "Dark green" that of green; nothing for one that is not known."""
    words = re.findall(r"\w+", identity(name))
    return next((COLOURS[word] for word in reversed(words) if word in COLOURS), "")
