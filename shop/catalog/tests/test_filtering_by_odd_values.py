"""Filters of what merchants write: one value however it is spelled, odd signs, sizes in their order."""

import re
from pathlib import Path
from unicodedata import normalize
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.test import Client

from shop.catalog.facets.sizes import natural
from shop.catalog.models import Category
from shop.catalog.tests.list_pages import ListPage
from shop.catalog.tests.product_files import bring_in, product_row, write_csv
from shop.testing.builders import make_category, make_product
from shop.testing.htmx import HtmxClient
from shop.testing.swaps import assert_swap_equals_reload

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it depends on what the database takes as a value")]

CASES = settings.BASE_DIR.parent / "shared" / "cases"
ODD = [
    "Red, Blue",
    "50% wool",
    "Black & White",
    "M/L",
    "größe",
    '10"',
    "a=b",
    "C+D",
    "#1 best",
    "x;y",
    "Zone 8b (-9.4°C à -6.7°C)",
    "<b>bold</b>",
    "?page=2",
    "a\\b",
    "🔥",
    "100%25",
    "back\N{RIGHT SINGLE QUOTATION MARK}s",
]


@pytest.fixture
def things() -> Category:
    return make_category(name="Things", slug="things")


def shown(client: Client, query: str, category: str = "things") -> set[str]:
    return set(ListPage(client.get(f"/category/{category}/?{query}", follow=True)).titles)


def values(client: Client, name: str, query: str = "") -> dict[str, int]:
    page = ListPage(client.get(f"/category/things/?{query}", follow=True))
    return {value.label: value.total for value in page.values(name)}


@pytest.mark.parametrize("value", ODD)
def test_a_value_of_any_signs_leads_to_its_products_and_back(
    client: Client, hx: HtmxClient, things: Category, value: str
) -> None:
    make_product(title="It", category=things, options={"Finish & style": [value]})
    make_product(title="Other", category=things, options={"Finish & style": ["Plain"]})

    query = urlencode({"option.Finish & style": value})
    page = ListPage(client.get(f"/category/things/?{query}"))
    assert page.titles == ["It"]
    assert page.canonical == f"{settings.SHOP_URL}/category/things/?{query}"
    [(label, without)] = page.pills
    assert label == f"Finish & style: {value}"
    assert ListPage(client.get(f"/category/things/{without.removeprefix('.')}")).total == 2
    assert values(client, "option.Finish & style") == {value: 1, "Plain": 1}
    swapped = hx.get(f"/category/things/?{query}")
    assert_swap_equals_reload(client, client.get("/category/things/"), swapped, target="#listing")


def test_spellings_of_one_value_are_one_filter(client: Client, things: Category) -> None:
    spellings = [
        ("Color", "Red"),
        ("Color", "Red"),
        ("color", "red"),
        ("COLOR ", "RED "),
        ("Colo\N{ZERO WIDTH SPACE}r", "Red"),
    ]
    for number, (name, value) in enumerate(spellings):
        make_product(title=f"Mug {number}", category=things, options={name: [value]})
    make_product(title="Cup", category=things, options={"color": ["Blue"]})
    make_product(title="Both", category=things, options={"Color": ["red", "Red"]})

    groups = ListPage(client.get("/category/things/")).groups
    assert [
        (group.names, group.title) for group in groups if any(name.startswith("option.") for name in group.names)
    ] == [({"option.Color"}, "Color")]
    assert values(client, "option.Color") == {"Blue": 1, "Red": 6}
    assert shown(client, "option.Color=Red") == {f"Mug {number}" for number in range(5)} | {"Both"}
    assert values(client, "option.Color", "vendor=") == values(client, "option.Color", "available=1")


@pytest.mark.parametrize("query", ["option.color=red", "option.COLOR=RED+", "option.color=red&option.Color=Red"])
def test_every_spelling_leads_to_the_one_address(client: Client, hx: HtmxClient, things: Category, query: str) -> None:
    for value in ("Red", "Red", "red"):
        make_product(category=things, options={"Color": [value]})

    answer = client.get(f"/category/things/?{query}")

    assert answer.headers["Location"] == "/category/things/?option.Color=Red"
    assert len(ListPage(client.get(answer.headers["Location"])).titles) == 3
    assert hx.get(f"/category/things/?{query}").headers["HX-Push-Url"] == "/category/things/?option.Color=Red"


def test_brands_and_types_are_one_however_they_are_spelled(
    client: Client, things: Category, monkeypatch: pytest.MonkeyPatch
) -> None:
    cafe = "Café"
    for vendor in (
        cafe,
        cafe,
        normalize("NFD", cafe),
        "CAFÉ",
        "Caf\N{LATIN SMALL LETTER E WITH ACUTE}\N{NO-BREAK SPACE}",
    ):
        make_product(title=vendor, category=things, vendor=vendor, product_type="T-Shirt")
    make_product(title="Other", category=things, vendor="Cafe", product_type="T\N{NON-BREAKING HYPHEN}shirt")

    assert values(client, "vendor") == {"Cafe": 1, cafe: 5}
    assert values(client, "type", "type=t-shirt") == {"T-Shirt": 6}
    every = shown(client, urlencode({"vendor": "CAFÉ"}))
    assert len(every) == 4
    monkeypatch.setattr("shop.catalog.facets.facet_counts.FEW", -1)
    assert shown(client, urlencode({"vendor": "CAFÉ"})) == every
    monkeypatch.setattr("shop.catalog.listing.sources.MOST_PARTS", 0)
    assert shown(client, urlencode({"vendor": "CAFÉ"})) == every
    assert shown(client, "type=T-SHIRT") == {*every, "Other"}


def test_a_search_has_one_filter_for_all_spellings(client: Client) -> None:
    for value in ("Red", "red", "Red"):
        make_product(title="Mug", options={"Color": [value]})
        make_product(title="Mug", options={"colour": ["Blue"]})

    answer = client.get("/search/?q=mug&option.color=RED", follow=True)

    assert ListPage(answer).total == 3
    assert answer.redirect_chain == [("/search/?q=mug&option.Color=Red", 302)]


@pytest.mark.parametrize(
    "ordered",
    [
        ["0-3 months", "3-6 months", "6-12 months", "12-18 months", "2-3 years"],
        ["Newborn", "0\N{EN DASH}3 months", "3-6 months"],
        ["XS/S", "M/L"],
        ["XXS", "XS", "XS/S", "S", "S/M", "Medium", "M/L", "L", "XL", "2XL", "XXXL", "4XL", "5XL", "6XL", "10XL"],
        ["Kids S", "Kids L", "Men S", "Men M", "Men XL"],
        ["S (36)", "M (38)", "L (40)"],
        ["EU 36 1/3", "EU 38", "EU 38.5", "EU 38 2/3", "EU 39", "EU 40"],
        ["38", "38\N{VULGAR FRACTION ONE HALF}", "38 2/3", "39"],
        ["US 9", "US 9.5", "US 10"],
        ["250ml", "500 ml", "0,75 l", "1 l", "10 l"],
        ["64GB", "256 GB", "1TB"],
        ['1/2"', '3/4"', '1"', '1 1/2"', '10"'],
        ["30/32", "31/32", "32/32", "32/34"],
        ["32A", "34B", "34 C"],
        ["A3", "A4", "A10"],
        ["Äpfel", "blue", "dark s", "Écru", "Red", "Zone 9", "Zone 10"],
    ],
)
def test_values_stand_in_the_order_of_what_they_mean(ordered: list[str]) -> None:
    assert sorted(sorted(ordered), key=natural) == sorted(sorted(ordered, reverse=True), key=natural) == ordered


def test_litres_and_metres_are_no_sizes() -> None:
    assert sorted(["5 l", "L", "500 ml"], key=natural) == ["L", "500 ml", "5 l"]


@pytest.mark.skipif(not CASES.is_dir(), reason="the cases are not beside the shop")
def test_the_odd_values_of_a_real_shop_are_twelve_filters(client: Client) -> None:
    bring_in(CASES / "12-odd-option-values" / "products.csv")
    address = Category.objects.get().get_absolute_url()
    groups = ListPage(client.get(address)).groups
    options = next(group for group in groups if any(name.startswith("option.") for name in group.names))

    assert len(options.values) == 12
    for value in options.values:
        assert len(ListPage(client.get(f"{address}?{urlencode({value.name: value.value})}")).titles) == 1


def test_a_file_may_not_give_one_option_twice(tmp_path: Path) -> None:
    rows = [
        product_row("mug", Option1_Name="Color", Option1_Value="Red"),
        {"Handle": "mug", "Option1 Value": "RED", "Variant Price": "3"},
    ]

    said = bring_in(write_csv(tmp_path / "products.csv", rows), succeeds=False)

    assert re.search("its variant “RED” stands in line 2 already", said)
