"""Narrowing a list: what is shown, what is counted, and the one address of it."""

import re
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.utils.html import strip_tags
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from shop.catalog.facets import groups
from shop.catalog.facets.facet_counts import Counts, FacetCounts, ones
from shop.catalog.facets.filter_query import FilterQuery
from shop.catalog.listing.narrowing import standing_at
from shop.catalog.listing.pagination import paginate
from shop.catalog.listing.sorting import ORDERINGS
from shop.catalog.listing.sources import Categories, Found, Source
from shop.catalog.models import Category, FacetPlace, Product
from shop.catalog.models.facets import PLACES
from shop.catalog.tests.list_pages import ListPage
from shop.testing.builders import make_category, make_product
from shop.testing.htmx import HtmxClient
from shop.testing.swaps import assert_swap_equals_reload

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it has SQL of its own")]


def titles(client: Client, query: str) -> set[str]:
    page = ListPage(client.get(f"/category/textiles/?{query}"))
    assert page.total == len(page.titles)
    return set(page.titles)


def counts(client: Client, query: str, name: str) -> dict[str, int]:
    return ListPage(client.get(f"/category/textiles/?{query}")).counts(name)


def counts_of(source: Source, query: str) -> Counts:
    """Count each value of each facet, those too that a page does not offer."""
    return paginate(RequestFactory().get(f"/?{query}"), source).counted.counts


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("vendor=Grove", {"Towel", "Sold-out rug"}),
        ("vendor=Grove&vendor=Halm", {"Linen shirt", "Cotton shirt", "Towel", "Sold-out rug"}),
        ("available=1", {"Linen shirt", "Cotton shirt", "Towel"}),
        ("sale=1", {"Towel"}),
        ("option.Colour=Ink", {"Linen shirt", "Cotton shirt"}),
        ("option.Colour=Sage&option.Size=S", {"Linen shirt"}),
        ("price=10-20", {"Towel"}),
        ("price=10-20&price=100-200", {"Towel", "Sold-out rug"}),
        ("price_min=20", {"Linen shirt", "Cotton shirt", "Sold-out rug"}),
        ("price_max=20", {"Cotton shirt", "Towel"}),
        ("price_min=15.5&price_max=150", {"Linen shirt", "Cotton shirt", "Sold-out rug"}),
        ("price_max=14.99", set()),
        ("available=1&vendor=Grove", {"Towel"}),
        ("available=1&vendor=Tide", set()),
        ("sort=name", {"Linen shirt", "Cotton shirt", "Towel", "Sold-out rug"}),
    ],
)
def test_it_shows_what_has_a_value_of_each_facet(
    client: Client, textiles: Category, query: str, expected: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert titles(client, query) == expected
    monkeypatch.setattr("shop.catalog.facets.facet_counts.FEW", -1)
    assert titles(client, query) == expected
    monkeypatch.setattr("shop.catalog.listing.sources.MOST_PARTS", 0)
    assert titles(client, query) == expected


@pytest.mark.parametrize("number", [1, 7, 8, PLACES, 3 * PLACES - 1])
def test_products_are_found_at_their_places(number: int) -> None:
    category = make_category(name="All")
    first, other = make_product(category=category), make_product(category=category)
    FacetPlace.objects.filter(product=other).update(number=number + 1)
    FacetPlace.objects.filter(product=first).update(number=number)
    matching = {(category.pk, number // PLACES): 1 << number % PLACES}

    assert list(standing_at(Product.objects.published(), category.pk, matching)) == [first]
    places = {first.pk: (category.pk, number), other.pk: (category.pk, number + 1), 0: (category.pk + 1, number)}
    assert FacetCounts(1, {}, matching).listed(places) == {first.pk}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("price_min=20", {"10-20": 0, "20-50": 2, "100-200": 1}),
        ("price_max=20", {"10-20": 1, "20-50": 1, "100-200": 0}),
        ("price=20-50&price_min=20", {"10-20": 0, "20-50": 2, "100-200": 1}),
        ("price=20-50", {"10-20": 1, "20-50": 2, "100-200": 1}),
    ],
)
def test_bands_of_prices_are_counted_within_the_limits(
    client: Client, textiles: Category, query: str, expected: dict[str, int]
) -> None:
    assert counts(client, query, "price") == expected
    for band, number in expected.items():
        limits = "&".join(part for part in query.split("&") if part.startswith("price_"))
        assert len(titles(client, f"price={band}&{limits}".rstrip("&"))) == number


def test_counts_respect_the_other_filters_and_not_their_own(client: Client, textiles: Category) -> None:
    assert counts(client, "", "vendor") == {"Grove": 2, "Halm": 2}
    assert counts(client, "vendor=Grove", "vendor") == {"Grove": 2, "Halm": 2}
    assert counts(client, "available=1", "vendor") == {"Grove": 1, "Halm": 2}
    assert counts(client, "vendor=Grove", "option.Colour") == {"Sage": 0, "Ink": 0}
    assert counts(client, "vendor=Grove", "available") == {"1": 1}
    assert counts(client, "price=100-200", "price") == {"10-20": 1, "20-50": 2, "100-200": 1}
    assert counts(client, "price_min=100", "vendor") == {"Grove": 1, "Halm": 0}


def test_prices_can_be_typed_where_all_are_in_one_band(client: Client) -> None:
    kitchen = make_category(name="Kitchen", slug="textiles")
    make_product(category=kitchen, price="12")
    assert 'name="price' not in client.get("/category/textiles/").content.decode()

    make_product(category=kitchen, price="15")

    assert 'name="price_min"' in client.get("/category/textiles/").content.decode()


def test_of_very_many_values_the_most_frequent_are_shown_and_the_rest_counted(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(groups, "MOST_SHOWN", 2)
    category = make_category(name="All", slug="textiles")
    for vendor in ("Halm", "Halm", "Grove", "Grove", "Tide", "Bark"):
        make_product(vendor=vendor, category=category)

    def shown(query: str) -> dict[str, str]:
        [vendors] = [g for g in ListPage(client.get(f"/category/textiles/{query}")).groups if "vendor" in g.names]
        assert vendors.left_out.startswith(f"{4 - len(vendors.values)} more, of fewer products")
        return {value.value: value.id for value in vendors.values}

    assert list(shown("")) == ["Grove", "Halm"]
    assert list(shown("?vendor=Tide")) == ["Grove", "Halm", "Tide"]
    assert shown("").items() <= shown("?vendor=Tide").items()
    assert "2 more, of fewer products" in client.get("/category/textiles/").content.decode()


def test_what_would_find_nothing_cannot_be_chosen(client: Client, textiles: Category) -> None:
    html = client.get("/category/textiles/?vendor=Grove").content.decode()

    assert 'name="option.Colour" value="Sage" disabled>' in html
    assert 'name="vendor" value="Grove" checked>' in html
    assert 'name="vendor" value="Halm">' in html


FACETS = ["Red", "Blue", "Green"]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_counts_are_those_of_a_plain_look_at_every_product(data: Any, client: Client) -> None:
    Product.objects.all().delete()
    Category.objects.all().delete()
    category = make_category(name="All", slug="textiles")
    drawn = st.fixed_dictionaries(
        {
            "colours": st.lists(st.sampled_from(FACETS), max_size=2, unique=True),
            "vendor": st.sampled_from(["", "A", "B"]),
            "price": st.sampled_from(["1", "4.99", "5", "19.99", "20", "75"]),
            "stock": st.sampled_from([0, 1]),
        }
    )
    things = data.draw(st.lists(drawn, max_size=8))
    for thing in things:
        options = {"Colour": thing["colours"]} if thing["colours"] else None
        thing_fields: dict[str, Any] = {name: thing[name] for name in ("vendor", "price", "stock")}
        make_product(category=category, options=options, **thing_fields)
    vendors = data.draw(st.lists(st.sampled_from(sorted({t["vendor"] for t in things} - {""}) or [""]), unique=True))
    least = data.draw(st.sampled_from(["", "5", "19.99"]))
    query = "&".join([*(f"price_min={least}" for _ in [0] if least), *(f"vendor={v}" for v in sorted(vendors) if v)])

    def fits(thing: Any, *, without: str = "") -> bool:
        wanted = [vendor for vendor in vendors if vendor]
        fits_vendor = without == "vendor" or not wanted or thing["vendor"] in wanted
        return fits_vendor and (without == "price" or Decimal(thing["price"]) >= Decimal(least or 0))

    assert ListPage(client.get(f"/category/textiles/?{query}")).total == sum(map(fits, things))
    counted = counts_of(Categories([category.pk]), query)
    for vendor in ("A", "B"):
        expected = sum(thing["vendor"] == vendor and fits(thing, without="vendor") for thing in things)
        assert counted.get("vendor", {}).get(vendor, 0) == expected
    for colour in FACETS:
        expected = sum(colour in thing["colours"] and fits(thing) for thing in things)
        assert counted.get("option.Colour", {}).get(colour, 0) == expected


def test_one_product_is_one_product(client: Client, textiles: Category) -> None:
    said = " ".join(strip_tags(client.get(textiles.get_absolute_url()).content.decode()).split())

    assert re.search(r"\( ?1 product\)", said)
    assert not re.search(r"\b1 products", said)


@pytest.mark.parametrize("query", ["vendor=Halm", "sort=price", "available=1&price_min=30", "price_max=1"])
def test_swapping_equals_reloading(client: Client, hx: HtmxClient, textiles: Category, query: str) -> None:
    page = client.get("/category/textiles/")

    answer = hx.get(f"/category/textiles/?{query}")

    assert_swap_equals_reload(client, page, answer, target="#listing")


def test_the_number_of_products_is_announced(hx: HtmxClient, textiles: Category) -> None:
    html = hx.get("/category/textiles/?vendor=Halm").content.decode()

    assert 'role="status" data-in-front hx-swap-oob="innerHTML">2 products</p>' in html


def test_a_search_is_narrowed_too(client: Client, textiles: Category) -> None:
    page = ListPage(client.get("/search/?q=shirt&option.Colour=Sage"))

    assert page.titles == ["Linen shirt"]
    assert page.counts("option.Colour") == {"Sage": 1, "Ink": 2}
    assert "vendor" in counts_of(Found("shirt"), "option.Colour=Sage")
    assert page.clear_query == "?q=shirt"


@pytest.mark.parametrize(("few", "parts"), [(2000, 60), (-1, 60), (-1, 0)])
def test_all_products_are_listed_those_without_a_category_too(
    client: Client, textiles: Category, few: int, parts: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_product(title="Gift", category=None, vendor="Halm")
    monkeypatch.setattr("shop.catalog.facets.facet_counts.FEW", few)
    monkeypatch.setattr("shop.catalog.listing.sources.MOST_PARTS", parts)
    monkeypatch.setattr("shop.catalog.listing.sources.most_merged", lambda _: parts)

    for query, expected in (("", 6), ("vendor=Halm", 3)):
        page = ListPage(client.get(f"/search/?{query}"))
        assert "Gift" in page.titles
        assert page.total == len(page.titles) == expected


@pytest.mark.parametrize("sort", ORDERINGS)
def test_walking_through_very_many_categories_finds_the_same_at_each_place(
    textiles: Category, sort: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_product(title="Gift", category=None, vendor="Halm", price="5")
    source = Categories([None, *Category.objects.values_list("pk", flat=True)])
    counted = source.count(FilterQuery({"vendor": ("Halm", "Grove")}))

    def pages() -> list[list[int]]:
        return [
            source.keys(counted.filter_query, counted, sort, slice(at, at + 2)) for at in range(0, counted.total, 2)
        ]

    expected = pages()
    monkeypatch.setattr("shop.catalog.facets.facet_counts.FEW", -1)
    monkeypatch.setattr("shop.catalog.listing.sources.MOST_PARTS", 0)
    for batch in (1, 2, 2000):
        monkeypatch.setattr("shop.catalog.listing.sources.BATCH", batch)
        assert pages() == expected
    assert len({key for page in expected for key in page}) == counted.total == 5


@pytest.mark.parametrize("query", ["", "vendor=Halm", "vendor=Halm&option.Colour=Ink&price_min=1"])
def test_it_costs_few_queries(
    client: Client, textiles: Category, query: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    # Version, dates, brand, categories, menus, counts, places of few, keys, products.
    with django_assert_max_num_queries(9):
        client.get(f"/category/textiles/?{query}")


def test_the_ones_of_a_number_are_found() -> None:
    assert list(ones(0b1001_0010)) == [1, 4, 7]
