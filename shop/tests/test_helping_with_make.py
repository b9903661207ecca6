"""`make` says what there is."""

import re
import subprocess

import pytest

from shop.tests.source import ROOT

TARGETS = re.findall(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text(), re.MULTILINE)


@pytest.mark.parametrize("arguments", [[], ["help"]], ids=str)
def test_it_lists_every_target_with_a_sentence(arguments: list[str]) -> None:
    said = subprocess.run(["make", *arguments], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert re.findall(r"^  ([a-z0-9-]+) +\S+", said, re.MULTILINE) == TARGETS


def test_the_usual_targets_are_there() -> None:
    assert {"help", "run", "test", "check", "lock", "format", "clean"} <= set(TARGETS)
