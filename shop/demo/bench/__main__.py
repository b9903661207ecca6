"""Measure, print the tables and keep them: `python -m shop.demo.bench`."""

import argparse
import platform
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime
from os import cpu_count
from pathlib import Path

from shop.demo.bench.loading import Load, load
from shop.demo.bench.places import Place, databases, open_bare, open_demo
from shop.demo.bench.scenarios import BARE, SCENARIOS, Scenario
from shop.testing.server import ROOT
from shop.testing.services import find_postgres

CONNECTIONS = (1, 8)
SECONDS_TO_WARM_UP = 0.5
HEAD = ("", "database", "at once", "a second", "p50 ms", "p99 ms", "bytes", "queries", "of the bare view")


@dataclass
class Bench:
    """What was measured: rows of the table, and what the bare view does in a second, by number of connections."""

    seconds: float
    orders: int
    rows: list[tuple[str, ...]] = field(default_factory=list)
    bare: dict[int, float] = field(default_factory=dict)
    busiest: float = 0

    def measure(self, place: Place, scenario: Scenario) -> None:
        for connections in CONNECTIONS:
            print(f"{scenario.name}, {place.name}, {connections} at once ...", file=sys.stderr, flush=True)  # noqa: T201
            visits = scenario.visits(place.goods_for(scenario, self.orders))
            load(place.port, visits, connections=connections, seconds=SECONDS_TO_WARM_UP)
            done = load(place.port, visits, connections=connections, seconds=self.seconds)
            if scenario is BARE:
                self.bare[connections] = done.rate(BARE.name)
            self.busiest = max(self.busiest, done.busy)
            self.rows += [self.row(place, scenario, connections, done, name) for name in done.figures]

    def row(self, place: Place, scenario: Scenario, connections: int, done: Load, name: str) -> tuple[str, ...]:
        figures, rate = done.figures[name], done.rate(name)
        return (
            name if len(done.figures) == 1 else f"{scenario.name}: {name}",
            place.name,
            str(connections),
            f"{rate:.1f}",
            f"{figures.quantile(50):.1f}",
            f"{figures.quantile(99):.1f}",
            str(figures.size // len(figures.seconds)),
            str(place.queries.get(name, "")),
            f"{rate / self.bare[connections]:.4f}",
        )


def main() -> None:
    """Measure everything, print the table, and write it into a file."""
    parser = argparse.ArgumentParser(prog="python -m shop.demo.bench", description="Measure how fast the shop is.")
    parser.add_argument("--seconds", type=float, default=4, help="how long each row is measured (default: %(default)s)")
    parser.add_argument("--orders", type=int, default=300, help="how many are placed for a row (default: %(default)s)")
    parser.add_argument("--workers", type=int, default=1, help="web processes (default: %(default)s)")
    parser.add_argument("--only", default="", help="measure scenarios whose name holds these words")
    parser.add_argument("--out", type=Path, default=ROOT / "var" / "bench.md", help="(default: %(default)s)")
    options = parser.parse_args()
    bench = Bench(options.seconds, options.orders)
    with open_bare(options.workers) as place:
        bench.measure(place, BARE)
        wrk = ask_wrk(place)
    for database in databases():
        with open_demo(database, options.workers) as place:
            for scenario in SCENARIOS:
                if options.only in scenario.name:
                    bench.measure(place, scenario)
    text = "\n".join([*surroundings(options.workers, bench, wrk), "", *table([HEAD, *bench.rows]), ""])
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(text)
    print(f"{text}\nWritten to {options.out}.")  # noqa: T201


def surroundings(workers: int, bench: Bench, wrk: str) -> list[str]:
    """Say what was measured where, and how far the load generator may have held it back."""
    postgres = find_postgres()
    return [
        f"Measured {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {cpu_count()} cores, Python {platform.python_version()},"
        f" {'no PostgreSQL' if postgres.failure else f'PostgreSQL {postgres.version}'};"
        f" {workers} web process{'es' if workers > 1 else ''} of four threads, rows of {bench.seconds:g} s.",
        f"The load generator (Python, one thread) took at most {bench.busiest:.0%} of one core.{wrk}",
    ]


def ask_wrk(place: Place) -> str:
    """Say what another load generator finds, where it is installed."""
    program = shutil.which("wrk")
    if program is None:
        return ""
    command = [program, "--threads=1", f"--connections={CONNECTIONS[-1]}", "--duration=3s", place.shop.url]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    rate = next(line.split()[-1] for line in done.stdout.splitlines() if line.startswith("Requests/sec"))
    return f" wrk finds {rate} requests a second of the bare view at {CONNECTIONS[-1]} connections."


def table(rows: list[tuple[str, ...]]) -> list[str]:
    """Return rows as lines of a Markdown table, the first as its head; all but the names stand on the right."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]

    def line(cells: tuple[str, ...]) -> str:
        padded = [cell.rjust(width) for cell, width in zip(cells, widths, strict=True)]
        return " | ".join([f"| {cells[0].ljust(widths[0])}", *padded[1:]]) + " |"

    rule = tuple("-" * (width - 1) + ":" for width in widths)
    return [line(rows[0]), line(("-" * widths[0], *rule[1:])), *map(line, rows[1:])]


if __name__ == "__main__":
    main()
