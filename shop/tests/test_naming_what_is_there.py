"""Every module, class, function and template is named by something, and templates name only what is there.

What tests alone name is not needed by the shop. They may name what they are built with.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import django
import pytest

from shop.tests.source import PACKAGES, ROOT, TEMPLATES, files, name

pytestmark = pytest.mark.slow

PYTHON = [path for package in PACKAGES for path in files(ROOT / package, "*.py") if "migrations" not in path.parts]
FOUND_BY_NAME = {"__init__", "__main__", "admin", "apps", "base", "conftest", "formats", "models"}
"""Modules that Django, Python and pytest look for; `base` is a database's."""
FOUND_IN_PLACE = {"commands", "templatetags"}
REGISTERING = {"register", "receiver", "fixture"}
"""Of these words one is in what decorates a thing that is then found without its name."""
FOR_TESTS = {"tests", "testing", "e2e"}
WORD, DOTTED = re.compile(r"[A-Za-z_]\w*"), re.compile(r"\b(?:shop|cart|e2e)(?:\.\w+)+")
ANNOTATION = re.compile(r"\w+(?:\.\w+)*(?:\[[\w., \[\]|]+\])?")
TAG = re.compile(r"\{%.*?%\}", re.DOTALL)
TEMPLATE = re.compile(r"[\w./-]+\.(?:html|txt|xml)")
QUOTED = re.compile(rf"""["']({TEMPLATE.pattern})["']""")
DJANGOS = [Path(django.__file__).parent / place / "templates" for place in ("contrib/admin", "forms")]


Named = ast.ClassDef | ast.FunctionDef


class Part(NamedTuple):
    """A statement at the top of a module, and what it names. Of a string with holes, `patterns` has what fits it."""

    path: Path
    statement: ast.stmt
    words: set[str]
    modules: set[str]
    patterns: set[str]


def test_every_module_is_named() -> None:
    unnamed = [
        name(path)
        for path in PYTHON
        if not is_found(path)
        and not counting(path, naming_modules()[module_of(path)] - {path})
        and module_of(path) not in commands()
    ]
    assert unnamed == []


def test_every_class_and_function_is_named() -> None:
    outside = {word for command in commands() for word in command.split(".")}
    unnamed = [
        f"{name(own.path)}: {own.statement.name}"
        for own in parts()
        if isinstance(own.statement, Named)
        and not is_collected(own.path, own.statement)
        and not counting(own.path, [part.path for part in naming_words()[own.statement.name] if part is not own])
        and own.statement.name not in outside
    ]
    assert unnamed == []


def test_every_template_is_named() -> None:
    patterns = {pattern for part in parts() if not is_for_tests(part.path) for pattern in part.patterns}
    fits = re.compile("|".join(patterns)).fullmatch
    named = {child for template, source in templates().items() for child in set(QUOTED.findall(source)) - {template}}
    assert [each for each in templates() if each not in named and not fits(each) and not is_djangos(each)] == []


def test_templates_name_templates_that_exist() -> None:
    children = {(template, child) for template, source in templates().items() for child in named_in(source)}
    assert sorted(pair for pair in children if pair[1] not in templates() and not is_djangos(pair[1])) == []


@cache
def parts() -> list[Part]:
    return [read(path, statement) for path in PYTHON for statement in ast.parse(path.read_text()).body]


def read(path: Path, statement: ast.stmt) -> Part:
    part = Part(path, statement, set(), set(), set())
    for node in ast.walk(statement):
        match node:
            case ast.Name(id=word) | ast.Attribute(attr=word):
                part.words.add(word)
            case ast.ImportFrom(module=str(module), names=names):
                part.words.update(each.name for each in names)
                part.modules.update([module, *(f"{module}.{each.name}" for each in names)])
            case ast.Import(names=names):
                part.modules.update(each.name for each in names)
            case ast.JoinedStr(values=values):
                part.patterns.add("".join(re.escape(text(value)) or r"\w+" for value in values))
            case ast.Constant(value=str(said)) if not is_prose(said):
                part.words.update(WORD.findall(said) if ANNOTATION.fullmatch(said) or DOTTED.search(said) else ())
                part.modules.update(DOTTED.findall(said), (each.rpartition(".")[0] for each in DOTTED.findall(said)))
                part.patterns.update(map(re.escape, TEMPLATE.findall(said)))
    return part


def text(value: ast.expr) -> str:
    return value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else ""


def is_prose(said: str) -> bool:
    """Tell whether a string is a docstring, or reads like one."""
    return " " in said and said.rstrip().endswith((".", ":"))


@cache
def naming_words() -> Mapping[str, list[Part]]:
    found: defaultdict[str, list[Part]] = defaultdict(list)
    for part in parts():
        for word in part.words:
            found[word].append(part)
    return found


@cache
def naming_modules() -> Mapping[str, set[Path]]:
    found: defaultdict[str, set[Path]] = defaultdict(set)
    for part in parts():
        for module in part.modules:
            found[module].add(part.path)
    return found


def counting(path: Path, others: Iterable[Path]) -> list[Path]:
    """Return those whose word counts: for what the shop needs, not those of tests."""
    return [other for other in others if is_for_tests(path) or not is_for_tests(other)]


@cache
def commands() -> set[str]:
    """Return the dotted names in what starts, configures and describes the shop."""
    named = DOTTED.findall("".join((ROOT / each).read_text() for each in ("Makefile", "pyproject.toml")))
    return {*named, *(each.rpartition(".")[0] for each in named)}


def module_of(path: Path) -> str:
    return name(path.with_suffix("")).replace("/", ".")


def is_for_tests(path: Path) -> bool:
    return not FOR_TESTS.isdisjoint(path.relative_to(ROOT).parts)


def is_found(path: Path) -> bool:
    return path.stem in FOUND_BY_NAME or path.parent.name in FOUND_IN_PLACE or path.stem.startswith("test_")


def is_collected(path: Path, statement: Named) -> bool:
    """Tell whether a framework finds it: what is registered, Django's commands and apps, and what is in tests."""
    decorators = {word for each in statement.decorator_list for word in WORD.findall(ast.unparse(each))}
    is_test = "tests" in path.parts or statement.name.startswith(("test_", "pytest_"))
    return not REGISTERING.isdisjoint(decorators) or is_test or path.stem == "apps" or statement.name == "Command"


@cache
def templates() -> dict[str, str]:
    paths = [path for path in files(TEMPLATES, "*.*") if path.is_file()]
    return {str(path.relative_to(TEMPLATES)): path.read_text() for path in paths}


def named_in(source: str) -> Iterator[str]:
    for tag in TAG.findall(source):
        yield from QUOTED.findall(tag)


def is_djangos(template: str) -> bool:
    return any((folder / template).exists() for folder in DJANGOS)
