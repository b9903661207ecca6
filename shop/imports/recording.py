"""The report of an import that is looked at in the browser: the first of everything, and a table of all."""

import csv
from collections import defaultdict
from collections.abc import Iterable
from typing import IO, Any

from shop.catalog.shopify_csv.cells import Problem
from shop.catalog.shopify_csv.report import Outcome, Report, Settled, counted
from shop.imports.csv_files import in_the_browser
from shop.imports.models import Import
from shop.spreadsheets import escape

MOST_ROWS = 100
"""Of each outcome, that are shown on the page."""
MOST_SAID = 200
COLUMNS = ("Line", "Handle", "Title", "Outcome", "Details")
LONGEST = 1000
"""Of what is said of one product on the page. The table has all of it."""


class Record(Report):
    """Writes a row of a table for each product and each note, and keeps the first of them for the page."""

    def __init__(self, name: str, table: IO[str]) -> None:
        super().__init__(name, say=self.keep)
        self.rows: defaultdict[str, list[list[Any]]] = defaultdict(list)
        self.kept: list[str] = []
        self.unsaid = 0
        self.reason = ""
        self.table = csv.writer(table)
        self.table.writerow(COLUMNS)

    def keep(self, text: str) -> None:
        """Keep a warning or a note."""
        text = in_the_browser(text).removeprefix(self.file).lstrip(",: ")
        self.table.writerow(["", "", "", "note", escape(text)])
        if len(self.kept) < MOST_SAID:
            self.kept.append(text[:LONGEST])
        else:
            self.unsaid += 1

    def refuse(self, reason: str) -> None:
        self.is_refused = True
        self.reason = in_the_browser(f"{self.file} {reason}")

    def tell(self, settled: Settled) -> None:
        said = "; ".join(settled.sentences)
        if settled.outcome is Outcome.ADDED:
            goods = f"{counted(settled.variants, 'variant')}, {counted(settled.images, 'image')}"
            said = "; ".join(filter(None, [goods, said]))
        self.row(settled.line, settled.handle, settled.title, settled.outcome, in_the_browser(said))

    def tell_problems(self, handle: str, problems: Iterable[Problem]) -> None:
        for line, reason in problems:
            self.row(line, handle, "", Outcome.FAILED, in_the_browser(reason))

    def row(self, line: int, handle: str, title: str, outcome: Outcome, said: str) -> None:
        self.table.writerow([line, escape(handle), escape(title), outcome.value, escape(said)])
        first = self.rows[outcome.name.lower()]
        if len(first) < MOST_ROWS:
            first.append([line, handle, title, said[:LONGEST]])

    def note_in(self, row: Import) -> None:
        """Set what an import keeps of this. Writes nothing."""
        row.counts = {outcome.name.lower(): count for outcome, count in self.products.items()}
        row.rows = dict(self.rows)
        row.said, row.unsaid = self.kept, self.unsaid
        row.summary = self.reason if self.is_refused else in_the_browser(str(self)).replace(f"{self.file}: ", "")
