"""The order of a filter's values: sizes from small to large, measures by what they are worth, all others as names.

1. The ladder of sizes: XS before S before M, 4XL before 5XL, and one that stands for two between these: XS/S, S,
   S/M, M. Words may stand in front ("Men S", "Kids M") and a remark in brackets behind.
2. Numbers with a unit that has others of its kind, by what they are worth: 500 ml before 1 l, 6-12 months before
   2 years. A range stands where it begins.
3. Everything else as `shop.name_order` has names: 38 before 38 2/3 before 39, 1.5 before 2.
"""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

from shop.name_order import name_key, number_key
from shop.text_identity import identity

LETTERS: Final = {"s": -1, "m": 0, "l": 1}
WORDS: Final = {
    "mini": "xs", "x small": "xs", "extra small": "xs", "small": "s", "medium": "m", "med": "m", "large": "l",
    "x large": "xl", "extra large": "xl", "extra extra large": "xxl", "extra extra small": "xxs",
}  # fmt: skip
WORD: Final = "|".join(sorted(WORDS, key=len, reverse=True)).replace(" ", "[ -]?")
RUNG: Final = rf"{WORD}|\d{{0,2}}x*[sml]|\d{{1,2}}x(?:[ -]?(?:large|small))?"
SIZE: Final = re.compile(
    rf"(?P<before>(?:[^\d(\[/-]+ )??)(?P<one>{RUNG})(?: ?[/-] ?(?P<other>{RUNG}))?(?P<behind>(?: ?[(\[,].*)?)"
)
COUNTED: Final = re.compile(r"(?P<number>\d{0,2})(?P<xs>x*)(?P<letter>[sml]?)")

UNITS: Final = {
    unit: Decimal(worth)
    for units in (
        {"ml": "0.001", "cl": "0.01", "dl": "0.1", "l": "1", "litre": "1", "liter": "1", "litres": "1", "liters": "1"},
        {"mg": "0.001", "g": "1", "gr": "1", "kg": "1000"},
        {"mm": "0.1", "cm": "1", "dm": "10", "m": "100", "km": "100000"},
        {"day": "0.033", "days": "0.033", "week": "0.23", "weeks": "0.23", "mo": "1", "mos": "1", "month": "1"},
        {"months": "1", "y": "12", "yr": "12", "yrs": "12", "year": "12", "years": "12"},
        {"kb": "0.000001", "mb": "0.001", "gb": "1", "tb": "1000"},
        {"mah": "0.001", "ah": "1", "w": "1", "kw": "1000"},
    )
    for unit, worth in units.items()
}
MEASURE: Final = re.compile(
    r"(?P<number>\d{1,9}(?:[.,]\d{1,6})?)(?: ?[-/] ?\d{1,9}(?:[.,]\d{1,6})?)? ?(?P<unit>[a-z]{1,6}\.?)(?P<behind>\b.*)"
)
BEFORE_ALL_AGES: Final = {
    "preemie": "",
    "premature": "",
    "newborn": "0 ",
    "nb": "0 ",
    "neonato": "0 ",
    "neugeboren": "0 ",
}
Key = tuple[int, str, float, bytes]


@lru_cache(maxsize=4_096)
def natural(text: str) -> Key:
    """Return a key to sort values of a filter by."""
    name, same = name_key(text), identity(text)
    if found := SIZE.fullmatch(same):
        rungs = [rung(found[part]) for part in ("one", "other") if found[part]]
        if None not in rungs:
            before = name_key(found["before"]).decode(errors="replace")
            return (1 if before else 0), before, sum(filter(None, rungs)) / len(rungs), name
    if (found := MEASURE.fullmatch(same)) and found["unit"] in UNITS:
        worth = Decimal(found["number"].replace(",", ".")) * UNITS[found["unit"]]
        whole, _, decimals = f"{worth:f}".partition(".")
        return 1, number_key(whole, decimals), 0, name
    return 1, BEFORE_ALL_AGES.get(same, name.decode(errors="replace")), 0, name


def rung(size: str) -> float | None:
    """Return where a size stands on the ladder: M at 0, XS below S, 5XL above 4XL; None for what is no size."""
    word = re.sub("[ -]+", " ", size)
    word = WORDS.get(word, word)
    word = re.sub(r"(\d+x) ?(l|s)\w*", r"\1\2", word)
    counted = COUNTED.fullmatch(word)
    if counted is None or (counted["number"] and not counted["xs"]):
        # "5 l" is five litres.
        return None
    steps = int(counted["number"]) if counted["number"] else len(counted["xs"])
    side = LETTERS[counted["letter"] or "l"]
    return side * (1 + steps) if side or not steps else None
