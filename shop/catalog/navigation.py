"""The categories as the tree that shoppers walk. Small enough to be read, and kept, whole."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, NamedTuple, Self

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404

from shop.catalog.models import Category, Product, ProductImage
from shop.catalog.models.images import PICTURED_BY, picture_of
from shop.catalog.version import PerVersion
from shop.database.compiled_query import CompiledQuery, QueryByIds
from shop.display import Picture
from shop.name_order import name_key
from shop.text_identity import identity

FIELDS = ("id", "name", "slug", "parent_id", "position", "description", "is_in_menu")
MOST_IN_MENU = 7
CATEGORIES = CompiledQuery(lambda: Category.objects.order_by("pk"), FIELDS)
IMAGES = QueryByIds(ProductImage.objects.all, ["pk", *PICTURED_BY])


@dataclass(eq=False)
class Branch:
    """A category with its place in the tree."""

    category: Category
    parent: Self | None = None
    children: list[Self] = field(default_factory=list)

    @property
    def trail(self) -> list[Self]:
        """The way from the top to this branch, both included."""
        return [*(self.parent.trail if self.parent else []), self]

    @property
    def root(self) -> Self:
        return self.parent.root if self.parent else self

    @property
    def children_in_menu(self) -> list[Self]:
        return [child for child in self.children if child.category.is_in_menu]

    def walk(self) -> Iterator[Self]:
        """This branch and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def ids(self) -> list[int]:
        """The categories whose products are listed here."""
        return [branch.category.pk for branch in self.walk()]


class Menu(NamedTuple):
    """The top branches that the menu shows at once, and those behind "More"."""

    shown: tuple[Branch, ...]
    more: tuple[Branch, ...]


class Roots(tuple[Branch, ...]):
    """The top branches, those that are not in the menu too."""

    @cached_property
    def in_menu(self) -> tuple[Branch, ...]:
        return tuple(branch for branch in self if branch.category.is_in_menu)

    @cached_property
    def menu(self) -> Menu:
        return Menu(self.in_menu[:MOST_IN_MENU], self.in_menu[MOST_IN_MENU:])


def load() -> Roots:
    """Return the top branches, in the merchant's order: the same ones for all until a category is written.

    Queries for the version, and once more after a write of the catalogue.
    """
    return tree.get()


@lru_cache(maxsize=1)
def grow(rows: tuple[tuple[Any, ...], ...]) -> Roots:
    """Return the same tree for the same rows: what was drawn with it is good until a category is written."""
    categories = [Category(**dict(zip(FIELDS, row, strict=True))) for row in rows]
    categories.sort(key=lambda category: (category.position, name_key(category.name), category.pk))
    branches = {category.pk: Branch(category) for category in categories}
    children = defaultdict(list)
    for branch in branches.values():
        children[branch.category.parent_id].append(branch)
    for pk, branch in branches.items():
        branch.children = children[pk]
        for child in branch.children:
            child.parent = branch
    return Roots(children[None])


def read_rows() -> tuple[tuple[Any, ...], ...]:
    """Return what the tree is made of. Queries once."""
    return tuple(CATEGORIES.read())


tree = PerVersion(lambda _version: grow(read_rows()))


def find(roots: Iterable[Branch], *, slug: str | None = None, pk: int | None = None) -> Branch | None:
    """Return the branch of the category with this slug or key."""
    branches = (branch for root in roots for branch in root.walk())
    return next((branch for branch in branches if branch.category.slug == slug or branch.category.pk == pk), None)


def find_alike(roots: Iterable[Branch], slug: str) -> Branch | None:
    """Return the branch of the category whose slug is the same as this one, but for its spelling."""
    key = identity(slug)
    branches = (branch for root in roots for branch in root.walk())
    return next((branch for branch in branches if identity(branch.category.slug) == key), None)


def branch_at(roots: Iterable[Branch], slug: str) -> Branch:
    """Return the branch whose category has this slug, or else one that differs in its spelling. Raises Http404."""
    branch = find(roots, slug=slug) or find_alike(roots, slug)
    if branch is None:
        raise Http404("There is no such category.")
    return branch


def covers_of(branches: Iterable[Branch]) -> dict[Branch, Picture]:
    """Return for each branch the picture of one of its products, where there is one. Queries twice at most."""
    covers = dict(COVERS.read())
    chosen = {branch: next((covers[pk] for pk in branch.ids if covers.get(pk)), 0) for branch in branches}
    pictures = {pk: picture_of(*stored) for pk, *stored in IMAGES.read(list(filter(None, chosen.values())))}
    return {branch: pictures.get(pk, Picture()) for branch, pk in chosen.items()}


def with_covers() -> QuerySet[Category]:
    """Return all categories, each with the cover of the newest of its products: of what is available, if there is any.

    It is the one that an index leads to first.
    """
    pictured = Product.objects.published().filter(category=OuterRef("pk"), cover__isnull=False)
    newest = pictured.newest_first().values("cover")
    shown = Coalesce(Subquery(newest.filter(is_available=True)[:1]), Subquery(newest[:1]))
    return Category.objects.order_by().annotate(shown=shown)


COVERS = CompiledQuery(with_covers, ["pk", "shown"])
