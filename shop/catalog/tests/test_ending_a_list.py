"""However large a shop is, and whatever an address asks: a list has an end, and says what to do there."""

import re
from urllib.parse import urlencode

import pytest
from django.test import Client

from shop.catalog.facets.filter_query import MOST_VALUES
from shop.catalog.listing import pagination
from shop.testing.builders import make_category, make_product
from shop.testing.htmx import HtmxClient

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it has SQL of its own")]
ENDS = "This is the last page that a list has"
FULL = "A list takes no more filters than these"


@pytest.fixture
def long_list(monkeypatch: pytest.MonkeyPatch) -> str:
    """A category with one product more than lists of three pages hold."""
    monkeypatch.setattr(pagination, "LAST_PAGE", 3)
    monkeypatch.setattr(pagination, "PAGE_SIZE", 2)
    category = make_category(name="Shirts", slug="shirts")
    for number in range(7):
        make_product(title=f"Shirt {number}", category=category, vendor="Loom" if number < 6 else "Grove")
    return "/category/shirts/"


@pytest.mark.parametrize("path", ["/category/shirts/", "/search/", "/search/?q=shirt"])
def test_the_last_page_says_that_the_list_is_to_be_narrowed(path: str, long_list: str, client: Client) -> None:
    mark = "&" if "?" in path else "?"

    before, end = (client.get(f"{path}{mark}page={number}").content.decode() for number in (2, 3))

    assert ENDS not in before
    assert "page=3" in before
    assert ENDS in end
    assert "page=4" not in end
    assert 'rel="next"' not in end
    first = path.partition("?")[2].replace("q=shirt", "?q=shirt") or "."
    assert f'<a href="{first}">Back to the first page</a>' in end
    assert "7 products" in end


@pytest.mark.parametrize(("asked", "last"), [("4", "3"), ("999999999", "3"), ("2-4", "2-3"), ("4-5", "3")])
def test_what_is_beyond_leads_to_the_last_page(
    asked: str, last: str, long_list: str, client: Client, hx: HtmxClient
) -> None:
    answer = client.get(f"{long_list}?page={asked}")

    assert (answer.status_code, answer.headers["Location"]) == (302, f"{long_list}?page={last}")
    assert ENDS in client.get(answer.headers["Location"]).content.decode()
    swapped = hx.get(f"{long_list}?page={asked}")
    assert ENDS in swapped.content.decode()
    assert f"{long_list}?page={last}" in (swapped.headers.get("HX-Push-Url"), swapped.headers.get("HX-Replace-Url"))


def test_a_list_that_is_shown_whole_says_nothing_and_has_no_page_beyond(long_list: str, client: Client) -> None:
    assert ENDS not in client.get(f"{long_list}?vendor=Loom&page=3").content.decode()
    assert client.get(f"{long_list}?vendor=Loom&page=4").status_code == 404


def test_a_robot_is_told_of_the_last_page_and_of_none_beyond(long_list: str, client: Client) -> None:
    html = client.get(f"{long_list}?page=4", follow=True).content.decode()

    assert re.search(r'rel="canonical" href="[^"]*/category/shirts/\?page=3"', html)


@pytest.fixture
def vendors() -> list[str]:
    """A list of more vendors than an address may name."""
    names = [f"Vendor {number:02}" for number in range(MOST_VALUES + 2)]
    category = make_category(name="Shirts", slug="shirts")
    for name in names:
        make_product(title=f"Shirt of {name}", category=category, vendor=name)
    return names


def address_of(names: list[str], **more: str) -> str:
    return "/category/shirts/?" + urlencode([*(("vendor", name) for name in names), *more.items()])


def test_an_address_takes_the_first_of_too_many_values(vendors: list[str], client: Client, hx: HtmxClient) -> None:
    answer = client.get(address_of(vendors[::-1]))

    assert (answer.status_code, answer.headers["Location"]) == (302, address_of(vendors[:MOST_VALUES]))
    page = client.get(answer.headers["Location"]).content.decode()
    assert f"{MOST_VALUES} products" in page
    assert FULL in page
    swapped = hx.get(address_of(vendors))
    assert swapped.headers["HX-Push-Url"] == address_of(vendors[:MOST_VALUES])
    assert FULL in swapped.content.decode()


def test_values_of_several_kinds_are_counted_together(vendors: list[str], client: Client) -> None:
    answer = client.get("/category/shirts/?available=1&" + address_of(vendors).partition("?")[2])

    taken = "available=1&" + address_of(vendors[: MOST_VALUES - 1]).partition("?")[2]
    assert answer.headers["Location"] == f"/category/shirts/?{taken}"


def test_one_less_says_nothing(vendors: list[str], client: Client) -> None:
    assert FULL not in client.get(address_of(vendors[: MOST_VALUES - 1])).content.decode()


def test_thousands_of_values_cost_no_more_than_those_that_are_taken(vendors: list[str], client: Client) -> None:
    answer = client.get(address_of([f"none {number}" for number in range(4_000)]))

    assert answer.status_code == 404
