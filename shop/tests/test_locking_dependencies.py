"""What is installed is pinned, hashed and the same everywhere; no committed file names where it comes from."""

import re
import tomllib
from pathlib import Path

import pytest

from shop.tests.source import ROOT, committed_files, name

RUNTIME = ROOT / "requirements.lock"
DEVELOPMENT = ROOT / "requirements-dev.lock"
BUCKETS = ROOT / "requirements-s3.lock"
PIN = re.compile(r"^([a-z0-9-]+)==(\S+)((?: \\\n    --hash=sha256:[0-9a-f]{64})+)$", re.MULTILINE)
# In pieces, so that this file does not name them.
REGISTRIES = ("pypi" + ".org", "python" + "hosted", "npm" + "js.", "js" + "delivr", "unp" + "kg.com")


@pytest.mark.parametrize("lock", [RUNTIME, DEVELOPMENT, BUCKETS], ids=name)
def test_a_lock_is_pins_with_hashes_and_nothing_else(lock: Path) -> None:
    rest = PIN.sub("", lock.read_text())
    assert [line for line in rest.splitlines() if line and not line.startswith("#")] == []


def test_the_shop_runs_on_the_versions_it_was_tested_with() -> None:
    runtime, buckets, development = _pins(RUNTIME), _pins(BUCKETS), _pins(DEVELOPMENT)
    assert runtime.items() <= buckets.items() <= development.items()


def test_everything_that_is_asked_for_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert _names(project["dependencies"]) <= _pins(RUNTIME).keys()
    assert _names(project["optional-dependencies"]["dev"]) <= _pins(DEVELOPMENT).keys()
    assert _names(project["optional-dependencies"]["s3"]) <= _pins(BUCKETS).keys()


def test_no_committed_file_names_a_registry() -> None:
    found = [
        f"{name(path)}: {host}"
        for path in committed_files()
        for host in REGISTRIES
        if host.encode() in path.read_bytes()
    ]
    assert found == []


def _pins(lock: Path) -> dict[str, str]:
    return {name: version for name, version, _ in PIN.findall(lock.read_text())}


def _names(requirements: list[str]) -> set[str]:
    return {re.split(r"[\[<>=!~; ]", requirement)[0] for requirement in requirements}
