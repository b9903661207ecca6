"""Measure, print the tables and keep them: `python -m shop.demo.bench`."""

import argparse
import json
import platform
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from os import cpu_count
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory
from typing import Any

from shop.demo.bench import importing, kept, memory, report, wrk
from shop.demo.bench.goals import Goal, Row
from shop.demo.bench.kept import Kept, copied, databases, keep
from shop.demo.bench.loading import Load, load, quantile
from shop.demo.bench.places import Place, collected_static, last_line, open_bare, open_copy, serve_anew
from shop.demo.bench.scenarios import BARE, SCENARIOS, Scenario
from shop.testing.server import ROOT
from shop.testing.services import find_postgres

PRODUCTS = "1000,100000,1000000"
CONNECTIONS = (1, 8)
SECONDS_TO_WARM_UP = 0.5
TURNS = 3
SECONDS_OF_THE_BARE_VIEW = 0.4
"""Each row is measured in turns with the bare view: what else the machine does in the meantime slows both."""
FACETS = (("facets of 10,000, two filters", Goal(p50=60)), ("facets of 200,000, two filters", Goal(p50=400)))
FACET_COUNTS, MEMORY, IMPORTS = "facet counts", "memory", "imports"
AFTER_A_WRITE = "category page, first after a write"


@dataclass
class Bench:
    """What is measured in one run, and what came of it so far."""

    options: argparse.Namespace
    bare: Place
    rows: list[Row] = field(default_factory=list)
    held: list[tuple[Kept, Sequence[float]]] = field(default_factory=list)
    imports: list[tuple[Kept, float]] = field(default_factory=list)
    shops: list[Kept] = field(default_factory=list)
    agreements: list[str] = field(default_factory=list)
    busiest: float = 0

    def wants(self, name: str) -> bool:
        only = self.options.only.split(",")
        return any(words.strip() in name for words in only)

    def measure_bare(self) -> None:
        for connections in CONNECTIONS:
            self.load_bare(connections, SECONDS_TO_WARM_UP)
            done = self.load_bare(connections, self.options.seconds)
            self.rows += self.rows_of(self.bare, BARE, connections, done, done.rate(BARE.name))

    def measure_shops(self, shops: Sequence[Kept], static: Path) -> None:
        """Measure shops of several sizes beside each other, row by row."""
        with ExitStack() as stack:
            places = []
            for each in shops:
                say(f"opening a shop of {each.products:,} products on {each.database}")
                copy = stack.enter_context(copied(each))
                places.append(stack.enter_context(open_copy(copy, static, self.options.workers)))
            if self.wants("wrk"):
                kept_page = next(scenario for scenario in SCENARIOS if scenario.name == "home page")
                self.agreements += [wrk.agreement(self.bare, places[-1], kept_page, each) for each in CONNECTIONS]
            for scenario in filter(lambda scenario: self.wants(scenario.name), SCENARIOS):
                fitting = [place for place in places if scenario.fits(place.goods)]
                for place in fitting[:1] if scenario.at_smallest else fitting:
                    self.measure(place, scenario)
            for place in places:
                if self.wants(AFTER_A_WRITE):
                    self.ask_after_writes(place)
                if self.wants(FACET_COUNTS):
                    self.count_facets(place)
            if self.wants(MEMORY) and self.options.workers == 1:
                say(f"{MEMORY}, {places[-1].database}")
                anew = stack.enter_context(serve_anew(places[-1]))
                self.held.append((shops[-1], memory.measure(anew)))

    def measure(self, place: Place, scenario: Scenario) -> None:
        for connections in CONNECTIONS:
            say(f"{scenario.name}, {place.products:,} products, {place.database}, {connections} at once")
            visits = scenario.visits(place.goods_for(scenario, self.options.orders))
            load(place.port, visits, connections=connections, seconds=SECONDS_TO_WARM_UP)
            bare = self.load_bare(connections)
            done = Load()
            for _ in range(TURNS):
                done.add(load(place.port, visits, connections=connections, seconds=self.options.seconds / TURNS))
                bare.add(self.load_bare(connections))
            self.rows += self.rows_of(place, scenario, connections, done, bare.rate(BARE.name))

    def load_bare(self, connections: int, seconds: float = SECONDS_OF_THE_BARE_VIEW) -> Load:
        return load(self.bare.port, BARE.visits(self.bare.goods), connections=connections, seconds=seconds)

    def rows_of(self, place: Place, scenario: Scenario, connections: int, done: Load, bare: float) -> list[Row]:
        self.busiest = max(self.busiest, done.busy)
        return [
            Row(
                name=name if len(done.figures) == 1 else f"{scenario.name}: {name}",
                database=place.database,
                products=place.products,
                connections=connections,
                rate=done.rate(name),
                p50=figures.quantile(50),
                p99=figures.quantile(99),
                size=figures.size // len(figures.seconds),
                queries=place.queries.get(name),
                share=done.rate(name) / bare,
                goal=scenario.goal,
            )
            for name, figures in done.figures.items()
        ]

    def ask_after_writes(self, place: Place) -> None:
        say(f"{AFTER_A_WRITE}, {place.products:,} products, {place.database}")
        addresses = [path for path, _ in place.goods.lists]
        done = json.loads(last_line(place.shop.run("-m", "shop.demo.bench.written", *addresses)))
        self.rows.append(self.row_of(AFTER_A_WRITE, place, done, Goal(queries=7)))

    def count_facets(self, place: Place) -> None:
        if not place.goods.narrowed:
            return
        say(f"{FACET_COUNTS}, {place.products:,} products, {place.database}")
        counted = json.loads(last_line(place.shop.run("-m", "shop.demo.bench.facets", *place.goods.narrowed)))
        for (name, goal), one in zip(FACETS, counted, strict=False):
            self.rows.append(self.row_of(f"{name} (there are {one['products']:,})", place, one, goal))

    def row_of(self, name: str, place: Place, done: Mapping[str, Any], goal: Goal) -> Row:
        """Return the row of what was measured without a server."""
        seconds, rate = done["seconds"], 1 / fmean(done["seconds"])
        p50, p99 = quantile(seconds, 50), quantile(seconds, 99)
        return Row(name, place.database, place.products, 0, rate, p50, p99, queries=done["queries"], goal=goal)

    def measure_imports(self, shops: Sequence[Kept]) -> None:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "products.csv"
            importing.write_file(path)
            for each in shops:
                say(f"import into a shop of {each.products:,} products on {each.database}")
                self.imports.append((each, importing.measure(each, path)))


def main() -> None:
    """Measure everything, print the tables, and write them into a file."""
    options = read_options()
    if options.remove:
        kept.remove_all()
        return
    with collected_static() as static, open_bare(options.workers) as place:
        bench = Bench(options, place)
        bench.measure_bare()
        for database in options.databases:
            shops = []
            for products in options.products:
                say(f"a shop of {products:,} products on {database}, filled where it is not there")
                shops.append(keep(database, products, fresh=options.fresh))
            bench.shops += shops
            bench.measure_shops(shops, static)
            if bench.wants(IMPORTS):
                bench.measure_imports([keep(database, 0, fresh=options.fresh), *shops])
            # Whoever stops it before the next database is done has something.
            text = "\n".join([*surroundings(options, bench), ""])
            options.out.parent.mkdir(parents=True, exist_ok=True)
            options.out.write_text(text)
    print(f"{text}\nWritten to {options.out}.")  # noqa: T201


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m shop.demo.bench", description="Measure how fast the shop is.")
    parser.add_argument("--products", type=numbers, default=PRODUCTS, help="sizes of shops (default: %(default)s)")
    parser.add_argument(
        "--databases", type=known_databases, default=",".join(databases()), help="(default: %(default)s)"
    )
    parser.add_argument("--seconds", type=float, default=3, help="how long each row is measured (default: %(default)s)")
    parser.add_argument("--orders", type=int, default=300, help="how many are placed for a row (default: %(default)s)")
    parser.add_argument("--workers", type=int, default=1, help="web processes (default: %(default)s)")
    parser.add_argument(
        "--only",
        default="",
        help="measure what has one of these words in its name, separated by commas: rows of the table,"
        f" “{FACET_COUNTS}”, “{MEMORY}”, “{IMPORTS}” and “wrk”",
    )
    parser.add_argument("--fresh", action="store_true", help="fill all shops anew, also those that are kept")
    parser.add_argument(
        "--remove", action="store_true", help="remove the kept shops and their databases, and measure nothing"
    )
    parser.add_argument("--out", type=Path, help="(default: var/bench.md, or with --only var/bench-part.md)")
    options = parser.parse_args()
    options.out = options.out or ROOT / "var" / ("bench-part.md" if options.only else "bench.md")
    return options


def numbers(text: str) -> list[int]:
    try:
        return sorted({int(each) for each in text.split(",")})
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} may be numbers with commas between them") from None


def known_databases(text: str) -> list[str]:
    names = {name.casefold(): name for name in databases()}
    try:
        return [names[each.strip().casefold()] for each in text.split(",")]
    except KeyError:
        raise argparse.ArgumentTypeError(f"{text!r} may be some of {', '.join(names.values())}") from None


def surroundings(options: argparse.Namespace, bench: Bench) -> list[str]:
    """Say what was measured where and how, and then what came of it."""
    postgres = find_postgres()
    workers = options.workers
    lines = [
        "# How fast the shop is",
        "",
        f"Measured {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {cpu_count()} cores, Python {platform.python_version()},"
        f" {'no PostgreSQL' if postgres.failure else f'PostgreSQL {postgres.version}'};"
        f" {workers} web process{'es' if workers > 1 else ''} of four threads, rows of {options.seconds:g} s.",
        "",
        "Each row was measured in turns with the bare Django view, at as many connections, and is compared with that."
        " Goals are for the largest shop. “New” pages have an address that nobody asked for yet, while nothing is"
        " written. Rows without connections were measured without a server. “Of the smallest” says how many"
        " times as much a request costs as in the smallest shop, in requests of the bare view.",
        "",
        f"The load generator (Python, one thread) took at most {bench.busiest:.0%} of one core.",
        *bench.agreements,
        "",
        *report.table(report.pages(bench.rows)),
        "",
        *report.table(report.filling(bench.shops, bench.imports, max(options.products))),
    ]
    if bench.held:
        lines += ["", *report.table(report.held(bench.held))]
    return lines


def say(text: str) -> None:
    print(f"{text} ...", file=sys.stderr, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
