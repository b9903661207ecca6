"""The quick tests run on the newest Python and Django that are found here; where there are none, one line says so."""

import subprocess
import sys
from pathlib import Path

import pytest

from shop.testing import next_release


@pytest.fixture(autouse=True)
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder in which programs are found."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def put_python(folder: Path, minor: int, does: str) -> Path:
    python = folder / f"python3.{minor}"
    python.write_text(f"#!/bin/sh\n{does}\n")
    python.chmod(0o755)
    return python


def test_without_a_newer_python_it_says_so_and_is_no_failure(capsys: pytest.CaptureFixture[str]) -> None:
    assert next_release.main() == 0
    assert capsys.readouterr().out == "== tests on the next releases: skipped, this machine has no newer Python\n"


def test_the_newest_that_can_make_an_environment_is_taken(path: Path) -> None:
    newer = sys.version_info.minor + 1
    put_python(path, newer, f"echo 3 {newer}")
    newest = put_python(path, newer + 1, f"echo 3 {newer + 1}")
    put_python(path, newer + 2, "exit 1")

    assert next_release.newest_python() == newest


def test_what_cannot_be_installed_is_one_line_and_no_failure(
    path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = sys.version_info.minor + 1
    put_python(path, newer, f'[ "$1" = -m ] && echo "ERROR: no network" >&2 && exit 1; echo 3 {newer}')
    monkeypatch.setattr(next_release, "PLACE", path / "next")

    assert next_release.main() == 0
    assert capsys.readouterr().out == "== tests on the next releases: skipped, ERROR: no network\n"


def test_an_installation_without_end_is_given_up(
    path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def wait(python: Path, *arguments: str) -> str:
        raise subprocess.TimeoutExpired([python, *arguments], next_release.MOST_SECONDS)

    newer = sys.version_info.minor + 1
    put_python(path, newer, f"echo 3 {newer}")
    monkeypatch.setattr(next_release, "PLACE", path / "next")
    monkeypatch.setattr(next_release, "run", wait)

    assert next_release.main() == 0
    assert "skipped, they were not installed within 300 s" in capsys.readouterr().out
