"""The categories that a file names, found or made."""

from django.utils.text import slugify

from shop.catalog.models import Category

Path = tuple[str, ...]


class CategoryTree:
    """All categories by the names on their way from the top. Building it queries once; `get_or_create` may write."""

    def __init__(self) -> None:
        rows = {category.pk: category for category in Category.objects.all()}
        self.ids = {path_of(category, rows): category.pk for category in rows.values()}
        self.slugs = {category.slug for category in rows.values()}

    @property
    def paths(self) -> dict[int, Path]:
        """Every category's path, by id."""
        return {pk: path for path, pk in self.ids.items()}

    def get_or_create(self, path: Path) -> int | None:
        """Return the id of the category at the path, made with all that it stands below, or None for no path."""
        if not path:
            return None
        if path not in self.ids:
            category = Category.objects.create(
                name=path[-1], slug=self.free_slug(path), parent_id=self.get_or_create(path[:-1])
            )
            self.ids[path] = category.pk
            self.slugs.add(category.slug)
        return self.ids[path]

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
