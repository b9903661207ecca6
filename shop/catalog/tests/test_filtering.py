"""Narrowing a list: what is shown, what is counted, and the one address of it."""

import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from shop.catalog.filters import groups
from shop.catalog.filters.counting import Counted, ones
from shop.catalog.filters.narrowing import standing_at
from shop.catalog.filters.sizes import natural
from shop.catalog.filters.swatches import swatch_of
from shop.catalog.listing import PAGE_SIZE
from shop.catalog.models import Category, FacetPlace, Product
from shop.catalog.models.facets import PLACES
from shop.testing.builders import make_category, make_product
from shop.testing.htmx import HtmxClient
from shop.testing.swaps import assert_swap_equals_reload

pytestmark = pytest.mark.django_db


@pytest.fixture
def textiles() -> Category:
    textiles = make_category(name="Textiles", slug="textiles")
    shirts = make_category(name="Shirts", slug="shirts", parent=textiles)
    size = {"Size": ["S", "M"]}
    make_product(
        title="Linen shirt", category=shirts, vendor="Halm", price="40", options={"Colour": ["Sage", "Ink"], **size}
    )
    make_product(title="Cotton shirt", category=shirts, vendor="Halm", price="20", options={"Colour": ["Ink"], **size})
    make_product(title="Towel", category=textiles, vendor="Grove", price="15", compare_at_price="18")
    make_product(title="Sold-out rug", category=textiles, vendor="Grove", price="150", stock=0)
    make_product(title="Mug", category=make_category(name="Kitchen"), vendor="Tide", price="4")
    return textiles


def titles(client: Client, query: str) -> set[str]:
    answer = client.get(f"/category/textiles/?{query}")
    assert answer.status_code == 200, answer
    found = [product.title for product in answer.context["listing"].page]
    assert answer.context["listing"].counted.total == len(found)
    return set(found)


def counts(client: Client, query: str, name: str) -> dict[str, int]:
    listing = client.get(f"/category/textiles/?{query}").context["listing"]
    values = [*listing.flags, *(value for group in listing.groups for value in group.values)]
    return {value.value: int(value.total) for value in values if value.name == name}


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
    monkeypatch.setattr("shop.catalog.filters.counting.FEW", -1)
    assert titles(client, query) == expected
    monkeypatch.setattr("shop.catalog.sources.MOST_PARTS", 0)
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
    assert Counted(1, {}, matching).listed(places) == {first.pk}


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
    assert "price" not in {group.name for group in client.get("/category/textiles/").context["listing"].groups}

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
        (vendors,) = (
            g for g in client.get(f"/category/textiles/{query}").context["listing"].groups if g.name == "vendor"
        )
        assert vendors.left_out == 4 - len(vendors.values)
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

    listing = client.get(f"/category/textiles/?{query}").context["listing"]
    assert listing.counted.total == sum(map(fits, things))
    for vendor in ("A", "B"):
        expected = sum(thing["vendor"] == vendor and fits(thing, without="vendor") for thing in things)
        assert listing.counted.counts.get("vendor", {}).get(vendor, 0) == expected
    for colour in FACETS:
        expected = sum(colour in thing["colours"] and fits(thing) for thing in things)
        assert listing.counted.counts.get("option.Colour", {}).get(colour, 0) == expected


def test_one_product_is_one_product(client: Client, textiles: Category) -> None:
    said = " ".join(strip_tags(client.get(textiles.get_absolute_url()).content.decode()).split())

    assert re.search(r"\( ?1 product\)", said)
    assert not re.search(r"\b1 products", said)


def test_each_filter_that_is_on_has_a_pill_without_it(client: Client, textiles: Category) -> None:
    listing = client.get("/category/textiles/?price_min=10&vendor=Halm&option.Colour=Ink&sort=name").context["listing"]

    assert [(pill.label, pill.query) for pill in listing.pills] == [
        ("Halm", "?price_min=10&option.Colour=Ink&sort=name"),
        ("Colour: Ink", "?price_min=10&vendor=Halm&sort=name"),
        ("From €10", "?vendor=Halm&option.Colour=Ink&sort=name"),
    ]
    assert listing.clear_query == "?sort=name"


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("option.Colour=Ink&vendor=Halm", "vendor=Halm&option.Colour=Ink"),
        ("vendor=Halm&vendor=Grove", "vendor=Grove&vendor=Halm"),
        ("vendor=Halm&price_min=&price_max=", "vendor=Halm"),
        ("price_min=50&price_max=10.50", "price_min=10.5&price_max=50"),
        ("price_min=1e1", "price_min=10"),
        ("price_min=10.00049", "price_min=10"),
        (f"price_max={'9' * 20}", "price_max=999999999"),
        ("vendor=Halm&vendor=Halm", "vendor=Halm"),
        ("sort=name&vendor=Halm", "vendor=Halm&sort=name"),
    ],
)
def test_a_list_has_one_address(client: Client, hx: HtmxClient, textiles: Category, query: str, address: str) -> None:
    answer = client.get(f"/category/textiles/?{query}")

    assert (answer.status_code, answer["Location"]) == (302, f"/category/textiles/?{address}")
    assert hx.get(f"/category/textiles/?{query}")["HX-Push-Url"] == f"/category/textiles/?{address}"


def test_an_address_with_something_else_in_it_stays_as_it_is(client: Client, textiles: Category) -> None:
    assert client.get("/category/textiles/?utm_source=letter&vendor=Halm").status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        *("vendor=Nobody", "option.Colour=Nonsense", "option.Nonsense=Ink", "price=7-9", "price=abc", "price_min=abc"),
        *("price_min=-1", "available=2", "sale=no", "vendor=%00", "price_max=1e-9", f"vendor={'x' * 300}"),
        *("&".join(f"vendor={number}" for number in range(60)), "page=1-3&vendor=Halm", "sort=relevance"),
    ],
)
def test_nonsense_is_not_found(client: Client, textiles: Category, query: str) -> None:
    assert client.get(f"/category/textiles/?{query}").status_code == 404


@pytest.mark.parametrize(
    ("query", "canonical", "robots"),
    [
        ("", "/category/textiles/", "index"),
        ("sort=name", "/category/textiles/", "index"),
        ("vendor=Halm&sort=name", "/category/textiles/?vendor=Halm", "index"),
        ("vendor=Halm&option.Colour=Ink", "/category/textiles/?vendor=Halm&amp;option.Colour=Ink", "noindex"),
    ],
)
def test_robots_are_told_what_to_keep(
    client: Client, textiles: Category, query: str, canonical: str, robots: str
) -> None:
    html = client.get(f"/category/textiles/?{query}").content.decode()

    assert f'rel="canonical" href="{django_settings.SHOP_URL}{canonical}"' in html
    assert f'name="robots" content="{robots}"' in html


@pytest.mark.parametrize(
    ("query", "title", "description"),
    [
        ("", "Textiles", "All that is woven."),
        ("vendor=Halm", "Textiles: Halm", "Textiles: Halm · All that is woven."),
        ("option.Colour=Ink", "Textiles: Ink", "Textiles: Ink · All that is woven."),
        ("available=1", "Textiles: In stock", "Textiles: In stock · All that is woven."),
        ("price_max=30", "Textiles: Up to €30", "Textiles: Up to €30 · All that is woven."),
        ("vendor=Halm&option.Colour=Ink", "Textiles", "All that is woven."),
    ],
)
def test_each_list_that_robots_keep_has_its_own_title_and_description(
    client: Client, textiles: Category, query: str, title: str, description: str
) -> None:
    Category.objects.filter(pk=textiles.pk).update(description="All that is woven.")

    html = client.get(f"/category/textiles/?{query}").content.decode()

    assert f"<title>{title} · {django_settings.SHOP_NAME}</title>" in html
    assert f'name="description" content="{description}"' in html


@pytest.mark.parametrize("query", ["vendor=Halm", "sort=price", "available=1&price_min=30", "price_max=1"])
def test_swapping_equals_reloading(client: Client, hx: HtmxClient, textiles: Category, query: str) -> None:
    page = client.get("/category/textiles/")

    answer = hx.get(f"/category/textiles/?{query}")

    assert_swap_equals_reload(client, page, answer, target="#listing")


def test_the_number_of_products_is_announced(hx: HtmxClient, textiles: Category) -> None:
    html = hx.get("/category/textiles/?vendor=Halm").content.decode()

    assert 'role="status" data-in-front hx-swap-oob="innerHTML">2 products</p>' in html


def test_a_search_is_narrowed_too(client: Client, textiles: Category) -> None:
    listing = client.get("/search/?q=shirt&option.Colour=Sage").context["listing"]

    assert [product.title for product in listing.page] == ["Linen shirt"]
    assert listing.counted.counts["option.Colour"] == {"Sage": 1, "Ink": 2}
    assert "vendor" in listing.counted.counts
    assert listing.clear_query == "?q=shirt"


@pytest.mark.parametrize(("few", "parts"), [(2000, 60), (-1, 60), (-1, 0)])
def test_all_products_are_listed_those_without_a_category_too(
    client: Client, textiles: Category, few: int, parts: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_product(title="Gift", category=None, vendor="Halm")
    monkeypatch.setattr("shop.catalog.filters.counting.FEW", few)
    monkeypatch.setattr("shop.catalog.sources.MOST_PARTS", parts)
    monkeypatch.setattr("shop.catalog.sources.most_merged", lambda _: parts)

    for query, expected in (("", 6), ("vendor=Halm", 3)):
        listing = client.get(f"/search/?{query}").context["listing"]
        shown = [product.title for product in listing.page]
        assert "Gift" in shown
        assert listing.counted.total == len(shown) == expected


@pytest.mark.parametrize("query", ["", "vendor=Halm", "vendor=Halm&option.Colour=Ink&price_min=1"])
def test_it_costs_few_queries(
    client: Client, textiles: Category, query: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(6):  # version, categories, counts, places of few, keys, products
        client.get(f"/category/textiles/?{query}")


def many(count: int) -> Category:
    category = make_category(name="All", slug="textiles")
    below = make_category(name="Below", parent=category)
    now = timezone.now()
    for number in range(count):
        make_product(
            title=f"Mug {number:02}",
            price=str(10 + number * 7 % 13),
            category=below if number % 2 else category,
            created_at=now - timedelta(minutes=number),
        )
    return category


def test_more_is_loaded_below_and_the_address_says_how_far(client: Client, hx: HtmxClient) -> None:
    many(2 * PAGE_SIZE + 2)
    page = client.get("/category/textiles/")
    assert page.context["listing"].more_query == "?page=1-2"

    answer = hx.get("/category/textiles/?page=1-2")

    assert answer["HX-Replace-Url"] == "/category/textiles/?page=1-2"
    assert_swap_equals_reload(client, page, answer, target="#listing")
    listing = client.get("/category/textiles/?page=1-2").context["listing"]
    assert [product.title for product in listing.page] == [f"Mug {number:02}" for number in range(2 * PAGE_SIZE)]
    assert listing.more_query == "?page=1-3"
    assert listing.canonical_query == "."
    assert client.get("/category/textiles/?page=2-3").context["listing"].previous_query == "."
    assert client.get("/category/textiles/?page=1-3").context["listing"].more_query == ""


@pytest.mark.parametrize("pages", ["2-1", "1-1", "0-2", "1-4", "1-", "-2", "1-2-3"])
def test_pages_that_are_not_below_each_other_are_not_found(client: Client, pages: str) -> None:
    many(2 * PAGE_SIZE + 2)

    assert client.get(f"/category/textiles/?page={pages}").status_code == 404


@pytest.mark.parametrize("sort", ["newest", "price", "price-desc", "name", "saving"])
def test_the_products_of_several_categories_are_in_one_order(client: Client, sort: str) -> None:
    many(PAGE_SIZE + 6)
    make_product(title="Without price", category=Category.objects.get(slug="textiles"), stock=0).variants.get().delete()
    keys: dict[str, Callable[[Any], tuple[Any, ...]]] = {
        "newest": lambda p: (-p.created_at.timestamp(),),
        "price": lambda p: (p.price_from is None, p.price_from or 0, p.pk),
        "price-desc": lambda p: (p.price_from is None, -(p.price_from or 0), -p.pk),
        "name": lambda p: (p.title, p.pk),
        "saving": lambda p: (-p.pk,),
    }
    shown = client.get(f"/category/textiles/?sort={sort}&page=1-2").context["listing"].page.object_list

    assert [p.title for p in shown] == [p.title for p in sorted(Product.objects.all(), key=keys[sort])]


def test_the_biggest_saving_comes_first(client: Client) -> None:
    category = make_category(name="All", slug="textiles")
    for title, before in (("Small", "21"), ("Big", "60"), ("None", None)):
        make_product(title=title, price="20", compare_at_price=before, category=category)

    listing = client.get("/category/textiles/?sort=saving").context["listing"]

    assert [product.title for product in listing.page] == ["Big", "Small", "None"]


def test_of_what_saves_the_same_the_newest_comes_first(client: Client) -> None:
    category = make_category(name="All", slug="textiles")
    for price, before in (("7", "14"), ("0.93", "7.93"), ("9.99", "16.99")):
        make_product(title=price, price=price, compare_at_price=before, category=category)

    listing = client.get("/category/textiles/?sort=saving").context["listing"]

    assert [product.title for product in listing.page] == ["9.99", "0.93", "7"]


def test_sizes_are_in_their_natural_order() -> None:
    sizes = ["XXL", "10", "Large", "9 cm", "S", "Small", "1,5 l", "XS", "M", "9", "2 l", "10 cm"]

    assert sorted(sizes, key=natural) == [
        *("XS", "S", "Small", "M", "Large", "XXL"),
        *("1,5 l", "2 l", "9", "9 cm", "10", "10 cm"),
    ]


@pytest.mark.parametrize(
    ("name", "colour"), [("Sage", "#a7b396"), ("Dark green", "#4b8a52"), ("블랙", "#2b2928"), ("No 7", "")]
)
def test_a_colour_is_known_by_its_name(name: str, colour: str) -> None:
    assert swatch_of(name) == colour


def test_the_ones_of_a_number_are_found() -> None:
    assert list(ones(0b1001_0010)) == [1, 4, 7]
