"""Columns that the shop has no field for: kept for the export, and named in the report."""

import re
from collections.abc import Sequence
from functools import lru_cache

from shop.catalog.shopify_csv.cells import Cells
from shop.catalog.shopify_csv.columns import LINKED_TO, OPTION_VALUES, key
from shop.catalog.shopify_csv.notes import Note, Notes, add
from shop.catalog.shopify_csv.spellings import APOSTROPHE, SPELT

MARKET = re.compile(r"(included|price|compare[ -]at price) / (?P<market>.+)", re.IGNORECASE)
METAFIELD = re.compile(r"(?P<name>.*?)\s*\([a-z]+\.metafields\..*\)", re.IGNORECASE)
GOOGLE = "google"
UNIT_PRICE = "unitprice"


def feed_of(rows: Sequence[Cells], linked: Sequence[str], notes: Notes) -> dict[str, list[str]]:
    """Return by column the value of each row as far as the last that has one, and the spellings that are not shown."""
    kept: dict[str, list[str]] = {}
    for column in rows[0].header.feed:
        values = [cells.text(column) for cells in rows]
        while values and not values[-1]:
            values.pop()
        if values:
            kept[column] = values
            if told := note_of(column):
                add(notes, *told)
    return kept | spellings(rows, linked)


def spellings(rows: Sequence[Cells], linked: Sequence[str]) -> dict[str, list[str]]:
    kept: dict[str, list[str]] = {}
    for column in SPELT:
        values = list(dict.fromkeys(cells.text(column) for cells in rows))
        if column in OPTION_VALUES:
            values = values if linked[OPTION_VALUES.index(column)] else []
        else:
            values = [value for value in values if value.startswith(APOSTROPHE)]
        if values:
            kept[column] = values
    return kept


@lru_cache(maxsize=4_096)
def note_of(column: str) -> tuple[Note, str] | tuple[Note] | tuple[()]:
    """Return of which kind a column is, and by which name it is told of."""
    if column in LINKED_TO:
        return ()
    if market := MARKET.fullmatch(column):
        return Note.MARKETS, market["market"]
    if metafield := METAFIELD.fullmatch(column):
        return Note.METAFIELDS, metafield["name"] or column
    if key(column).startswith(UNIT_PRICE):
        return (Note.UNIT_PRICE,)
    return (Note.FEED,) if key(column).startswith(GOOGLE) else (Note.OTHER_COLUMNS, column)
