"""A list of products with its filters as its templates show them: all in text."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from django.conf import settings
from django.core.paginator import Paginator
from django.utils.translation import get_language

from shop.catalog.cards import IN_A_CATALOGUE, Card
from shop.catalog.facets.facet_counts import FacetCounts
from shop.catalog.facets.groups import Pill, Value
from shop.catalog.facets.links import Links
from shop.catalog.facets.view_models import GroupView
from shop.catalog.listing.pagination import Listing
from shop.catalog.listing.sorting import BY_RELEVANCE, orders_of
from shop.catalog.listing.sources import Found
from shop.catalog.navigation import Branch, Roots
from shop.catalog.pages.breadcrumbs import Breadcrumb, breadcrumbs_to
from shop.catalog.pages.parameters import Parameter
from shop.catalog.version import PerVersion
from shop.display import Picture
from shop.rich_text.markup import merchants_html
from shop.rich_text.plain_text import plain_text
from shop.templating.slots import Slot


class Sort(NamedTuple):
    """An order to choose, and the address of the list in it."""

    number: int
    name: Slot
    query: Slot
    is_current: bool


class PageLink(NamedTuple):
    """The number of a page, and its address; an ellipsis, which has none, for those left out."""

    number: Slot
    query: Slot
    is_shown: bool


class Pages(NamedTuple):
    """The numbered pages, and the addresses of those before and after what is shown, where there are any."""

    previous_query: Slot
    next_query: Slot
    links: Sequence[PageLink]


class ListingView(NamedTuple):
    """What is swapped when a list is narrowed, sorted or continued."""

    said: Slot
    filter_count: Slot
    sorts: Sequence[Sort]
    hidden: Sequence[Parameter]
    pills: Sequence[Pill]
    is_full: bool
    """Whether a list takes no more filters."""
    cards: Sequence[Card]
    clear_query: Slot
    more_query: Slot
    pages: Pages
    way_back: Slot
    """The address of the first page, where the list ends before all products are shown."""


class FiltersView(NamedTuple):
    """The form of the filters; `path` is where it is sent, and `said` what it shows."""

    path: Slot
    said: Slot
    flags: Sequence[Value]
    groups: Sequence[GroupView]


class ListPage(NamedTuple):
    """A page with a list: of a category, or of what was found, where there is none.

    `about` is what the merchant wrote of the category, cleaned.
    """

    categories: Roots
    branch: Branch | None
    breadcrumbs: Sequence[Breadcrumb]
    heading: Slot
    title: Slot
    description: Slot
    about: Slot
    words: Slot
    canonical: Slot
    is_indexed: bool
    is_empty: bool
    """Whether words have found nothing, so that there is nothing to narrow either."""
    largest: Picture
    """The first of the cards' pictures, drawn in these `sizes`: the largest of what is seen first."""
    sizes: str
    filters: FiltersView
    listing: ListingView
    is_cut: bool
    """Whether words have found more than are shown."""
    corrected: Slot
    """The words with those that were found in the place of others; `is_more` where the words themselves found some."""
    is_more: bool
    typed_query: Slot
    """The address of what the words find as they were typed."""


MOST_LINKS = 128
Filters = tuple[Sequence[Value], Sequence[GroupView]]


def build_list_page(  # noqa: PLR0913 what the two pages with lists differ in
    listing: Listing,
    path: str,
    heading: str,
    *,
    categories: Roots,
    branch: Branch | None = None,
    found: Found | None = None,
) -> ListPage:
    """Return all that is on a page with a list."""
    cards = listing.page.object_list
    words = found.words if found else ""
    narrowed = listing.narrowed(heading)
    return ListPage(
        categories,
        branch,
        breadcrumbs_to(branch.parent, branch.category.name) if branch else (),
        heading,
        title=listing.title_of(narrowed),
        description=describe(branch, narrowed) if branch else "",
        about=merchants_html(branch.category.description) if branch else "",
        words=words,
        canonical=f"{settings.SHOP_URL}{path}{listing.canonical_query.removeprefix('.')}",
        is_indexed=listing.is_for_robots and not words,
        is_empty=bool(words and not listing.counted.total and not listing.filter_query),
        largest=next((card.picture for card in cards if card.eager), Picture()),
        sizes=IN_A_CATALOGUE,
        filters=build_filters(listing, path),
        listing=build_listing(listing),
        is_cut=listing.is_cut,
        corrected=found.corrected if found else "",
        is_more=bool(found and found.finding.is_more),
        typed_query=Links(Found(words, is_exact=True).kept, (), "", "").to("1"),
    )


def describe(branch: Branch, narrowed: str) -> str:
    """Describe a category's list to a search engine, of several lists each in its own words."""
    name, about = branch.category.name, plain_text(branch.category.description)
    return about if about and narrowed == name else " · ".join(filter(None, [narrowed, about]))


def build_listing(listing: Listing) -> ListingView:
    """Return all that is in a list."""
    return ListingView(
        said=listing.said,
        filter_count=str(len(listing.filter_query) or ""),
        sorts=sorts_of(listing.links, get_language()),
        hidden=[Parameter(name, value, "filters-form") for name, value in listing.hidden],
        pills=listing.pills,
        is_full=listing.filter_query.is_full,
        cards=list(listing.page.object_list),
        clear_query=listing.clear_query,
        more_query=listing.more_query,
        pages=build_pages(listing),
        way_back=listing.way_back,
    )


@lru_cache(maxsize=MOST_LINKS)
def sorts_of(links: Links, _language: str | None) -> tuple[Sort, ...]:
    """Return the orders to choose from, each with the address of its first page."""
    orders = orders_of(by_relevance=links.usual_sort == BY_RELEVANCE)
    return tuple(
        Sort(number, str(name), links.to("1", sort=key), key == links.sort)
        for number, (key, name) in enumerate(orders.items(), 1)
    )


def build_pages(listing: Listing) -> Pages:
    """Return the numbered pages; none of a list that has one."""
    count = listing.page.paginator.num_pages
    if count == 1:
        return Pages("", "", ())
    links = page_links_of(listing.links, listing.shown, count, get_language())
    return Pages(listing.previous_query, listing.next_query, links)


@lru_cache(maxsize=MOST_LINKS)
def page_links_of(links: Links, shown: range, count: int, _language: str | None) -> tuple[PageLink, ...]:
    """Return the numbers to show of so many pages."""
    pages = Paginator(range(count), 1)
    return tuple(
        PageLink(str(number), links.to(str(number)) if isinstance(number, int) else "", number in shown)
        for number in pages.get_elided_page_range(shown[-1], on_each_side=1, on_ends=1)
    )


def build_filters(listing: Listing, path: str) -> FiltersView:
    """Return all that a list may be narrowed by: made once for a whole list, whatever its pages and orders."""
    if not listing.is_whole:
        return FiltersView(path, listing.said_to_show, *read_filters(listing))
    kept = filters_of_whole_lists.get()
    key = (get_language(), listing.counted)
    if key not in kept:
        kept[key] = read_filters(listing)
    return FiltersView(path, listing.said_to_show, *kept[key])


filters_of_whole_lists: PerVersion[dict[tuple[str | None, FacetCounts], Filters]] = PerVersion(lambda _: {})


def read_filters(listing: Listing) -> Filters:
    return listing.flags, [GroupView.of(group, listing.filter_query) for group in listing.groups]
