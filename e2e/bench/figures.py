"""Milliseconds, what is said of many of them, and tables."""

from collections.abc import Sequence
from statistics import quantiles

HEAD = ("", "times", "p50 ms", "p95 ms", "goal for p95")


def row(name: str, milliseconds: Sequence[float], goal: str = "") -> tuple[str, ...]:
    """Return a row of a table with `HEAD`."""
    cuts = quantiles(milliseconds, n=100)
    return (name, str(len(milliseconds)), f"{cuts[49]:.1f}", f"{cuts[94]:.1f}", goal)


def table(rows: Sequence[tuple[str, ...]]) -> str:
    """Return rows as a Markdown table, the first as its head; all but the names stand on the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    names, *others = widths
    rule = ("-" * names, *("-" * (width - 1) + ":" for width in others))
    lines = (
        [row[0].ljust(names), *(cell.rjust(width) for cell, width in zip(row[1:], others, strict=True))]
        for row in (rows[0], rule, *rows[1:])
    )
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
