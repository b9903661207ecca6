"""Measure, print the tables and keep them: `python -m e2e.bench`."""

import argparse
import platform
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from os import cpu_count
from pathlib import Path

from e2e.bench import in_chromium, measuring, memory
from e2e.bench.figures import table
from e2e.bench.kept import Kept, databases, remove_all
from e2e.bench.measuring import HEAD, HEAD_AGAINST, Place, open_bare, open_kept
from e2e.bench.scenarios import SCENARIOS
from shop.testing.server import ROOT
from shop.testing.services import find_postgres

CHROMIUM, MEMORY = "chromium", "memory"


def main() -> None:
    """Measure what is wanted, print it, and write it into a file."""
    options = read_options()
    if options.remove:
        remove_all()
        return
    text = "\n\n".join([*over_http(options), *(in_chromium.measure() if wants(options, CHROMIUM) else ())])
    out = ROOT / "var" / ("bench-part.md" if options.only else "bench.md")
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(f"{text}\n")
    print(f"{text}\n\nWritten to {out}.")  # noqa: T201


def over_http(options: argparse.Namespace) -> Iterator[str]:
    """Yield paragraphs and tables of what the load generator finds."""
    scenarios = [scenario for scenario in SCENARIOS if wants(options, scenario.name)]
    has_memory = wants(options, MEMORY) and options.workers == 1
    if not scenarios and not has_memory:
        return
    with ExitStack() as stack:
        bare, places = stack.enter_context(open_bare(options.workers)), []
        for kept in shops(options):
            tell(
                f"a shop of {kept.products:,} products on {kept.database} in {kept.root}, filled where it is not there"
            )
            kept.keep(fresh=options.fresh)
            places.append(stack.enter_context(open_kept(kept, options.workers)))
        yield from surroundings(options)
        rows = [HEAD + HEAD_AGAINST * bool(options.against)]
        for scenario in scenarios:
            tell(scenario.name)
            rows += measuring.measure(scenario, bare, places, options.seconds)
        if scenarios:
            yield table(rows)
        if has_memory:
            tell(MEMORY)
            yield table([memory.HEAD, *map(memory.measure, largest(places, max(options.products)))])


def shops(options: argparse.Namespace) -> Iterator[Kept]:
    """Yield the shops that are measured, each beside the same one of the other working copy."""
    roots = [ROOT, options.against.resolve()] if options.against else [ROOT]
    for database in options.databases:
        for products in options.products:
            yield from (Kept(database, products, root) for root in roots)


def largest(places: list[Place], products: int) -> list[Place]:
    """Return this working copy's shops of the largest size."""
    return [place for place in places if place.products == products and place.shop.root == ROOT]


def surroundings(options: argparse.Namespace) -> Iterator[str]:
    """Yield what was measured where and how."""
    yield "# How fast the shop is"
    postgres = find_postgres()
    database = "no PostgreSQL" if postgres.failure else f"PostgreSQL {postgres.version}"
    yield (
        f"Measured {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {cpu_count()} cores, Python {platform.python_version()},"
        f" {database}; web processes: {options.workers};"
        f" one connection, {options.seconds:g} s for each row, in turns with the bare Django view."
    )
    yield "“New” pages have an address that nobody asked for yet, while nothing is written."
    if options.against:
        yield f"“There” is the same shop in {options.against}."


def wants(options: argparse.Namespace, name: str) -> bool:
    return any(words.strip() in name for words in options.only.split(","))


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m e2e.bench", description="Measure how fast the shop is.")
    add = parser.add_argument
    add("--products", type=numbers, default="1000,1000000", help="sizes of shops (default: %(default)s)")
    add("--databases", type=known, default=",".join(databases()), help="(default: %(default)s)")
    add("--seconds", type=float, default=3, help="how long each row is measured (default: %(default)s)")
    add("--workers", type=int, default=1, help="web processes (default: %(default)s)")
    add("--against", type=Path, metavar="FOLDER", help="another working copy of the shop, measured in turns with this")
    add("--only", default="", help=f"words of rows, with commas between them; “{MEMORY}” and “{CHROMIUM}” are others")
    add("--fresh", action="store_true", help="fill all shops anew, also those that are kept")
    add("--remove", action="store_true", help="remove the kept shops and their databases, and measure nothing")
    return parser.parse_args()


def numbers(text: str) -> list[int]:
    return sorted({int(each) for each in text.split(",")})


def known(text: str) -> list[str]:
    names = {name.casefold(): name for name in databases()}
    try:
        return [names[each.strip().casefold()] for each in text.split(",")]
    except KeyError:
        raise argparse.ArgumentTypeError(f"{text!r} may be some of {', '.join(names.values())}") from None


def tell(text: str) -> None:
    print(f"{text} ...", file=sys.stderr, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
