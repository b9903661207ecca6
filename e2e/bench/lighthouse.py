"""What Lighthouse says of a page, on a phone that it makes up.

It is an npm package and is fetched into `var/`, at one version: one that Node.js of Debian 12 runs.
"""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from statistics import median
from typing import Any

from e2e import browser
from e2e.bench.figures import table
from shop.testing.server import ROOT

VERSION = "12.8.2"
FOLDER = ROOT / "var" / "lighthouse"
PROGRAM = FOLDER / "node_modules" / "lighthouse" / "cli" / "index.js"
# Its own advice: the figures of a single run differ with what else the machine does.
RUNS = 3
# What it says, in its own codes, of a run in which it saw nothing of the page or of its loading.
BLIND = re.compile(
    "NO_(FCP|NAVSTART|DCL|TRACING_STARTED|RESOURCE_REQUEST|SCREENSHOTS|SPEEDLINE_FRAMES)|SPEEDINDEX_OF_ZERO"
)
ATTEMPTS = 4
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
METRICS = {
    "first paint ms": "first-contentful-paint",
    "largest paint ms": "largest-contentful-paint",
    "blocked ms": "total-blocking-time",
    "layout shift": "cumulative-layout-shift",
}
HEAD = ("", *CATEGORIES, *METRICS)


class NoLighthouse(Exception):
    """It is not here, and could not be fetched; its text says why."""


def measure(url: str, pages: dict[str, str]) -> str:
    """Return a table of the medians of a few runs. Raises NoLighthouse."""
    fetch()
    return table([HEAD, *((name, *judge(f"{url}{path}")) for name, path in pages.items())])


def fetch() -> None:
    """Fetch it where it is not yet. Raises NoLighthouse."""
    if not shutil.which("node") or not shutil.which("npm"):
        raise NoLighthouse("there is no Node.js with npm")
    package = PROGRAM.parent.parent / "package.json"
    if package.exists() and json.loads(package.read_text())["version"] == VERSION:
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    options = ["--prefix", str(FOLDER), "--no-audit", "--no-fund", "--no-save", "--ignore-scripts"]
    done = subprocess.run(
        ["npm", "install", *options, f"lighthouse@{VERSION}"], check=False, capture_output=True, text=True
    )
    if done.returncode:
        raise NoLighthouse(f"npm could not fetch it: {(done.stderr.splitlines() or ['no reason given'])[0]}")


def judge(address: str) -> list[str]:
    """Return what it gives a page in each category, of a hundred, and the metrics behind its performance."""
    reports = [run(address) for _ in range(RUNS)]
    scores = [median(100 * report["categories"][name]["score"] for report in reports) for name in CATEGORIES]
    metrics = [median(report["audits"][name]["numericValue"] for report in reports) for name in METRICS.values()]
    return [f"{figure:.0f}" for figure in scores + metrics[:-1]] + [f"{metrics[-1]:.3f}"]


def run(address: str) -> dict[str, Any]:
    """Let it look at a page once, and again where it saw nothing. Raises NoLighthouse."""
    for _ in range(ATTEMPTS):
        done = start(address)
        if not done.returncode:
            report: dict[str, Any] = json.loads(done.stdout)
            return report
        if not BLIND.search(done.stderr):
            break
    raise NoLighthouse(f"it failed: {(done.stderr.splitlines() or ['no reason given'])[-1]}")


def start(address: str) -> "subprocess.CompletedProcess[str]":
    flags = "--headless --no-sandbox" if os.geteuid() == 0 else "--headless"
    return subprocess.run(
        ["node", str(PROGRAM), address, "--quiet", "--output=json", f"--chrome-flags={flags}"],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "CHROME_PATH": str(Path(browser.find()))},
    )
