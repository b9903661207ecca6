"""How much memory a web process takes, and whether it grows with the pages that it has sent."""

from itertools import islice
from pathlib import Path

from e2e.bench.measuring import Place
from e2e.bench.scenarios import SCENARIOS
from e2e.bench.visitor import Visitor

PAGES = 10_000
MEGABYTE = 1_000_000
MOST, MOST_GROWTH = 150, 5
"""Megabytes after the first pages, and how many more after as many again."""
HEAD = (
    "MB of one web process",
    "database",
    "products",
    f"after {PAGES:,} pages",
    f"after {2 * PAGES:,}",
    f"goal: {MOST}, then {MOST_GROWTH} more",
)


def measure(place: Place, pages: int = PAGES) -> tuple[str, ...]:
    """Return a row with the resident memory of the place's largest process, after so many new pages and twice that."""
    held = []
    for _ in range(2):
        open_pages(place, pages)
        held.append(max(map(resident, processes(place.port))) / MEGABYTE)
    first, second = held
    is_reached = first <= MOST and second - first <= MOST_GROWTH
    verdict = "reached" if is_reached else "missed"
    return ("resident", place.database, f"{place.products:,}", f"{first:.0f}", f"{second:.0f}", verdict)


def open_pages(place: Place, pages: int) -> None:
    new = [scenario for scenario in SCENARIOS if scenario.name.endswith(", new")]
    for scenario in new:
        with Visitor(place.port) as visitor:
            for request in islice(scenario.requests(visitor, place.goods), pages // len(new)):
                visitor.ask(request)


def processes(port: int) -> list[Path]:
    """Return the folders in `/proc` of the processes of the server on a port."""
    own = f"PORT={port}".encode()
    return [folder for folder in Path("/proc").glob("[0-9]*") if own in read(folder / "environ").split(b"\0")]


def resident(process: Path) -> int:
    """Return a process's resident memory in bytes, and 0 where it is gone."""
    found = [line.split()[1] for line in read(process / "status").splitlines() if line.startswith(b"VmRSS:")]
    return int(found[0]) * 1024 if found else 0


def read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return b""
