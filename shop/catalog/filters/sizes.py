"""The natural order of values: XS before S before M, 9 before 10, 1.5 l before 2 l."""

import re
from functools import lru_cache

LADDER = ("xxxs", "xxs", "xs", "s", "m", "l", "xl", "xxl", "xxxl", "xxxxl")
NAMES = {
    "extra small": "xs", "x-small": "xs", "mini": "xs", "small": "s", "medium": "m", "large": "l", "extra large": "xl",
    "x-large": "xl", "2xl": "xxl", "3xl": "xxxl", "4xl": "xxxxl", "2xs": "xxs",
}  # fmt: skip
NUMBER = re.compile(r"(\d+(?:[.,]\d+)?)")


@lru_cache(maxsize=4_096)
def natural(text: str) -> tuple[int, int, list[tuple[int, float, str]]]:
    """Return a key to sort by: the rungs of the ladder of sizes come first, then what else there is."""
    folded = text.casefold().strip()
    rung = NAMES.get(folded, folded)
    parts = [
        (0, float(part.replace(",", ".")), "") if at % 2 else (1, 0.0, part)
        for at, part in enumerate(NUMBER.split(folded))
        if part
    ]
    return (0, LADDER.index(rung), parts) if rung in LADDER else (1, 0, parts)
