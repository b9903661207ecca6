"""How a file is written: in which encoding, and with what between its columns."""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import IO, NamedTuple

from shop.catalog.shopify_csv.columns import COLUMN_BY_KEY, key

UTF_8 = "utf-8-sig"
SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
NAMED_SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}
SEPARATOR_LINE = re.compile(r'\ufeff?"?sep=(?P<mark>.)"?\s*', re.IGNORECASE | re.DOTALL)
MARKS = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF8: UTF_8,
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# What spreadsheets still save outside of Unicode, by who does.
OLDER = {"cp1252": "Windows, Western Europe", "mac_roman": "an older Mac", "cp1251": "Windows, Cyrillic"}
SHOWN = 30


class Dialect(NamedTuple):
    """A file's encoding, what stands between its columns, and how many lines come before its header."""

    encoding: str
    separator: str
    skipped: int

    @property
    def decimal_mark(self) -> str:
        """Spreadsheets that have semicolons between columns have a comma before decimals."""
        return "," if self.separator == ";" else "."


def encoding_of(start: bytes) -> str:
    """Tell the encoding by the first bytes: a byte order mark, or the zeros of UTF-16; else UTF-8."""
    for mark, encoding in MARKS.items():
        if start.startswith(mark):
            return encoding
    for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if start[offset::2].count(0) > len(start) // 4 and not start[1 - offset :: 2].count(0):
            return encoding
    return UTF_8


def dialect_of(file: IO[str], encoding: str, separator: str = "") -> Dialect:
    """Find the separator with which the first lines have the most columns that the shop knows, unless it is given.

    Excel's own line `sep=;` counts. Where no separator shows any such column it is the one that stands there most.
    """
    skipped = 0
    line = file.readline()
    while line and not line.strip(" \t\r\n\ufeff"):
        skipped += 1
        line = file.readline()
    if found := SEPARATOR_LINE.fullmatch(line):
        return Dialect(encoding, separator or found["mark"], skipped + 1)
    best = max(SEPARATORS, key=lambda mark: (known_columns(line, mark), line.count(mark)))
    return Dialect(encoding, separator or best, skipped)


def known_columns(line: str, separator: str) -> int:
    """Count the columns of a header that the shop knows, if this is what separates them."""
    try:
        cells: Sequence[str] = next(csv.reader(io.StringIO(line), delimiter=separator), [])
    except csv.Error:
        return 0
    return sum(key(cell) in COLUMN_BY_KEY for cell in cells)


def samples(lines: Iterable[bytes]) -> tuple[int, str]:
    """Find the first line that is no UTF-8, and show how it would read in each of the older encodings.

    Who knows how it should read chooses among them: a guess that is wrong fills a shop with broken words.
    """
    for number, line in enumerate(lines, start=1):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError as error:
            return number, sample(line, error.start)
    return 1, ""


def sample(line: bytes, place: int) -> str:
    start = max(line.rfind(byte, 0, place) for byte in (b",", b";", b"\t", b"\r", b'"')) + 1
    part = line[max(start, place - SHOWN) : place + SHOWN]
    text = re.split(rb'[,;\t\r\n"]', part, maxsplit=1)[0]
    read = {encoding: text.decode(encoding, "replace").strip() for encoding in OLDER}
    return "; ".join(f"“{read[encoding]}” ({who}) with --encoding {encoding}" for encoding, who in OLDER.items())
