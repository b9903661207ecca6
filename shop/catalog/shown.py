"""A list of products with its filters as its templates show them: all in text, and drawn by stencils."""

from functools import lru_cache
from typing import NamedTuple

from django.conf import settings
from django.core.paginator import Paginator
from django.template import loader
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from shop.catalog.breadcrumbs import draw_breadcrumbs
from shop.catalog.cards import CARD, IN_A_CATALOGUE
from shop.catalog.filters.counting import Counted
from shop.catalog.filters.drawing import GROUP, VALUE, ShownGroup
from shop.catalog.filters.links import Links
from shop.catalog.frames import Frame
from shop.catalog.listing import Listing
from shop.catalog.navigation import Branch, Roots
from shop.catalog.ordering import BY_RELEVANCE, orders_of
from shop.catalog.parameters import PARAMETER, Parameter
from shop.catalog.sources import Found
from shop.catalog.texts import Picture
from shop.catalog.version import Kept
from shop.stencils import Stencil, Text


class Sort(NamedTuple):
    """An order to choose, and the address of the list in it."""

    number: int
    name: Text
    query: Text
    is_current: bool


class PageLink(NamedTuple):
    """The number of a page, and its address; an ellipsis, which has none, for those left out."""

    number: Text
    query: Text
    is_shown: bool


class Pages(NamedTuple):
    """The numbered pages, and the addresses of those before and after what is shown, where there are any."""

    previous_query: Text
    next_query: Text
    links: Text


class ShownListing(NamedTuple):
    """What is swapped when a list is narrowed, sorted or continued."""

    said: Text
    filter_count: Text
    sorts: Text
    hidden: Text
    pills: Text
    cards: Text
    clear_query: Text
    more_query: Text
    pages: Text


class ShownFilters(NamedTuple):
    """The form of the filters; `path` is where it is sent, and `said` what it shows."""

    path: Text
    said: Text
    flags: Text
    groups: Text


class ListPage(NamedTuple):
    """A page with a list: of a category, or of what was found, where there is none."""

    categories: Roots
    branch: Branch | None
    breadcrumbs: Text
    heading: Text
    title: Text
    description: Text
    words: Text
    canonical: Text
    is_indexed: bool
    is_empty: bool
    """Whether words have found nothing, so that there is nothing to narrow either."""
    largest: Picture
    """The first of the cards' pictures, drawn in these `sizes`: the largest of what is seen first."""
    sizes: str
    filters: ShownFilters
    listing: ShownListing
    is_cut: bool
    """Whether words have found more than are shown."""
    corrected: Text
    """The words with those that were found in the place of others; `is_more` where the words themselves found some."""
    is_more: bool
    typed_query: Text
    """The address of what the words find as they were typed."""


MOST_LINKS = 128

SORT = Stencil("catalog/_sort.html", "sort", Sort)
PAGE_LINK = Stencil("catalog/_page_link.html", "link", PageLink)
PAGES = Stencil("catalog/_pages.html", "pages", Pages)


CATEGORY = Frame("catalog/category_detail.html", ListPage)
SEARCH = Frame("catalog/search.html", ListPage)


def show_page(  # noqa: PLR0913 what the two pages with lists differ in
    listing: Listing,
    path: str,
    heading: str,
    *,
    categories: Roots,
    branch: Branch | None = None,
    found: Found | None = None,
) -> ListPage:
    """Draw all that is on a page with a list, but for the page itself."""
    cards = listing.page.object_list
    words = found.words if found else ""
    narrowed = listing.narrowed(heading)
    return ListPage(
        categories,
        branch,
        draw_breadcrumbs(branch.parent, branch.category.name) if branch else SafeString(""),
        heading,
        title=listing.title_of(narrowed),
        description=describe(branch, narrowed) if branch else "",
        words=words,
        canonical=f"{settings.SHOP_URL}{path}{listing.canonical_query.removeprefix('.')}",
        is_indexed=listing.is_for_robots and not words,
        is_empty=bool(words and not listing.counted.total and not listing.asked),
        largest=next((card.picture for card in cards if card.eager), Picture()),
        sizes=IN_A_CATALOGUE,
        filters=show_filters(listing, path),
        listing=show_listing(listing),
        is_cut=listing.is_cut,
        corrected=found.corrected if found else "",
        is_more=bool(found and found.finding.is_more),
        typed_query=Links(Found(words, is_exact=True).kept, (), "", "").to("1"),
    )


def describe(branch: Branch, narrowed: str) -> str:
    """Describe a category's list to a search engine, of several lists each in its own words."""
    name, about = branch.category.name, branch.category.description
    return about if about and narrowed == name else " · ".join(filter(None, [narrowed, about]))


def show_listing(listing: Listing) -> ShownListing:
    """Draw all that is in a list."""
    return ShownListing(
        said=listing.said,
        filter_count=str(len(listing.asked) or ""),
        sorts=SORT.draw_all(sorts_of(listing.links, get_language())),
        hidden=PARAMETER.draw_all(Parameter(name, value, "filters-form") for name, value in listing.hidden),
        pills=draw_pills(listing) if listing.asked else SafeString(""),
        cards=CARD.draw_all(listing.page.object_list),
        clear_query=listing.clear_query,
        more_query=listing.more_query,
        pages=draw_pages(listing) if listing.page.paginator.num_pages > 1 else SafeString(""),
    )


def draw_pills(listing: Listing) -> SafeString:
    context = {"pills": listing.pills, "clear_query": listing.clear_query}
    return loader.render_to_string("catalog/_filter_pills.html", context)


@lru_cache(maxsize=MOST_LINKS)
def sorts_of(links: Links, _language: str | None) -> tuple[Sort, ...]:
    """Return the orders to choose from, each with the address of its first page."""
    orders = orders_of(by_relevance=links.usual_sort == BY_RELEVANCE)
    return tuple(
        Sort(number, str(name), links.to("1", sort=key), key == links.sort)
        for number, (key, name) in enumerate(orders.items(), 1)
    )


def draw_pages(listing: Listing) -> SafeString:
    links = page_links_of(listing.links, listing.shown, listing.page.paginator.num_pages, get_language())
    return PAGES.draw(Pages(listing.previous_query, listing.next_query, PAGE_LINK.draw_all(links)))


@lru_cache(maxsize=MOST_LINKS)
def page_links_of(links: Links, shown: range, count: int, _language: str | None) -> tuple[PageLink, ...]:
    """Return the numbers to show of so many pages."""
    pages = Paginator(range(count), 1)
    return tuple(
        PageLink(str(number), links.to(str(number)) if isinstance(number, int) else "", number in shown)
        for number in pages.get_elided_page_range(shown[-1], on_each_side=1, on_ends=1)
    )


def show_filters(listing: Listing, path: str) -> ShownFilters:
    """Draw all that a list may be narrowed by: once for a whole list, whatever its pages and orders."""
    if not listing.is_whole:
        return ShownFilters(path, listing.said_to_show, *draw_filters(listing))
    kept = filters_of_whole_lists.get()
    key = (get_language(), listing.counted)
    if key not in kept:
        kept[key] = draw_filters(listing)
    return ShownFilters(path, listing.said_to_show, *kept[key])


filters_of_whole_lists: Kept[dict[tuple[str | None, Counted], tuple[SafeString, SafeString]]] = Kept(lambda _: {})


def draw_filters(listing: Listing) -> tuple[SafeString, SafeString]:
    groups = (ShownGroup.of(group, listing.asked) for group in listing.groups)
    return VALUE.draw_all(listing.flags), GROUP.draw_all(groups)
