"""Categories in forms, filters and lists, where their place in the tree is shown by an indent."""

from collections.abc import Iterator

from shop.catalog import navigation
from shop.catalog.navigation import Branch

INDENT = "\N{NO-BREAK SPACE}" * 4


def branches() -> Iterator[Branch]:
    """Every category, each after its parent. Queries once."""
    for root in navigation.load():
        yield from root.walk()


def label(branch: Branch) -> str:
    return INDENT * (len(branch.trail) - 1) + branch.category.name


def choices(*, without_below: int | None = None) -> list[tuple[int | str, str]]:
    """Return the choices of a field, without one category and all below it. Queries once."""
    return [
        ("", "---------"),
        *(
            (branch.category.pk, label(branch))
            for branch in branches()
            if all(above.category.pk != without_below for above in branch.trail)
        ),
    ]
