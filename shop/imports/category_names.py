"""What a file names as types and categories, and which categories of the shop these stand for."""

from collections import Counter
from pathlib import Path
from typing import Any, TypedDict

from django.db import transaction

from shop.catalog.models import Category, CategoryMapping
from shop.catalog.shopify_csv.categories import CategoryTree, key_of, name_of, path_in
from shop.catalog.shopify_csv.cells import without_entities
from shop.catalog.shopify_csv.columns import CATEGORY
from shop.catalog.shopify_csv.product_types import paths_of_types
from shop.catalog.shopify_csv.reading import NotAProductFile, Spool

MOST_NAMES = 50


class Name(TypedDict):
    """A type or a path, in how many products it stands, and where an import would put these."""

    name: str
    products: int
    category: str
    is_new: bool
    """Whether that category would be made."""
    is_mapped: bool
    """Whether the shop knows already what the name stands for."""


def names_in(path: Path, *, encoding: str = "") -> list[Name]:
    """Return what a file names, the unknown and the most frequent first. Queries; what it tries out is taken back."""
    try:
        with Spool(path, encoding=encoding) as spool, transaction.atomic():
            tree = CategoryTree(paths_of_types(spool))
            known = set(tree.mapped)
            found = [placed(path, count, tree, known) for path, count in counted(spool).items()]
            transaction.set_rollback(True)
    except NotAProductFile:
        return []
    found.sort(key=lambda name: (name["is_mapped"], -name["products"], name["name"]))
    return found[:MOST_NAMES]


def counted(spool: Spool) -> Counter[tuple[str, str]]:
    """Count the products by path and type: by the path alone where there is one, as an import places them."""
    names: Counter[tuple[str, str]] = Counter()
    for category, product_type, count in spool.counted(CATEGORY, "Type"):
        if path := name_of(path_in(category)):
            names[path, ""] += count
        elif of_type := name_of(path_in(without_entities(product_type))):
            names["", of_type] += count
    return names


def placed(named: tuple[str, str], count: int, tree: CategoryTree, known: set[Any]) -> Name:
    path, product_type = named
    key = key_of(path_in(path or product_type))
    before = len(tree.made)
    pk = tree.place(path_in(path), product_type)
    return Name(
        name=path or product_type,
        products=count,
        category=name_of(tree.paths[pk]) if pk else "",
        is_new=len(tree.made) > before,
        is_mapped=key in known,
    )


@transaction.atomic
def map_names(chosen: dict[str, Category | None]) -> int:
    """Let names stand for categories, or for none; return how many do otherwise than before. Writes."""
    mappings = {key_of(path_in(mapping.name)): mapping for mapping in CategoryMapping.objects.order_by("-pk")}
    changed = 0
    for name, category in chosen.items():
        mapping = mappings.get(key_of(path_in(name)))
        if mapping is not None and mapping.category_id == (category.pk if category else None):
            continue
        mapping = mapping or CategoryMapping(name=name)
        mapping.category = category
        mapping.save()
        changed += 1
    return changed
