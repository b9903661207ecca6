"""The cascade is line 1 of app.css, and sizes and heights come from the scales."""

import re
from collections.abc import Iterator
from pathlib import Path

import tinycss2
from tinycss2.ast import Declaration, Node

from shop import staticfiles
from shop.tests.source import ROOT, STYLES, files, name

APP = STYLES / "app.css"
SHEETS = [ROOT / "static" / sheet for sheet in staticfiles.SHEETS]
LAYERS = "@layer reset, tokens, base, layout, components, utilities;"
PARTS = [path for path in files(STYLES, "*.css") if path not in SHEETS]
FROM_SCALES = {"z-index", "font-size"}


def test_the_first_line_is_the_whole_cascade() -> None:
    assert APP.read_text().splitlines()[0] == LAYERS


def test_one_of_the_sheets_imports_every_file() -> None:
    imported = [
        part for sheet in SHEETS for part in re.findall(r'^@import url\("(.+)"\);$', sheet.read_text(), re.MULTILINE)
    ]
    assert sorted(imported) == sorted(str(path.relative_to(STYLES)) for path in PARTS)


def test_a_file_is_one_layer_of_the_cascade() -> None:
    assert [name(path) for path in PARTS if not _is_one_layer(path)] == []


def test_sizes_of_text_and_heights_come_from_the_scales() -> None:
    strays = [
        f"{name(path)}, line {declaration.source_line}: {declaration.name}"
        for path in PARTS
        for declaration in _declarations(tinycss2.parse_stylesheet(path.read_text()))
        if declaration.name in FROM_SCALES and not _is_from_a_scale(declaration)
    ]
    assert strays == []


def _is_one_layer(path: Path) -> bool:
    layer = "components" if path.parent != STYLES else path.stem
    rules = tinycss2.parse_stylesheet(path.read_text(), skip_comments=True, skip_whitespace=True)
    found = [(rule.type, tinycss2.serialize(rule.prelude).strip()) for rule in rules]
    return layer in LAYERS and found == [("at-rule", layer)] and path.read_text().startswith(f"@layer {layer} {{")


def _declarations(nodes: list[Node]) -> Iterator[Declaration]:
    """Yield every declaration, however deeply its rule is nested."""
    for node in nodes:
        if node.type == "declaration":
            yield node
        elif node.type in {"at-rule", "qualified-rule"} and node.content is not None:
            yield from _declarations(tinycss2.parse_blocks_contents(node.content))


def _is_from_a_scale(declaration: Declaration) -> bool:
    value = tinycss2.serialize(declaration.value).strip()
    return re.fullmatch(r"var\(--[\w-]+\)|inherit", value) is not None
