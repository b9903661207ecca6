"""README.md and docs/ name only what exists: targets, commands, modules, and pages that they lead to."""

import re
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.core.management import get_commands
from django.utils.module_loading import import_string

from shop.backups.manifest import version
from shop.tests.source import PACKAGES, ROOT, files, name
from shop.tests.test_helping_with_make import TARGETS

README = ROOT / "README.md"
CHANGELOG = ROOT / "CHANGELOG.md"
PAGES = [README, CHANGELOG, *sorted((ROOT / "docs").glob("*.md"))]
MOST_LINES = 110
LINK = re.compile(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)")
DEVELOPER = ROOT / "docs" / "developer.md"
PATH = re.compile(r"(new )?`((?:shop|cart|e2e|templates|static|docs)/[\w./-]*)`")
TESTS = {
    found
    for package in PACKAGES
    for file in files(ROOT / package, "test_*.py")
    for found in re.findall(r"^def (test_\w+)", file.read_text(), re.MULTILINE)
}
of_each_page = pytest.mark.parametrize("document", PAGES, ids=name)


def test_readme_is_read_in_ten_minutes() -> None:
    text = README.read_text()
    assert len(text.splitlines()) <= MOST_LINES
    assert {f"docs/{page.name}" for page in PAGES[2:]} <= {found[1] for found in LINK.finditer(text)}


def test_the_newest_version_says_what_to_do_on_an_upgrade() -> None:
    newest = re.split(r"^## ", CHANGELOG.read_text(), flags=re.MULTILINE)[1]
    assert newest.startswith((f"[Unreleased]: {version()}\n", f"{version()}\n"))
    assert "\n### Upgrading from " in newest


def test_readme_opens_and_tests_the_shop() -> None:
    assert set(_targets(README)) >= {"run", "test"}


@of_each_page
def test_a_page_names_only_targets_that_exist(document: Path) -> None:
    assert set(_targets(document)) <= set(TARGETS)


@of_each_page
def test_a_page_names_only_commands_that_exist(document: Path) -> None:
    named = set(re.findall(r"\bmanage\.py ([a-z_]+)", document.read_text()))
    assert named <= get_commands().keys()


@of_each_page
def test_a_page_names_only_modules_that_exist(document: Path) -> None:
    named = set(re.findall(r"\bpython -m ([a-z_0-9.]+)", document.read_text()))
    assert [module for module in named if find_spec(module) is None] == []


@of_each_page
def test_a_page_leads_only_to_what_is_there(document: Path) -> None:
    for path, heading in LINK.findall(document.read_text()):
        target = (document.parent / path).resolve() if path else document
        assert target.is_file(), path
        assert not heading or heading in _anchors(target), f"{path}#{heading}"


@of_each_page
def test_a_page_names_only_files_that_exist(document: Path) -> None:
    named = {path for new, path in PATH.findall(document.read_text()) if not new}
    assert [path for path in named if not (ROOT / path).exists()] == []


@of_each_page
def test_a_page_names_only_functions_and_tests_that_exist(document: Path) -> None:
    text = document.read_text()
    dotted = re.findall(r"`((?:cart|shop)\.[\w.]*\w)`", text)
    assert [path for path in dotted if path.rpartition(".")[2] != "py" and not _holds(path)] == []
    assert set(re.findall(r"`(test_\w+)`", text)) <= TESTS


def test_what_a_recipe_makes_is_not_there_yet_and_its_folder_is() -> None:
    made = [ROOT / path for new, path in PATH.findall(DEVELOPER.read_text()) if new]
    assert len(made) >= 1
    assert [name(path) for path in made if path.exists() or not path.parent.is_dir()] == []


@pytest.mark.parametrize(
    ("recipe", "most"),
    [("Add a field", 15), ("Add a page", 8), ("Add a section kind", 5), ("Add a payment provider", 5)],
)
def test_a_recipe_touches_few_files_and_names_each_in_a_line(recipe: str, most: int) -> None:
    [steps] = re.findall(rf"^### {recipe}\n(.*?)(?=^##|\Z)", DEVELOPER.read_text(), re.MULTILINE | re.DOTALL)
    lines = re.findall(r"^- .*", steps, re.MULTILINE)
    assert 4 <= len(lines) <= most
    assert [line for line in lines if not PATH.search(line)] == []


def test_the_glossary_is_short() -> None:
    glossary = DEVELOPER.read_text().partition("## Glossary")[2]
    assert 15 <= len(re.findall(r"^\| (?!word|-)", glossary, re.MULTILINE)) <= 25


def _holds(dotted: str) -> bool:
    """Tell whether this is a module, or something that a module or a class of it has."""
    try:
        found: object = import_module(dotted)
    except ModuleNotFoundError:
        holder, _, own = dotted.rpartition(".")
        return bool(holder) and hasattr(_load(holder), own)
    return found is not None


def _load(dotted: str) -> object:
    try:
        return import_module(dotted)
    except ModuleNotFoundError:
        return import_string(dotted)


def _targets(document: Path) -> list[str]:
    return re.findall(r"\bmake ([a-z][a-z0-9-]*)", " ".join(_code(document.read_text())))


def _anchors(document: Path) -> list[str]:
    """Return the names under which a page's headings are led to."""
    headings = re.findall(r"^#+ (.+)$", document.read_text(), re.MULTILINE)
    return [re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings]


def _code(text: str) -> list[str]:
    """Return what a Markdown text sets as code: words elsewhere may well say "make something"."""
    return re.findall(r"(?s:```.*?```)|`[^`\n]+`|^    .+$", text, re.MULTILINE)
