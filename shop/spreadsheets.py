"""Cells of a CSV that a spreadsheet would run as a formula: written as text, and read back as they were.

The rule: a cell that begins with one of `STARTS`, after any number of apostrophes, is written with one more apostrophe
in front, by which spreadsheets know text. Such a cell is read without its first apostrophe. Every other cell stands as
it is, `'007` and `'Quoted'` too, so that reading gives back whatever was written.
"""

import re

STARTS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"
"""What begins a formula, the full-width forms too, or a cell that a spreadsheet cuts before it looks."""
RUNS = re.compile(f"'*[{re.escape(STARTS)}]")
HIDDEN = re.compile(f"'+[{re.escape(STARTS)}]")


def escape(cell: str) -> str:
    """Return a cell as no spreadsheet runs it."""
    return f"'{cell}" if RUNS.match(cell) else cell


def unescape(cell: str) -> str:
    """Return what `escape` was given."""
    return cell[1:] if cell[:1] == "'" and HIDDEN.match(cell) else cell
