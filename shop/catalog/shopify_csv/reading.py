"""From a file to the rows of each product: nothing is written to the shop before the whole file was read."""

import csv
import itertools
import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Any, NamedTuple, Self

from shop.catalog.handles import handle_of
from shop.catalog.shopify_csv import foreign
from shop.catalog.shopify_csv.columns import HANDLE, SKU, Header, Kind
from shop.catalog.shopify_csv.dialects import UTF_8, Dialect, dialect_of, encoding_of, samples
from shop.spreadsheets import unescape
from shop.text_identity import identity

# How many SKUs are looked up at once.
CHUNK = 500
OTHER_FORMATS = {
    b"PK": "an Excel workbook or another archive",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook",
    b"%PDF": "a PDF",
    b"<": "HTML or XML",
    b"{\\rtf": "a text with formatting (RTF)",
    b"\x1f\x8b": "packed with gzip",
}
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
    dialect: Dialect

    def __init__(self, path: Path, *, encoding: str = "", separator: str = "") -> None:
        # An empty name is a private database in a temporary file that goes when it is closed.
        self.database = sqlite3.connect("")
        try:
            self.dialect, rows = records(path, encoding=encoding, separator=separator)
            self.fill(rows)
        except BaseException:
            self.database.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.database.close()

    def fill(self, rows: Iterator[Row]) -> None:
        """Write the rows of a file into the spool's own database. Raises NotAProductFile."""
        self.database.executescript("""
            CREATE TABLE product (id INTEGER PRIMARY KEY, key TEXT UNIQUE, handle TEXT);
            CREATE TABLE row (product INTEGER, line INTEGER, cells TEXT, PRIMARY KEY (product, line)) WITHOUT ROWID;
        """)
        self.header = header_of(next(rows, None), decimal_mark=self.dialect.decimal_mark)
        self.database.executemany(
            "INSERT INTO row VALUES (?, ?, ?)",
            (
                (self.product(self.cell(row, HANDLE)), row.line, json.dumps(row.cells))
                for row in rows
                if says_the_same(row, self.header)
            ),
        )

    @property
    def count(self) -> int:
        """How many products there are. Queries the spool's own database."""
        return int(self.database.execute("SELECT count(DISTINCT product) FROM row").fetchone()[0])

    def cell(self, row: Row, column: str) -> str:
        place = self.header.positions.get(column)
        return row.cells[place].strip() if place is not None and place < len(row.cells) else ""

    def product(self, handle: str) -> int:
        """Return the number of a handle, the same for all its rows and spellings; every row without one has its own."""
        key = identity(handle_of(handle)) or None
        found = self.database.execute("SELECT id FROM product WHERE key = ?", [key]).fetchone()
        if found is None:
            found = [
                self.database.execute(
                    "INSERT INTO product (key, handle) VALUES (?, ?)", [key, handle or None]
                ).lastrowid
            ]
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

    def gather_by_sku(self, handles_of: Callable[[list[str]], Mapping[str, str]]) -> None:
        """Give rows without a handle to the product that their SKU names, as far as the function knows one."""
        last = 0
        while nameless := self.database.execute(
            "SELECT product, line, cells FROM row JOIN product ON id = product"
            " WHERE handle IS NULL AND product > ? ORDER BY product LIMIT ?",
            [last, CHUNK],
        ).fetchall():
            last = nameless[-1][0]
            rows = [(number, Row(line, json.loads(cells))) for number, line, cells in nameless]
            handles = handles_of([self.cell(row, SKU) for _number, row in rows])
            self.database.executemany(
                "UPDATE row SET product = ? WHERE product = ? AND line = ?",
                [
                    (self.product(handles[sku]), number, row.line)
                    for number, row in rows
                    if (sku := self.cell(row, SKU)) in handles
                ],
            )


def header_of(first: Row | None, *, decimal_mark: str) -> Header:
    """Return the header that the first row is. Raises NotAProductFile when it is none."""
    if first is None:
        raise NotAProductFile("is empty.")
    header = Header(first.cells, decimal_mark=decimal_mark)
    if header.missing and (kind := foreign.kind_of(first.cells)):
        raise NotAProductFile(f"is {kind}. {foreign.WANTED}")
    if header.kind is Kind.NONE:
        raise NotAProductFile(
            f"is not a product CSV: its first line lacks {', '.join(header.missing)}. Products that the shop has can be"
            " changed by a file with Handle or SKU and the columns to change."
        )
    if header.width > MAX_COLUMNS:
        raise NotAProductFile(f"has {header.width} columns; {MAX_COLUMNS} is the most.")
    if header.repeated:
        raise NotAProductFile(f"has the column {header.repeated[0]} twice.")
    return header


def says_the_same(row: Row, header: Header) -> bool:
    """Be true where columns by two names have the same cell. Raises NotAProductFile where they do not."""
    for double, first in header.doubles.items():
        cells = [row.cells[place].strip() if place < len(row.cells) else "" for place in (first, double)]
        if cells[0] != cells[1]:
            raise NotAProductFile(
                f"has the same column twice, as {header.named[first]} and {header.named[double]}, and in line"
                f" {row.line} they differ: “{cells[0][:50]}” and “{cells[1][:50]}”. Leave one of them out."
            )
    return True


def records(path: Path, *, encoding: str = "", separator: str = "") -> tuple[Dialect, Iterator[Row]]:
    """Tell how a CSV is written, as far as it is not said, and read its records, empty lines left out."""
    try:
        with path.open("rb") as raw:
            start = raw.read(4096)
        refuse_other_formats(start)
        encoding = encoding or encoding_of(start)
        with path.open(encoding=encoding, newline="", errors="replace") as file:
            dialect = dialect_of(file, encoding, separator)
    except OSError as error:
        raise NotAProductFile(f"cannot be read: {error.strerror}.") from error
    except UnicodeError as error:
        raise NotAProductFile(f"is not {encoding.upper()} text: {error}.") from error
    return dialect, opened(path, dialect)


def refuse_other_formats(start: bytes) -> None:
    """Raise NotAProductFile where a file begins as one of another format does."""
    for sign, format_name in OTHER_FORMATS.items():
        if start.startswith(sign):
            raise NotAProductFile(f"is {format_name}: save it as CSV (UTF-8).")


def opened(path: Path, dialect: Dialect) -> Iterator[Row]:
    """Yield the rows of a file that are not empty. Raises NotAProductFile where it cannot be read."""
    line = 0
    try:
        with path.open(encoding=dialect.encoding, newline="") as file:
            for line, cells in parsed(file, dialect):
                if any(map(str.strip, cells)):
                    yield Row(line, cells)
    except OSError as error:
        raise NotAProductFile(f"cannot be read: {error.strerror}.") from error
    except UnicodeError as error:
        raise NotAProductFile(undecodable(path, line, dialect.encoding)) from error


def parsed(file: IO[str], dialect: Dialect) -> Iterator[Row]:
    """Yield the rows of an open file. Raises NotAProductFile where its quotation marks are not closed."""
    csv.field_size_limit(MAX_CELL)
    for _ in range(dialect.skipped):
        file.readline()
    reader = csv.reader(file, delimiter=dialect.separator, strict=True)
    line = dialect.skipped + 1
    try:
        for cells in reader:
            yield Row(line, [unescape(cell) for cell in cells])
            line = dialect.skipped + reader.line_num + 1
    except csv.Error as error:
        raise NotAProductFile(
            f"breaks off in the record that starts at line {line}: a quotation mark there is not closed or not doubled"
            f" ({error})."
        ) from error


def undecodable(path: Path, line: int, encoding: str) -> str:
    """Say of a file that is no text in its encoding what can be done, and how its letters would read otherwise."""
    if encoding != UTF_8:
        return f"is not {encoding.upper()} text after line {line}: save it as CSV in UTF-8."
    with path.open("rb") as file:
        line, sample = samples(file)
    return (
        f"is not UTF-8 text in line {line}: save it as “CSV UTF-8”, or run this again with the encoding in which it"
        f" reads right: {sample}."
    )
