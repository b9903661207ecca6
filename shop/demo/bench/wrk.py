"""How far the load generator and wrk agree, where wrk is installed."""

import shutil
import subprocess

from shop.demo.bench.loading import load
from shop.demo.bench.places import Place
from shop.demo.bench.scenarios import BARE, BROWSER, Scenario

TURNS = 3
SECONDS = 2


def compare(place: Place, scenario: Scenario, connections: int) -> tuple[float, float, float]:
    """Return requests a second by wrk and by the generator, in turns, and the generator's microseconds for each."""
    step = next(next(scenario.visits(place.goods)).steps)
    by_wrk = by_us = worked = answers = 0.0
    for _ in range(TURNS):
        by_wrk += ask_wrk(f"{place.shop.url}{step.path}", connections) / TURNS
        done = load(place.port, scenario.visits(place.goods), connections=connections, seconds=SECONDS)
        by_us += done.rate(scenario.name) / TURNS
        worked, answers = worked + done.worked, answers + done.answers
    return by_wrk, by_us, 1_000_000 * worked / answers


def ask_wrk(address: str, connections: int) -> float:
    """Return how many requests a second wrk finds."""
    headers = [f"--header={name}: {value}" for name, value in BROWSER.items()]
    command = ["wrk", "--threads=1", f"--connections={connections}", f"--duration={SECONDS}s", *headers, address]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    return float(next(line.split()[-1] for line in done.stdout.splitlines() if line.startswith("Requests/sec")))


def agreement(bare: Place, shop: Place, kept_page: Scenario, connections: int) -> str:
    """Say what both find of the bare view and of a kept page, and of the ratio between them."""
    if not shutil.which("wrk"):
        return "wrk is not installed: nothing is compared with the load generator."
    of_bare, of_page = compare(bare, BARE, connections), compare(shop, kept_page, connections)
    at = f"{connections} connection{'s' if connections > 1 else ''}"
    return (
        f"At {at} wrk finds {of_bare[0]:,.0f} requests a second of the bare view and {of_page[0]:,.0f} of the"
        f" {kept_page.name} ({shop.database}): {of_page[0] / of_bare[0]:.2f}. The load generator finds"
        f" {of_bare[1]:,.0f} and {of_page[1]:,.0f}: {of_page[1] / of_bare[1]:.2f}; it works for {of_bare[2]:.0f} and"
        f" {of_page[2]:.0f} microseconds a request itself."
    )
