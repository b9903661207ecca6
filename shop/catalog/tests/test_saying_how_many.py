"""A list of many products says how many in figures that can be read."""

from shop.catalog.facets.facet_counts import FacetCounts
from shop.catalog.facets.filter_query import FilterQuery
from shop.catalog.facets.groups import Value
from shop.catalog.facets.links import Links
from shop.catalog.facets.view_models import say_left_out
from shop.catalog.listing.pagination import CountedPaginator, Listing

MANY = Listing(
    CountedPaginator(20016).page(1), 1, Links((), (), "", ""), FilterQuery(), FacetCounts(20016, {}), is_cut=False
)


def test_the_list_and_the_button_that_shows_it_say_it() -> None:
    assert MANY.said == "20,016 products"
    assert MANY.said_to_show == "Show 20,016 products"


def test_a_value_says_it() -> None:
    assert Value.of("filter-vendor-Halm", "vendor", "Halm", 1234, is_on=False).total == "1,234"
    assert say_left_out(1234).startswith("1,234 more")
