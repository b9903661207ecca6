"""How much memory a web process takes, and whether it grows with the pages that it has sent."""

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from shop.demo.bench.goods import Goods
from shop.demo.bench.loading import load
from shop.demo.bench.places import Place
from shop.demo.bench.scenarios import BROWSER
from shop.demo.bench.visits import Step, Steps, Visit

PAGES = (0, 10_000, 20_000)
CONNECTIONS = 8
SECONDS = 600
ONE_LIST_IN, ONE_SEARCH_IN = 5, 20
FOUND = ("linen", "oak+table", "mug", "lamp", "red+shoes")
"""Words, of which some find more than a list may come from."""
MEGABYTE = 1_000_000
MOST, MOST_GROWTH = 150, 5
"""Megabytes after the first 10,000 pages, and how many more after the next."""


def measure(place: Place) -> list[float]:
    """Return the resident memory of the place's web process, in megabytes, after each of so many different pages."""
    pages = different_pages(place.goods)
    held = []
    for before, after in zip((0, *PAGES), PAGES, strict=False):
        if after > before:
            visits = (Visit(one(next(pages))) for _ in range(after - before))
            load(place.port, visits, connections=CONNECTIONS, seconds=SECONDS)
        held.append(resident(worker_of(place.port)))
    return held


def different_pages(goods: Goods) -> Iterator[str]:
    """Yield addresses, no two the same: of products; every fifth of a category by name, or of what words find."""
    for number in count():
        if number % ONE_SEARCH_IN == 0:
            yield f"/search/?q={FOUND[number // ONE_SEARCH_IN % len(FOUND)]}&ref={number}"
        elif number % ONE_LIST_IN == 0:
            path, pages = goods.lists[number // ONE_LIST_IN % len(goods.lists)]
            yield f"{path}?page={1 + number // ONE_LIST_IN // len(goods.lists) % pages}&sort=name&ref={number}"
        else:
            path, times = goods.pages[number % len(goods.pages)], number // len(goods.pages)
            yield f"{path}?ref={times}" if times else path


def one(path: str) -> Steps:
    yield Step("page", path, headers=BROWSER)


def worker_of(port: int) -> int:
    """Return the process of the one web process that this process's server on a port has started."""
    own = [
        process for process in children(os.getpid()) if f"PORT={port}".encode() in read(process, "environ").split(b"\0")
    ]
    workers = [child for server in own for child in children(server) if b"housekeeping" not in read(child, "cmdline")]
    if len(workers) != 1:
        raise RuntimeError(f"{len(workers)} web processes listen on port {port}")
    return workers[0]


def children(parent: int) -> list[int]:
    processes = [int(folder.name) for folder in Path("/proc").iterdir() if folder.name.isdigit()]
    return [process for process in processes if parent_of(process) == parent]


def parent_of(process: int) -> int:
    """Return a process's parent, and 0 where it is gone."""
    # Behind the name, which may hold anything, stand the state and the parent.
    behind = read(process, "stat").rpartition(b")")[2].split()
    return int(behind[1]) if behind else 0


def read(process: int, name: str) -> bytes:
    try:
        return Path(f"/proc/{process}/{name}").read_bytes()
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return b""


def resident(process: int) -> float:
    """Return a process's resident memory in megabytes."""
    lines = read(process, "status").decode().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("VmRSS:"))) * 1024 / MEGABYTE
