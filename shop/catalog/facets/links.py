"""The addresses that lead from one list to its other pages and orders."""

from typing import NamedTuple

from shop.catalog.facets.filter_query import FilterQuery, Pair, address


class Links(NamedTuple):
    """What all addresses of a list have in common, and the order that it is in."""

    kept: tuple[Pair, ...]
    narrowed: tuple[Pair, ...]
    sort: str
    usual_sort: str

    def to(self, pages: str, *, sort: str | None = None) -> str:
        """Return the query string of other pages of this list, or of this list in another order."""
        return address(self.pairs(pages, sort=sort))

    def pairs(self, pages: str, *, sort: str | None = None) -> list[Pair]:
        """Return the parameters of such an address, in their order."""
        paged = [] if pages == "1" else [("page", pages)]
        return [*self.kept, *self.narrowed, *self.ordered(sort or self.sort), *paged]

    def narrowed_to(self, filter_query: FilterQuery) -> str:
        """Return the query string of the first page, narrowed otherwise."""
        return self._replace(narrowed=tuple(filter_query.pairs)).to("1")

    def ordered(self, sort: str) -> list[Pair]:
        """Return the parameter that asks for an order; the usual one needs none."""
        return [] if sort == self.usual_sort else [("sort", sort)]
