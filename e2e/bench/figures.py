"""Milliseconds, what is said of many of them, and tables of that."""

from collections.abc import Sequence
from statistics import quantiles

HEAD = ("", "times", "p50 ms", "p95 ms", "goal for p95")


def row(name: str, milliseconds: Sequence[float], goal: str = "") -> tuple[str, ...]:
    """Return a row of a table with `HEAD`."""
    cuts = quantiles(milliseconds, n=100)
    return (name, str(len(milliseconds)), f"{cuts[49]:.1f}", f"{cuts[94]:.1f}", goal)


def table(rows: Sequence[Sequence[str]]) -> str:
    """Return rows as a Markdown table, the first as its head."""
    head, *body = (f"| {' | '.join(cells)} |" for cells in rows)
    return "\n".join([head, f"| --- |{' ---: |' * (len(rows[0]) - 1)}", *body])
