"""The Chromium of the browser tests: an installed one, else Playwright's own, else Debian's package.

`python -m e2e.browser` finds or fetches it and prints its path.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
# What Playwright switches off, since only the last such list counts; and, which saves a tenth of the tests' work, the
# menus that a browser draws ahead for each window.
WITHOUT = [
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
    "PreloadTopChromeWebUI",
    "WebUIOmniboxPopup",
]
# The browser speaks to the shop alone.
ARGUMENTS = [
    f"--disable-features={','.join(WITHOUT)}",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-default-browser-check",
    "--no-first-run",
]
SECONDS_TO_DOWNLOAD = 300


class NoBrowser(Exception):
    """There is no Chromium, and none could be fetched."""


def find() -> Path:
    """Return a Chromium that starts. Raises NoBrowser."""
    if found := _installed() or _playwrights_own():
        return found
    raise NoBrowser(
        "The browser tests need Chromium, and there is none. Install the package chromium, "
        "or let Playwright fetch one: .venv/bin/playwright install --with-deps chromium"
    )


def fetch() -> Path:
    """Return a Chromium that starts, fetched where there is none yet. Raises NoBrowser."""
    if not (_driver_starts() or (install_packages("libatomic1") and _driver_starts())):
        raise NoBrowser("Playwright does not start here. Install the package libatomic1 (Debian) and try again.")
    for get in (_installed, _playwrights_own, _download, _install):
        if found := get():
            return found
    return find()


def install_packages(*packages: str) -> bool:
    """Install packages of Debian, where this process may."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    _say(f"Installing {' '.join(packages)} ...")
    quietly = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq")
    return _run(*quietly, "update") and _run(*quietly, "install", "-y", "--no-install-recommends", *packages)


def _installed() -> Path | None:
    paths = (shutil.which(name) for name in NAMES)
    return next((Path(path) for path in paths if path and _starts(Path(path))), None)


def _playwrights_own() -> Path | None:
    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.exists() and _starts(path) else None


def _download() -> Path | None:
    _say("There is no Chromium here: Playwright fetches its own ...")
    return _playwrights_own() if _run(sys.executable, "-m", "playwright", "install", "chromium") else None


def _install() -> Path | None:
    return _installed() if install_packages("chromium") else None


def _driver_starts() -> bool:
    """Tell whether Playwright's own process runs: a bare Debian lacks a library that it needs."""
    return _run(sys.executable, "-m", "playwright", "--version")


def _starts(path: Path) -> bool:
    """Tell whether it runs: a downloaded browser may lack libraries of the system."""
    return _run(str(path), "--version")


def _run(*command: str) -> bool:
    try:
        return subprocess.run(command, check=False, capture_output=True, timeout=SECONDS_TO_DOWNLOAD).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)  # noqa: T201


if __name__ == "__main__":
    try:
        _say(f"Chromium: {fetch()}")
    except NoBrowser as error:
        sys.exit(str(error))
