"""Milliseconds, what is said of many of them, and tables like those of the bench's first part."""

from collections.abc import Sequence
from statistics import quantiles

from shop.demo.bench import report

HEAD = ("", "times", "p50 ms", "p95 ms", "goal for p95")


def row(name: str, milliseconds: Sequence[float], goal: str = "") -> tuple[str, ...]:
    """Return a row of a table with `HEAD`."""
    cuts = quantiles(milliseconds, n=100)
    return (name, str(len(milliseconds)), f"{cuts[49]:.1f}", f"{cuts[94]:.1f}", goal)


def table(rows: Sequence[tuple[str, ...]]) -> str:
    return "\n".join(report.table(rows))
