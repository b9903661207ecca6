"""Every file stays small enough to be read at once."""

from pathlib import Path

from shop.tests.source import PACKAGES, ROOT, STYLES, TEMPLATES, files, name

PYTHON = [path for package in PACKAGES for path in files(ROOT / package, "*.py")]
VIEWS_AND_MODELS = [path for path in PYTHON if {"views", "models"} & {path.stem, path.parent.name}]
TOKENS = STYLES / "tokens.css"


def test_a_view_or_model_file_has_at_most_250_lines() -> None:
    assert _longer_than(250, VIEWS_AND_MODELS) == []


def test_a_template_has_at_most_120_lines() -> None:
    assert _longer_than(120, files(TEMPLATES, "*.html")) == []


def test_a_template_has_no_line_of_more_than_160_characters() -> None:
    lines = [(name(path), line) for path in files(TEMPLATES, "*.*") for line in path.read_text().splitlines()]
    assert [(path, line) for path, line in lines if len(line) > 160] == []


def test_a_stylesheet_has_at_most_150_lines_and_the_tokens_200() -> None:
    assert _longer_than(150, [path for path in files(ROOT / "static", "*.css") if path != TOKENS]) == []
    assert _longer_than(200, [TOKENS]) == []


def test_a_script_has_at_most_80_lines() -> None:
    assert _longer_than(80, files(ROOT / "static", "*.js")) == []


def test_a_module_is_named_for_what_it_holds() -> None:
    nameless = {"utils", "helpers", "common", "core"}
    assert [name(path) for path in PYTHON if nameless & {path.stem, path.parent.name}] == []


def _longer_than(ceiling: int, paths: list[Path]) -> list[str]:
    lengths = {name(path): len(path.read_text().splitlines()) for path in paths}
    return [f"{path}: {length} lines" for path, length in lengths.items() if length > ceiling]
