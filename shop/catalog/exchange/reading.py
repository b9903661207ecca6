"""From a file to the rows of each product: nothing is written to the shop before the whole file was read."""

import csv
import itertools
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Any, NamedTuple, Self

from shop.catalog.exchange.columns import HANDLE, Header
from shop.spreadsheets import unescape

MAX_CELL = 4_000_000
MAX_COLUMNS = 2000


class NotAProductFile(Exception):
    """A file that is not a product CSV; its text completes "This file …"."""


class Row(NamedTuple):
    """One record, by the line on which it starts."""

    line: int
    cells: list[str]


class Spool:
    """A file's rows, gathered by product in the order in which the products first appear.

    They wait in a temporary database on disk, so that rows of one product may stand anywhere and memory does not grow
    with the file. Raises NotAProductFile when the file is no product CSV.
    """

    header: Header
    count: int

    def __init__(self, path: Path) -> None:
        # An empty name is a private database in a temporary file that goes when it is closed.
        self.database = sqlite3.connect("")
        try:
            self.fill(path)
        except BaseException:
            self.database.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.database.close()

    def fill(self, path: Path) -> None:
        self.database.executescript("""
            CREATE TABLE product (id INTEGER PRIMARY KEY, handle TEXT UNIQUE);
            CREATE TABLE row (product INTEGER, line INTEGER, cells TEXT, PRIMARY KEY (product, line)) WITHOUT ROWID;
        """)
        rows = records(path)
        self.header = header_of(next(rows, None))
        place = self.header.positions[HANDLE]
        self.database.executemany(
            "INSERT INTO row VALUES (?, ?, ?)",
            (
                (
                    self.product(row.cells[place].strip() if place < len(row.cells) else ""),
                    row.line,
                    json.dumps(row.cells),
                )
                for row in rows
                if any(map(str.strip, row.cells))
            ),
        )
        self.count = self.database.execute("SELECT count(*) FROM product").fetchone()[0]

    def product(self, handle: str) -> int:
        """Return the number of a handle, the same for all its rows; every row without one has its own."""
        key = handle or None
        found = self.database.execute("SELECT id FROM product WHERE handle = ?", [key]).fetchone()
        if found is None:
            found = [self.database.execute("INSERT INTO product (handle) VALUES (?)", [key]).lastrowid]
        return int(found[0])

    def products(self) -> Iterator[tuple[str, list[Row]]]:
        """Give each handle ("" where a row has none) and its rows."""
        rows = self.database.execute(
            "SELECT product, coalesce(handle, ''), line, cells FROM row JOIN product ON id = product"
            " ORDER BY product, line"
        )
        for (_number, handle), group in itertools.groupby(rows, key=lambda row: row[:2]):
            yield handle, [Row(line, json.loads(cells)) for _, _, line, cells in group]

    def counted(self, *columns: str) -> Iterator[tuple[Any, ...]]:
        """Give each combination of texts that rows have in these columns, and in how many rows it stands."""
        places = [self.header.positions.get(column, self.header.width) for column in columns]
        texts = ", ".join(f"trim(coalesce(json_extract(cells, '$[{place}]'), ''))" for place in places)
        return self.database.execute(f"SELECT {texts}, count(*) FROM row GROUP BY {texts}")  # noqa: S608


def header_of(first: Row | None) -> Header:
    """Return the header that the first row is. Raises NotAProductFile when it is none."""
    if first is None:
        raise NotAProductFile("is empty.")
    header = Header(first.cells)
    if header.missing:
        for name, mark in (("semicolons", ";"), ("tabs", "\t")):
            if header.width == 1 and mark in first.cells[0]:
                raise NotAProductFile(f"has {name} between its columns: save it with commas.")
        raise NotAProductFile(f"is not a product CSV: its first line lacks {', '.join(header.missing)}.")
    if header.width > MAX_COLUMNS:
        raise NotAProductFile(f"has {header.width} columns; {MAX_COLUMNS} is the most.")
    if header.repeated:
        raise NotAProductFile(f"has the column {header.repeated[0]} twice.")
    return header


def records(path: Path) -> Iterator[Row]:
    """Read the records of a CSV in UTF-8, with or without a byte order mark."""
    try:
        with path.open("rb") as raw:
            refuse_other_formats(raw.read(4096))
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from parsed(file)
    except OSError as error:
        raise NotAProductFile(f"cannot be read: {error.strerror}.") from error


def refuse_other_formats(start: bytes) -> None:
    if start.startswith(b"PK"):
        raise NotAProductFile("is an Excel workbook or another archive: save it as CSV (UTF-8).")
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) or start.count(b"\0") > len(start) // 4:
        raise NotAProductFile("is in UTF-16: save it as CSV in UTF-8.")


def parsed(file: IO[str]) -> Iterator[Row]:
    csv.field_size_limit(MAX_CELL)
    reader = csv.reader(file, strict=True)
    line = 1
    try:
        for cells in reader:
            yield Row(line, [unescape(cell) for cell in cells])
            line = reader.line_num + 1
    except csv.Error as error:
        raise NotAProductFile(
            f"breaks off in the record that starts at line {line}: a quotation mark there is not closed or not doubled"
            f" ({error})."
        ) from error
    except UnicodeDecodeError as error:
        raise NotAProductFile(f"is not UTF-8 text after line {line}: save it as CSV in UTF-8.") from error
