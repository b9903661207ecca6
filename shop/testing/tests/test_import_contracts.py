"""The contracts are about all that is shipped, and about nothing else."""

import re
import tomllib

from grimp import ImportGraph

from shop.testing.import_contracts import without_tests
from shop.tests.source import ROOT


def test_every_part_of_the_shop_has_its_layer() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    [layers] = [contract["layers"] for contract in contracts if contract["type"] == "shipped_layers"]
    placed = set(re.findall(r"shop\.(\w+)", " ".join(layers)))
    packages = {path.parent.name for path in (ROOT / "shop").glob("*/__init__.py")}
    modules = {path.stem for path in (ROOT / "shop").glob("*.py")}
    assert (packages | modules) - placed == {"__init__", "tests"}


def test_what_tests_import_is_theirs() -> None:
    graph = ImportGraph()
    graph.add_import(importer="shop.catalog.tests.test_cards", imported="shop.checkout")
    graph.add_import(importer="shop.catalog.cards", imported="shop.money")

    assert without_tests(graph).modules == {"shop.catalog.cards", "shop.checkout", "shop.money"}
