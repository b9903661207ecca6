"""Measures shops in turns with the bare view: what else the machine does in the meantime slows them alike."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from statistics import fmean, median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter
from urllib.parse import urlsplit

from e2e.bench import goods as choosing
from e2e.bench.goods import Goods
from e2e.bench.kept import Kept
from e2e.bench.scenarios import BARE, Scenario
from e2e.bench.visitor import Visitor
from shop.testing.server import ROOT, Shop, plan_shop, serve

TURNS = 5
ANSWERS_TO_WARM_UP = 20
HEAD = ("", "database", "products", "a second", "p50 ms", "p99 ms", "bytes", "of the bare view", "goal")
HEAD_AGAINST = ("times as long as there", "budget")


@dataclass(frozen=True)
class Place:
    """A shop that is served, and what its visitors are given."""

    shop: Shop
    goods: Goods = field(default_factory=Goods)
    database: str = ""
    products: int = 0

    @property
    def port(self) -> int:
        return urlsplit(self.shop.url).port or 80


@dataclass
class Figures:
    """The answers of a place to the requests of a scenario: how many seconds each took, and all their bytes."""

    place: Place
    scenario: Scenario
    seconds: list[float] = field(default_factory=list)
    size: int = 0

    def measure(self, seconds: float) -> None:
        """Ask over one connection for so many seconds."""
        with Visitor(self.place.port) as visitor:
            requests = self.scenario.requests(visitor, self.place.goods)
            for request in islice(requests, ANSWERS_TO_WARM_UP):
                visitor.ask(request)
            ends_at = perf_counter() + seconds
            for request in requests:
                started = perf_counter()
                answer = visitor.ask(request)
                ended = perf_counter()
                self.seconds.append(ended - started)
                self.size += answer.size
                if ended > ends_at:
                    break

    def times(self, other: "Figures") -> float:
        """Return how many times as long as there an answer takes here, by the medians."""
        return median(self.seconds) / median(other.seconds)


@contextmanager
def open_bare(workers: int) -> Iterator[Place]:
    """Serve the bare view."""
    with TemporaryDirectory() as folder:
        shop = plan_shop(Path(folder), WEB_WORKERS=str(workers))
        with serve(shop, program=("-m", "e2e.bench.bare")):
            yield Place(shop)


@contextmanager
def open_kept(kept: Kept, workers: int) -> Iterator[Place]:
    """Serve a shop that is kept."""
    shop = kept.plan(workers)
    shop.manage("collectstatic", "--no-input", "--verbosity=0")
    goods = Goods(**json.loads(shop.run("-c", Path(choosing.__file__).read_text()).splitlines()[-1]))
    with serve(shop):
        yield Place(shop, goods, kept.database, kept.products)


def measure(scenario: Scenario, bare: Place, places: Sequence[Place], seconds: float) -> Iterator[tuple[str, ...]]:
    """Yield a row for each place of this working copy, compared with the bare view and with the same shop elsewhere."""
    unit, measured = Figures(bare, BARE), [Figures(place, scenario) for place in places]
    for _ in range(TURNS):
        for figures in (unit, *measured):
            figures.measure(seconds / TURNS)
    there = {(own.place.database, own.place.products): own for own in measured if own.place.shop.root != ROOT}
    for own in measured:
        if own.place.shop.root == ROOT:
            other = there.get((own.place.database, own.place.products))
            yield row(own, unit.times(own)) + (compare(scenario, own.times(other)) if other else ())


def row(figures: Figures, share: float) -> tuple[str, ...]:
    place, goal, seconds = figures.place, figures.scenario.shares.get(figures.place.database), figures.seconds
    return (
        figures.scenario.name,
        place.database,
        f"{place.products:,}",
        f"{1 / fmean(seconds):,.0f}",
        f"{1000 * median(seconds):.2f}",
        f"{1000 * quantiles(seconds, n=100)[98]:.2f}",
        f"{figures.size // len(seconds):,}",
        f"{share:.2f}",
        judge(goal, share >= goal) if goal else "",
    )


def compare(scenario: Scenario, times: float) -> tuple[str, ...]:
    return (f"{times:.2f}", judge(scenario.budget, times <= scenario.budget))


def judge(goal: float, is_reached: bool) -> str:
    return f"{goal:.1f}: {'reached' if is_reached else 'missed'}"
