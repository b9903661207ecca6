"""A public function that writes, queries or raises says so: its types cannot."""

import ast
from collections.abc import Iterator
from importlib import import_module

import pytest

from shop.tests.source import ROOT, files, name

pytestmark = pytest.mark.slow

MODULES = [
    path
    for package in ("shop", "cart")
    for path in files(ROOT / package, "*.py")
    if not {"tests", "migrations"}.intersection(path.parts)
]
MANAGERS = {"objects", "_default_manager"}
STATEMENTS = {
    "bulk_create", "bulk_update", "create", "cursor", "delete", "execute", "executemany", "get_or_create",
    "refresh_from_db", "save", "select_for_update", "update_or_create",
}  # fmt: skip
"""Methods that write to a database or ask it."""
Function = ast.FunctionDef | ast.AsyncFunctionDef


def test_a_public_function_that_writes_queries_or_raises_has_a_docstring() -> None:
    silent = []
    for path in MODULES:
        module = name(path.with_suffix("")).replace("/", ".").removesuffix(".__init__")
        for function, within in public_functions(ast.parse(path.read_text())):
            if acts(function) and not ast.get_docstring(function) and not overrides(module, within, function.name):
                silent.append(f"{name(path)}:{function.lineno} {function.name}")
    assert silent == []


def public_functions(tree: ast.Module | ast.ClassDef, within: str = "") -> Iterator[tuple[Function, str]]:
    """Yield functions, each with the class that it stands in, if any."""
    for statement in tree.body:
        if isinstance(statement, ast.ClassDef) and not statement.name.startswith("_"):
            yield from public_functions(statement, statement.name)
        elif isinstance(statement, Function) and not statement.name.startswith("_"):
            yield statement, within


def acts(function: Function) -> bool:
    return any(
        isinstance(node, ast.Raise)
        or (isinstance(node, ast.Attribute) and node.attr in MANAGERS)
        or (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in STATEMENTS)
        for node in own_nodes(function)
    )


def own_nodes(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what stands in a function, without what stands in functions within it."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, Function | ast.Lambda | ast.ClassDef):
            yield child
            yield from own_nodes(child)


def overrides(module: str, within: str, method: str) -> bool:
    """Tell whether a method takes the place of a base class's, which says what it is for."""
    own = getattr(import_module(module), within, None) if within else None
    return isinstance(own, type) and any(method in vars(base) for base in own.__mro__[1:])
