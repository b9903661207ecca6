"""Contracts for import-linter about what is shipped. Tests are not: they build what they need from anywhere."""

from grimp import ImportGraph
from importlinter import ContractCheck
from importlinter.contracts.acyclic_siblings import AcyclicSiblingsContract
from importlinter.contracts.layers import LayersContract


class ShippedLayers(LayersContract):
    """Modules import from the layers below them alone."""

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: FBT001 as import-linter calls it
        return super().check(without_tests(graph), verbose)


class NoCircles(AcyclicSiblingsContract):
    """In no package do modules or packages import each other in a circle."""

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: FBT001 as import-linter calls it
        return super().check(without_tests(graph), verbose)


def without_tests(graph: ImportGraph) -> ImportGraph:
    """Take the packages of tests out of a graph, which is the contract's own copy."""
    for module in [module for module in graph.modules if "tests" in module.split(".")]:
        graph.remove_module(module)
    return graph
