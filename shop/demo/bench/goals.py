"""What each row of the table is to reach in the largest shop, and whether it does."""

from collections.abc import Iterator
from dataclasses import dataclass

MOST_GROWTH = 1.5
"""How many times as much may be needed in the largest shop as in the smallest."""


@dataclass(frozen=True)
class Goal:
    """What a row is to reach: the least share of the bare view's requests a second, and the most of all else.

    `p50`, in milliseconds, is for a single connection: with more of them they wait for each other. `on` is the one
    database that is meant, if any.
    """

    share: float | None = None
    queries: int | None = None
    size: int | None = None
    p50: float | None = None
    on: str = ""


NO_GOAL = Goal()


@dataclass(frozen=True)
class Row:
    """What was measured, and where. `share` is of what the bare view does in a second."""

    name: str
    database: str
    products: int = 0
    connections: int = 0
    rate: float = 0
    p50: float = 0
    p99: float = 0
    size: int | None = None
    queries: int | None = None
    share: float | None = None
    goal: Goal = NO_GOAL

    @property
    def cost(self) -> float:
        """What one request costs, in requests of the bare view; in seconds where it was not compared."""
        return 1 / (self.share or self.rate)

    def judge(self) -> str:
        """Say of each goal whether it is reached."""
        goal = self.goal
        if goal.on not in {"", self.database}:
            return ""
        return "; ".join(self._judged())

    def _judged(self) -> Iterator[str]:
        goal = self.goal
        if goal.share is not None and self.share is not None:
            yield said(f"{goal.share:.2f}", self.share / goal.share, is_most=False)
        if goal.p50 is not None and self.connections <= 1:
            yield said(f"p50 {goal.p50:g} ms", self.p50 / goal.p50, is_most=True)
        if goal.queries is not None and self.queries is not None:
            yield said(f"{goal.queries} queries", self.queries / goal.queries, is_most=True)
        if goal.size is not None and self.size is not None:
            yield said(f"{goal.size:,} bytes", self.size / goal.size, is_most=True)


def said(goal: str, ratio: float, *, is_most: bool) -> str:
    """Say whether something reaches a goal, of which it is `ratio`."""
    is_reached = ratio <= 1 if is_most else ratio >= 1
    return f"{goal}: {'reached' if is_reached else f'missed by {abs(ratio - 1):.0%}'}"


def growth(smallest: Row, row: Row) -> str:
    """Say how many times as much a request costs as in the smallest shop, and whether that is little enough."""
    times = row.cost / smallest.cost
    return f"{times:.2f}: {'reached' if times <= MOST_GROWTH else f'more than {MOST_GROWTH}'}"
