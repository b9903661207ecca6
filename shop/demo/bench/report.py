"""The tables of the report."""

from collections.abc import Iterable, Sequence

from shop.demo.bench import memory
from shop.demo.bench.goals import Row, growth
from shop.demo.bench.kept import Kept

Cells = tuple[str, ...]
PAGES = (
    "", "database", "products", "at once", "a second", "p50 ms", "p99 ms", "bytes", "queries", "of the bare view",
    "goal", "of the smallest",
)  # fmt: skip
FILLING = ("", "database", "products", "a second", "bytes a product", "seconds", "goal")
MEMORY = (
    "MB of one web process",
    "database",
    "products",
    *(f"after {pages:,} pages" for pages in memory.PAGES),
    "goal",
)
SECONDS_TO_FILL = 600


def pages(rows: Sequence[Row]) -> list[Cells]:
    """Return the table of requests; those of the largest shop are compared with their goals and the smallest shop."""
    largest = max(row.products for row in rows)
    smallest: dict[tuple[str, str, int], Row] = {}
    for row in rows:
        smallest.setdefault((row.name, row.database, row.connections), row)
    return [PAGES, *(cells(row, smallest[row.name, row.database, row.connections], largest) for row in rows)]


def cells(row: Row, smallest: Row, largest: int) -> Cells:
    is_largest = row.products == largest
    return (
        row.name,
        row.database,
        f"{row.products:,}" if row.products else "",
        str(row.connections or ""),
        f"{row.rate:,.1f}",
        f"{row.p50:.2f}",
        f"{row.p99:.2f}",
        "" if row.size is None else f"{row.size:,}",
        "" if row.queries is None else str(row.queries),
        "" if row.share is None else f"{row.share:.3f}",
        row.judge() if is_largest else "",
        growth(smallest, row) if is_largest and smallest.products < largest else "",
    )


def filling(shops: Iterable[Kept], imports: Sequence[tuple[Kept, float]], most: int) -> list[Cells]:
    """Return the table of what it takes to fill shops: seeding, and imports into them."""
    rows = []
    for kept in shops:
        goal = said_of(kept.seconds, SECONDS_TO_FILL) if kept.products == most else ""
        rate, size = kept.products / kept.seconds, kept.size / kept.products
        rows.append(
            (
                "seed_demo",
                kept.database,
                f"{kept.products:,}",
                f"{rate:,.0f}",
                f"{size:,.0f}",
                f"{kept.seconds:.0f}",
                goal,
            )
        )
    first = {kept.database: rate for kept, rate in reversed(imports)}
    for kept, rate in imports:
        said = f"{first[kept.database] / rate:.2f} times an empty shop's" if kept.products else ""
        rows.append(
            ("import_products into a shop of", kept.database, f"{kept.products:,}", f"{rate:,.0f}", "", "", said)
        )
    return [FILLING, *rows]


def said_of(seconds: float, most: float) -> str:
    return f"{most:.0f} s: {'reached' if seconds <= most else f'missed by {seconds / most - 1:.0%}'}"


def held(measured: Sequence[tuple[Kept, Sequence[float]]]) -> list[Cells]:
    """Return the table of memory."""
    rows = []
    for kept, megabytes in measured:
        grown = megabytes[-1] - megabytes[-2]
        said = f"{memory.MOST} MB: {'reached' if megabytes[-2] < memory.MOST else 'missed'}"
        grows = "does not grow" if grown <= memory.MOST_GROWTH else f"grows by {grown:.0f} MB"
        figures = (f"{each:.0f}" for each in megabytes)
        rows.append(("resident", kept.database, f"{kept.products:,}", *figures, f"{said}; {grows}"))
    return [MEMORY, *rows]


def table(rows: Sequence[Cells]) -> list[str]:
    """Return rows as lines of a Markdown table, the first as its head; all but the names stand on the right."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]

    def line(cells: Cells) -> str:
        padded = [cell.rjust(width) for cell, width in zip(cells, widths, strict=True)]
        return " | ".join([f"| {cells[0].ljust(widths[0])}", *padded[1:]]) + " |"

    rule = tuple("-" * (width - 1) + ":" for width in widths)
    return [line(rows[0]), line(("-" * widths[0], *rule[1:])), *map(line, rows[1:])]
