"""The inventory CSV: what may be sold of a variant at each location, added up."""

from enum import Enum

from shop.catalog.shopify_csv.cells import Cells, Problem
from shop.catalog.shopify_csv.columns import AVAILABLE, COMMITTED, LOCATION, NEW_ON_HAND, ON_HAND, UNAVAILABLE
from shop.catalog.shopify_csv.notes import Note, Notes, add
from shop.catalog.shopify_csv.parsing_variants import in_stock


class Stocked(Enum):
    """What a location says of a variant that it does not count."""

    NOWHERE = "not stocked"


Count = int | Stocked | None


def counted(rows: list[Cells], warnings: list[Problem], notes: Notes, *, is_bound: bool) -> int | None:
    """Return the sum over the rows of one variant, each of which is a location; None where none has a number.

    `is_bound`: the stock may not be below zero.
    """
    counts: list[Count] = []
    lines: dict[str, Cells] = {}
    for cells in rows:
        if columns := cells.header.locations:
            counts += [whole(cells, column) for column in columns]
            continue
        place = cells.text(LOCATION)
        count = sellable(cells)
        before = lines.setdefault(place, cells)
        if before is cells:
            counts.append(count)
        elif before.cells == cells.cells:
            add(notes, Note.REPEATED)
        else:
            cells.refuse(f"its location “{place[:50]}” stands in line {before.line} already, with another stock")
    numbers = [count for count in counts if isinstance(count, int)]
    if not numbers and Stocked.NOWHERE in counts:
        add(notes, Note.NOT_STOCKED)
        return 0
    if not numbers:
        add(notes, Note.UNNAMED_STOCK)
        return None
    return in_stock(rows[0], sum(numbers), warnings, is_bound=is_bound)


def sellable(cells: Cells) -> Count:
    """Return what may be sold at a location: what is there, without what is promised to others or set aside.

    A new number of what is there, which the merchant wrote into the file, goes before what the file was exported with.
    """
    new, available, current = (whole(cells, column) for column in (NEW_ON_HAND, AVAILABLE, ON_HAND))
    if Stocked.NOWHERE in (new, available, current) and not isinstance(new, int):
        return Stocked.NOWHERE
    reserved = sum(
        count for column in (COMMITTED, UNAVAILABLE) if isinstance(count := whole(cells, column), int) and count > 0
    )
    if isinstance(current, int) and isinstance(available, int):
        reserved = current - available
    if isinstance(new, int):
        return new - reserved
    if isinstance(available, int):
        return available
    return current - reserved if isinstance(current, int) else None


def whole(cells: Cells, column: str) -> Count:
    if cells.text(column).casefold() == Stocked.NOWHERE.value:
        return Stocked.NOWHERE
    return cells.whole(column)
