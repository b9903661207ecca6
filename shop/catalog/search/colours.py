"""Families of colours: who looks for blue means navy and teal too."""

from collections.abc import Iterable

SHADES = {
    "beige": "beige bone camel cream ecru ivory linen natural nude oat sand tan vanilla wheat champagne 베이지",
    "black": "black ink onyx 검정 블랙",
    "blue": "aqua azure blue cobalt cyan denim indigo ink navy petrol sapphire sky teal turquoise 파랑 블루",
    "brown": "brown caramel chestnut chocolate cinnamon cocoa mahogany mocha nutmeg tan umber walnut 갈색",
    "gold": "brass bronze gold",
    "green": "emerald fern forest green jade khaki lime mint moss olive petrol pine sage teal 초록 그린",
    "grey": "ash charcoal graphite gray grey gunmetal iron slate smoke steel stone taupe 회색 그레이",
    "orange": "amber apricot copper coral orange peach rust tangerine terracotta",
    "pink": "blush coral fuchsia magenta pink rose salmon 분홍 핑크",
    "purple": "aubergine lavender lilac magenta mauve plum purple violet",
    "red": "brick burgundy cherry crimson maroon red ruby rust scarlet terracotta wine 빨강 레드",
    "silver": "nickel pearl silver steel",
    "white": "bone chalk cream ivory pearl white 흰색 화이트",
    "yellow": "butter honey lemon mustard ochre saffron straw yellow 노랑",
}
"""The shades of each family, as the options of products name them. All of them have a swatch."""
SAID_OF_COLOURS_ALONE = {
    *("aqua", "azure", "beige", "black", "blue", "brown", "burgundy", "charcoal", "crimson", "cyan", "ecru", "fuchsia"),
    *("gray", "green", "grey", "indigo", "khaki", "magenta", "maroon", "mauve", "navy", "orange", "petrol", "pink"),
    *("purple", "red", "scarlet", "taupe", "teal", "terracotta", "turquoise", "violet", "white", "yellow"),
}
"""Shades that a title means as such. A wine glass is not red, and olive oil is not green."""
FAMILIES = {
    shade: {own for own in SHADES if shade in SHADES[own].split()} for shade in " ".join(SHADES.values()).split()
}
NAMES = {**{name: name for name in SHADES}, "gray": "grey"}
"""What is typed for a family."""


def families_of(words: Iterable[str], colours: Iterable[str]) -> set[str]:
    """Return the families of the shades among what is said of a product, and among the names of its colours."""
    shades = {*SAID_OF_COLOURS_ALONE.intersection(words), *colours}
    return set().union(*(FAMILIES.get(shade, ()) for shade in shades))
