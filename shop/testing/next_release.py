"""Run tests on the newest Python and the newest Django there are: `python -m shop.testing.next_release ARGUMENTS`.

The arguments are pytest's. Every other package is the locked one, and a deprecation is an error, as in all tests. Where
this machine has no newer Python, or cannot install within a bounded time, one line says so.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LOCK = ROOT / "requirements-dev.lock"
PLACE = ROOT / "var" / "next"
PIN = re.compile(r"^([a-z0-9-]+)==.*(?:\n    .*)*", re.MULTILINE)
# What checks the source and runs no test, and what the tests are run on instead.
LEFT_OUT = {"django", "django-stubs", "django-stubs-ext", "mypy", "pip-tools", "ruff"}
NEWEST_OF_ALL = 40
# What one command of the preparation may take: without a network pip tries again for minutes.
MOST_SECONDS = 300
# Ten times what the quick tests take.
MOST_SECONDS_OF_TESTS = 900
VERSIONS = "import django, platform; print('Python', platform.python_version() + ', Django', django.get_version())"


def main() -> int:
    """Run the tests, or say why not. Returns the exit status."""
    python = newest_python()
    if python is None:
        return skip("this machine has no newer Python")
    try:
        environment = prepare(python)
    except subprocess.TimeoutExpired:
        return skip(f"they were not installed within {MOST_SECONDS} s")
    except subprocess.CalledProcessError as error:
        return skip((error.stderr.strip() or str(error)).splitlines()[-1])
    print(f"== tests on the next releases: {run(environment, '-c', VERSIONS).strip()}", flush=True)  # noqa: T201
    tests = [str(environment), "-m", "pytest", *sys.argv[1:]]
    try:
        return subprocess.run(tests, cwd=ROOT, check=False, timeout=MOST_SECONDS_OF_TESTS).returncode  # noqa: S603
    except subprocess.TimeoutExpired:
        print(f"== tests on the next releases: not done within {MOST_SECONDS_OF_TESTS} s")  # noqa: T201
        return 1


def skip(why: str) -> int:
    """Say in one line why nothing is tested. Returns the exit status."""
    print(f"== tests on the next releases: skipped, {why}")  # noqa: T201
    return 0


def newest_python() -> Path | None:
    """Return the newest Python that is newer than this one, from PATH or from pyenv; None where there is none."""
    own = sys.version_info[:2]
    names = [f"python3.{minor}" for minor in range(NEWEST_OF_ALL, own[1], -1)]
    candidates = [Path(path) for name in names if (path := shutil.which(name))] + pyenv_pythons()
    found = [(version, path) for path in candidates if (version := version_of(path)) > own]
    return max(found)[1] if found else None


def pyenv_pythons() -> list[Path]:
    """Return the Pythons that pyenv has installed: PATH names only those that are switched on."""
    if not (pyenv := shutil.which("pyenv")):
        return []
    root = subprocess.run([pyenv, "root"], check=True, capture_output=True, text=True).stdout.strip()  # noqa: S603
    return sorted(Path(root, "versions").glob("*/bin/python3"))


def version_of(python: Path) -> tuple[int, ...]:
    """Return a Python's version as two numbers, (0,) where it cannot make virtual environments."""
    ask = "import ensurepip, sys; print(*sys.version_info[:2])"
    done = subprocess.run([python, "-c", ask], check=False, capture_output=True, text=True)  # noqa: S603
    return (0,) if done.returncode else tuple(map(int, done.stdout.split()))


def prepare(python: Path) -> Path:
    """Make the environment, or take the one of an earlier run, and return its Python.

    Raises CalledProcessError, and TimeoutExpired.
    """
    inside, pins = PLACE / "bin" / "python", PLACE / "requirements.txt"
    wanted = "\n".join(found[0] for found in PIN.finditer(LOCK.read_text()) if found[1] not in LEFT_OUT) + "\n"
    if inside.exists() and pins.exists() and pins.read_text() == wanted and version_of(inside) == version_of(python):
        return inside
    shutil.rmtree(PLACE, ignore_errors=True)
    run(python, "-m", "venv", str(PLACE))
    unfinished = PLACE / "unfinished.txt"
    unfinished.write_text(wanted)
    install = ("-m", "pip", "install", "--disable-pip-version-check", "--quiet")
    run(inside, *install, "--no-deps", "--require-hashes", "--requirement", str(unfinished))
    run(inside, *install, "django")
    unfinished.rename(pins)
    return inside


def run(python: Path, *arguments: str) -> str:
    """Run Python with these arguments and return what it printed. Raises CalledProcessError, and TimeoutExpired."""
    done = subprocess.run(  # noqa: S603
        [python, *arguments],
        cwd=ROOT,
        env=os.environ | {"PIP_USER": "0"},
        check=True,
        capture_output=True,
        text=True,
        timeout=MOST_SECONDS,
    )
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
