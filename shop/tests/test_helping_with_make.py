"""`make` says what there is, and README.md names only what exists."""

import re
import subprocess

import pytest
from django.core.management import get_commands

from shop.tests.source import ROOT

TARGETS = re.findall(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
README = ROOT / "README.md"


@pytest.mark.parametrize("arguments", [[], ["help"]], ids=str)
def test_it_lists_every_target_with_a_sentence(arguments: list[str]) -> None:
    said = subprocess.run(["make", *arguments], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert re.findall(r"^  ([a-z0-9-]+) +\S+", said, re.MULTILINE) == TARGETS


def test_the_usual_targets_are_there() -> None:
    assert {"help", "run", "test", "check", "lock", "format", "clean"} <= set(TARGETS)


def test_readme_names_only_targets_that_exist() -> None:
    named = set(re.findall(r"\bmake ([a-z][a-z0-9-]*)", " ".join(_code(README.read_text()))))
    assert named >= {"run", "test"}
    assert named <= set(TARGETS)


def test_readme_names_only_commands_that_exist() -> None:
    named = set(re.findall(r"\bmanage\.py ([a-z_]+)", README.read_text()))
    assert named <= get_commands().keys()


def _code(text: str) -> list[str]:
    """Return what a Markdown text sets as code: words elsewhere may well say "make something"."""
    return re.findall(r"(?s:```.*?```)|`[^`\n]+`|^    .+$", text, re.MULTILINE)
