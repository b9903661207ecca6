"""A list of products as a page shows it: narrowed, counted, sorted, cut into numbered pages."""

import re
from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import InvalidPage, Page, Paginator
from django.http import Http404, HttpRequest, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shop.catalog.cards import Card, read_cards
from shop.catalog.facets import groups
from shop.catalog.facets.facet_counts import FacetCounts
from shop.catalog.facets.filter_query import FLAGS, FilterQuery, Pair, is_filter
from shop.catalog.facets.groups import Group, Pill, Value
from shop.catalog.facets.links import Links
from shop.catalog.listing.sources import Source
from shop.catalog.models import FacetBits
from shop.number_format import format_count

PAGE_SIZE = 24
LAST_PAGE = 500
"""Where lists end: the database walks through all that stand before a page, and nobody leafs so far."""
MOST_PAGES = 10
"""How many pages "load more" puts below each other."""
NUMBER = re.compile(r"[1-9][0-9]{0,8}")
PAGES = re.compile(rf"({NUMBER.pattern})-({NUMBER.pattern})")


class CountedPaginator(Paginator):  # type: ignore[type-arg]  # not subscriptable at run time
    """The pages of a list whose products are counted already, up to the last that a list has."""

    def __init__(self, count: int) -> None:
        super().__init__((), PAGE_SIZE)
        self._count = count

    @cached_property
    def count(self) -> int:
        return self._count

    @cached_property
    def num_pages(self) -> int:
        return min(super().num_pages, LAST_PAGE)


@dataclass(frozen=True)
class Listing:
    """One page of products, or several below each other, and what their address says."""

    page: Page[Card]
    """The last of the pages; its products are those of all of them."""
    first: int
    links: Links
    filter_query: FilterQuery
    counted: FacetCounts
    is_cut: bool
    """Whether words have found more than a list may come from."""

    @property
    def is_whole(self) -> bool:
        """Whether these are all products of some categories: neither narrowed nor searched."""
        return not self.filter_query and not self.links.kept

    @property
    def hidden(self) -> list[Pair]:
        """The parameters that the form of the filters keeps as they are."""
        return [*self.links.kept, *self.links.ordered(self.links.sort)]

    @property
    def shown(self) -> range:
        """The numbers of the pages that are shown."""
        return range(self.first, self.page.number + 1)

    @property
    def way_back(self) -> str:
        """The address of the first page, where the list ends here although there are more products."""
        is_end = self.page.number == LAST_PAGE and self.counted.total > LAST_PAGE * PAGE_SIZE
        return self.links.to("1") if is_end else ""

    @property
    def previous_query(self) -> str:
        return self.links.to(str(self.first - 1)) if self.first > 1 else ""

    @property
    def next_query(self) -> str:
        return self.links.to(str(self.page.number + 1)) if self.page.has_next() else ""

    @property
    def more_query(self) -> str:
        """The address of the same products with those of the next page; none where these are enough for one page."""
        number = self.page.number + 1
        if not self.page.has_next() or number - self.first >= MOST_PAGES:
            return ""
        return self.links.to(f"{self.first}-{number}")

    def address(self, path: str) -> str:
        """The one address of this list, whatever the order in which its parameters came."""
        return f"{path}{self.links.to(self._own_pages).removeprefix('.')}"

    def is_at(self, query: QueryDict) -> bool:
        """Tell whether an address has the list's parameters as its own address has them; others may be in it too."""
        own = self.links.pairs(self._own_pages)
        given = [(name, value) for name in query for value in query.getlist(name)]
        said = [pair for pair in given if pair in own or is_filter(pair[0]) or is_page(*pair)]
        return said == [pair for pair in own if pair in given or is_filter(pair[0])]

    @property
    def _own_pages(self) -> str:
        return str(self.first) if self.first == self.page.number else f"{self.first}-{self.page.number}"

    @property
    def canonical_query(self) -> str:
        """The address that a search engine shall know: of the first of these pages, in the usual order."""
        return self.links.to(str(self.first), sort=self.links.usual_sort)

    @property
    def is_for_robots(self) -> bool:
        """Whether a search engine shall know it at all: with one filter perhaps, never with several."""
        return len(self.filter_query) <= 1

    @property
    def clear_query(self) -> str:
        return self.links.narrowed_to(FilterQuery())

    def narrowed(self, heading: str) -> str:
        """The heading, and to what the list is narrowed where one filter does it: robots know such lists."""
        only = list(groups.labels(self.filter_query)) if len(self.filter_query) == 1 else []
        return _("%(heading)s: %(value)s") % {"heading": heading, "value": only[0]} if only else heading

    def title_of(self, heading: str) -> str:
        """The heading, and which pages these are where they are not the first alone."""
        if self.first < self.page.number:
            pages = _("pages %(first)d to %(last)d") % {"first": self.first, "last": self.page.number}
        elif self.first > 1:
            pages = _("page %(number)d") % {"number": self.first}
        else:
            return heading
        return f"{heading} · {pages}"

    @property
    def said(self) -> str:
        """How many products there are, in words."""
        count = self.counted.total
        return ngettext("%(count)s product", "%(count)s products", count) % {"count": format_count(count)}

    @property
    def said_to_show(self) -> str:
        """The same, as what the filters lead to."""
        count = self.counted.total
        text = ngettext("Show %(count)s product", "Show %(count)s products", count)
        return text % {"count": format_count(count)}

    @property
    def flags(self) -> list[Value]:
        return list(groups.flags(self.counted, self.filter_query))

    @cached_property
    def groups(self) -> list[Group]:
        return list(groups.groups(self.counted, self.filter_query))

    @property
    def pills(self) -> list[Pill]:
        return list(groups.pills(self.filter_query, self.links))


def paginate(request: HttpRequest, source: Source) -> Listing:
    """Cut out of these products what the address asks for.

    Queries for the cards, and as the source does to count and to find their keys; once more for a filter's value that
    nothing in the list has. Raises Http404 for a page, an order or a filter that the shop does not have.
    """
    filter_query = FilterQuery.read(request.GET)
    orders = source.orders
    usual_sort = next(iter(orders))
    sort = request.GET.get("sort", usual_sort)
    if sort not in orders:
        raise Http404("There is no such order.")
    counted = source.count(filter_query)
    filter_query = counted.filter_query
    _refuse_unknown(filter_query, counted)
    first, page = _read_pages(request.GET.get("page", "1"), counted.total)
    places = slice((first - 1) * PAGE_SIZE, min(page.number * PAGE_SIZE, counted.total))
    if counted.total:
        page.object_list = read_cards(source.keys(filter_query, counted, sort, places))
    links = Links(source.kept, tuple(filter_query.pairs), sort, usual_sort)
    return Listing(page, first, links, filter_query, counted, source.is_cut)


def _refuse_unknown(filter_query: FilterQuery, counted: FacetCounts) -> None:
    """Raise Http404 for a value that no product of the shop has. Queries where none of the list has it."""
    for name, values in filter_query.values.items():
        unknown = [value for value in values if value not in counted.counts.get(name, {})]
        if name in FLAGS or not unknown:
            continue
        known = FacetBits.objects.filter(name=name, value__in=unknown).values_list("value", flat=True)
        if set(unknown) - set(known):
            raise Http404("The shop has nothing of that kind.")


def _read_pages(asked: str, count: int) -> tuple[int, Page[Card]]:
    """Return the number of the first page that is asked for, and the last page: "3", or "1-3" for all up to it.

    A page beyond the last that a list has is that one.
    """
    several = PAGES.fullmatch(asked)
    first, last = several.groups() if several else (asked, asked)
    if several and not 0 < int(last) - int(first) < MOST_PAGES:
        raise Http404("These are no pages below each other.")
    if count > LAST_PAGE * PAGE_SIZE:
        first, last = (str(LAST_PAGE) if is_beyond(number) else number for number in (first, last))
    try:
        page = CountedPaginator(count).page(last)
    except InvalidPage as error:
        raise Http404(str(error)) from error
    return int(first) if several else page.number, page


def is_page(name: str, value: str) -> bool:
    """Tell whether a parameter asks for other pages than the first."""
    return name == "page" and value != "1"


def is_beyond(number: str) -> bool:
    return bool(NUMBER.fullmatch(number)) and int(number) > LAST_PAGE
