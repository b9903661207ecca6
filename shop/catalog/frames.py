"""What stands around what a page shows: drawn once for each shape of the page, and then only filled in."""

from typing import Generic, NamedTuple, TypeVar

from django.http import HttpRequest
from django.utils.safestring import SafeString

from shop.catalog.navigation import Roots
from shop.stencils import Stencil

T = TypeVar("T", bound=NamedTuple)


class Frame(Generic[T]):
    """A whole page's template, which knows what it shows as `page`. Forgotten with the categories that are drawn in it.

    It is for pages that are drawn for everyone: whatever else they have of a request would be that of the first.
    """

    def __init__(self, template: str, kind: type[T]) -> None:
        self.template = template
        self._kind = kind
        self._held: tuple[Roots | None, Stencil[T]] = (None, self._cut())

    def draw(self, page: T, request: HttpRequest, categories: Roots) -> SafeString:
        held, stencil = self._held
        if held is not categories:
            stencil = self._cut()
            self._held = (categories, stencil)
        return stencil.draw(page, request)

    def _cut(self) -> Stencil[T]:
        return Stencil(self.template, "page", self._kind)
