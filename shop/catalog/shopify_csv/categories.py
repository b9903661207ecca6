"""The categories that a file names: found by what the shop remembers of earlier files, or made."""

from collections.abc import Mapping

from django.utils.text import slugify

from shop.catalog.models import Category, CategoryMapping
from shop.text_identity import identity

Path = tuple[str, ...]
Key = tuple[str, ...]

SEPARATOR = ">"
NO_CATEGORY = ("uncategorized",)
"""What files write for a product that has no category."""


class CategoryTree:
    """All categories, and which of them a type or a taxonomy's path stands for. Building it queries twice.

    `types` says which path goes with a type by what else is in the file: see `product_types.paths_of_types`. A shop
    without any category begins anew, whatever it remembers.
    """

    def __init__(self, types: Mapping[str, Path] | None = None) -> None:
        self.types = types or {}
        rows = {category.pk: category for category in Category.objects.order_by("-pk")}
        self.paths = {pk: path_of(category, rows) for pk, category in rows.items()}
        """Every category's path, by id."""
        self.slugs = {category.slug for category in rows.values()}
        self.named = {identity(category.name): pk for pk, category in rows.items()}
        self.below = {(category.parent_id, identity(category.name)): pk for pk, category in rows.items()}
        remembered = CategoryMapping.objects.order_by("-pk") if rows else []
        mappings = {key_of(path_in(mapping.name)): mapping for mapping in remembered}
        self.mapped = {key: mapping.category_id for key, mapping in mappings.items()}
        positions = {key: mapping.position for key, mapping in mappings.items() if mapping.category_id}
        self.is_arranged = None in self.mapped.values() or any(
            positions.get(key_of(self.paths[pk])) != category.position for pk, category in rows.items()
        )
        """Whether a merchant has made, moved, renamed, positioned or deleted a category."""
        self.made: list[Path] = []

    def place(self, path: Path, product_type: str) -> int | None:
        """Return the id of the category of a product; None for none. May write."""
        if path:
            return self.find_or_make(path)
        path = path_in(product_type)
        key = key_of(path)
        if len(path) == 1 and key not in self.mapped and (None, *key) not in self.below:
            [name] = key
            if found := self.find_or_make(self.types.get(name, ())) or self.named.get(name):
                self.remember(path, found)
        return self.find_or_make(path)

    def placed(self, path: Path, product_type: str) -> int | None:
        """Return where `place` has put such products until now; None also where it has met none."""
        return self.mapped.get(key_of(path or path_in(product_type)))

    def find_or_make(self, path: Path) -> int | None:
        """Return the id of the category at a path, made with all that it stands below; None for no path."""
        if not path:
            return None
        key = key_of(path)
        if key not in self.mapped:
            above = self.find_or_make(path[:-1])
            self.remember(path, self.below.get((above, key[-1])) or self.make(path, above))
        return self.mapped[key]

    def make(self, path: Path, parent_id: int | None) -> int:
        """Create a category and return its key. In a shop without any, forget what names stood for before."""
        if not self.paths:
            CategoryMapping.objects.all().delete()
        category = Category.objects.create(
            name=path[-1], slug=self.free_slug(path), parent_id=parent_id, is_in_menu=not self.is_arranged
        )
        self.made.append(path)
        self.paths[category.pk] = (*(self.paths[parent_id] if parent_id else ()), category.name)
        self.slugs.add(category.slug)
        self.named.setdefault(identity(category.name), category.pk)
        self.below[parent_id, identity(category.name)] = category.pk
        return category.pk

    def remember(self, path: Path, category_id: int) -> None:
        """Write down which category a name of the file stands for."""
        CategoryMapping.objects.create(name=name_of(path), category_id=category_id)
        self.mapped[key_of(path)] = category_id

    def free_slug(self, path: Path) -> str:
        """Return the name as a slug; where that is taken, the path; where that is taken too, with a number."""
        candidates = [slugify(name, allow_unicode=True)[:240] for name in (path[-1], " ".join(path))]
        for candidate in candidates:
            if candidate and candidate not in self.slugs:
                return candidate
        stem, number = candidates[0] or "category", 2
        while f"{stem}-{number}" in self.slugs:
            number += 1
        return f"{stem}-{number}"


def path_of(category: Category, categories: dict[int, Category]) -> Path:
    above = categories.get(category.parent_id) if category.parent_id else None
    return (*(path_of(above, categories) if above else ()), category.name)


def path_in(text: str) -> Path:
    """Return the names in a cell, from the top; none for "Uncategorized"."""
    path = tuple(filter(None, map(str.strip, text.split(SEPARATOR))))
    return () if key_of(path) == NO_CATEGORY else path


def key_of(path: Path) -> Key:
    return tuple(map(identity, path))


def name_of(path: Path) -> str:
    """Write a path as files do."""
    return f" {SEPARATOR} ".join(path)
