"""Every file stays small enough to be read at once."""

from pathlib import Path

import pytest

from shop.tests.source import PACKAGES, ROOT, STYLES, TEMPLATES, files, name

PYTHON = [path for package in PACKAGES for path in files(ROOT / package, "*.py")]
VIEWS_AND_MODELS = [path for path in PYTHON if {"views", "models"} & {path.stem, path.parent.name}]


@pytest.mark.parametrize("path", VIEWS_AND_MODELS, ids=name)
def test_a_view_or_model_file_has_at_most_250_lines(path: Path) -> None:
    assert _lines(path) <= 250


@pytest.mark.parametrize("path", files(TEMPLATES, "*.html"), ids=name)
def test_a_template_has_at_most_120_lines(path: Path) -> None:
    assert _lines(path) <= 120


@pytest.mark.parametrize("path", files(ROOT / "static", "*.css"), ids=name)
def test_a_stylesheet_has_at_most_150_lines_and_the_tokens_200(path: Path) -> None:
    assert _lines(path) <= (200 if path == STYLES / "tokens.css" else 150)


@pytest.mark.parametrize("path", files(ROOT / "static", "*.js"), ids=name)
def test_a_script_has_at_most_80_lines(path: Path) -> None:
    assert _lines(path) <= 80


@pytest.mark.parametrize("path", PYTHON, ids=name)
def test_a_module_is_named_for_what_it_holds(path: Path) -> None:
    assert not {"utils", "helpers", "common", "core"} & {path.stem, path.parent.name}


def _lines(path: Path) -> int:
    return len(path.read_text().splitlines())
