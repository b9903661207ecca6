"""Two tabs of a newcomer add at the same moment: the browser keeps one session, and both things."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from cart.cart import MAX_LINES, Cart, Line
from cart.joining import PREFIX
from cart.tests.conftest import add, line_address, stored_lines
from cart.tests.shown_cart import read_cart
from shop.catalog.models import Variant
from shop.testing.htmx import headers
from shop.testing.linting import LintingClient

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it depends on what the database locks")]


def first_adds(*variants: Variant) -> Client:
    """Return the browser after adds that all left it without a cookie; the last answer came last."""
    browser = LintingClient()
    for variant in variants:
        tab = LintingClient()
        add(tab, variant)
        browser.cookies.update(tab.cookies)
    return browser


def named(client: Client) -> list[str]:
    return [name for name, cookie in client.cookies.items() if name.startswith(PREFIX) and cookie.value]


@pytest.mark.parametrize("address", ["/", "/cart/"])
@pytest.mark.parametrize("part", [None, headers()])
def test_the_next_page_has_what_both_have_added(
    shirt: Variant, mug: Variant, address: str, part: dict[str, str] | None
) -> None:
    browser = first_adds(shirt, mug)

    shown = browser.get(address, headers=part)

    assert 'data-count="2"' in shown.content.decode()
    assert {key: line["quantity"] for key, line in stored_lines(browser).items()} == {str(shirt.pk): 1, str(mug.pk): 1}
    assert len(named(browser)) == 1


def test_three_tabs_with_the_same_thing_are_three_of_it(shirt: Variant) -> None:
    browser = first_adds(shirt, shirt, shirt)

    [line] = read_cart(browser.get("/cart/").content.decode()).lines

    assert line.quantity == "3"


def test_a_write_finds_what_the_other_tab_has_added(shirt: Variant, mug: Variant) -> None:
    browser = first_adds(shirt, mug)

    answer = browser.post(line_address(shirt), {"quantity": "4"}, headers=headers())

    assert {line.variant_id: line.quantity for line in read_cart(answer.content.decode()).lines} == {
        mug.pk: "1",
        shirt.pk: "4",
    }


def test_an_answer_that_comes_after_the_carts_were_joined_loses_nothing(shirt: Variant, mug: Variant) -> None:
    slow, quick = LintingClient(), LintingClient()
    add(slow, shirt)
    add(quick, mug)
    quick.get("/")

    quick.cookies.update(slow.cookies)
    shown = quick.get("/")

    assert 'data-count="2"' in shown.content.decode()


def test_they_are_joined_once(shirt: Variant, mug: Variant) -> None:
    browser = first_adds(shirt, mug)
    again = LintingClient()
    again.cookies.update(browser.cookies)

    for client in (browser, again, browser):
        assert 'data-count="2"' in client.get("/").content.decode()


def test_a_second_add_names_no_further_session(shirt: Variant, mug: Variant) -> None:
    browser = first_adds(shirt)
    before = named(browser)

    add(browser, mug)

    assert named(browser) == before
    assert Session.objects.count() == 1


def test_a_browser_that_has_dropped_its_session_names_none(shirt: Variant, mug: Variant) -> None:
    browser = first_adds(shirt, mug)
    del browser.cookies["sessionid"]

    shown = browser.get("/cart/", headers=headers())

    assert 'data-count="0"' in shown.content.decode()
    assert named(browser) == []


@pytest.mark.parametrize("value", ["x", "nosuchsession00000", "\x00", "é" * 40])
def test_an_odd_name_joins_nothing(shirt: Variant, value: str) -> None:
    browser = first_adds(shirt)

    shown = browser.get("/cart/", headers={"Cookie": f"sessionid={browser.session.session_key}; {PREFIX}1={value}"})

    assert 'data-count="1"' in shown.content.decode()


def test_a_full_cart_takes_more_of_what_it_has(shirt: Variant) -> None:
    full = Cart({key: Line(1, "1.00") for key in range(1, MAX_LINES + 1)})

    full.join(Cart({1: Line(2, "1.00"), MAX_LINES + 1: Line(1, "1.00")}))

    assert len(full.lines) == MAX_LINES
    assert full.quantity_of(1) == 3
