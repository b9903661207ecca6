"""Whatever the session holds under "cart", every page is drawn, and the shopper can go on."""

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cart.cart import Cart
from cart.pricing import price
from cart.sessions import SessionStore
from cart.tests.conftest import add, line_address, stored_lines
from cart.tests.shown_cart import ShownCart, read_cart
from shop.catalog.models import Variant
from shop.testing.htmx import HtmxClient

pytestmark = pytest.mark.postgresql("it depends on what the database takes as a value")

CART = reverse("cart:cart")
LINE = {"quantity": 1, "seen": "20.00"}


def store(client: Client, stored: Any) -> None:
    """Put this into the session under "cart", as an older shop or a mistake may have."""
    session = client.session
    session["cart"] = stored
    session.save()
    client.cookies["sessionid"] = str(session.session_key)


def cart_of(client: Client) -> ShownCart:
    return read_cart(client.get(CART).content.decode())


def ids_in(client: Client) -> list[int]:
    return [line.variant_id for line in cart_of(client).lines]


UNREADABLE = [
    None,
    {},
    [],
    [1, 2],
    "text",
    7,
    1.5,
    True,
    float("nan"),
    {"12": 2},
    {"v": 0, "lines": {"1": LINE}},
    {"v": None, "lines": {"1": LINE}},
    {"v": float("nan"), "lines": {"1": LINE}},
    {"v": 1},
    {"v": 1, "lines": None},
    {"v": 1, "lines": [["1", 2]]},
    {"v": 1, "lines": {}, "removed": 7},
]
UNREADABLE_IDS = [
    "",
    "x",
    "0",
    "-1",
    "1.5",
    "1_0",
    " 1",
    "01",
    "\N{ARABIC-INDIC DIGIT ONE}",
    "\x00",
    "null",
    str(1 << 63),
    "9" * 5000,
]
UNREADABLE_LINES = [
    None,
    2,
    "2",
    [2, "20.00"],
    {},
    {"quantity": 1},
    {"seen": "20.00"},
    {"quantity": 1, "seen": None},
    {"quantity": 1, "seen": 20.0},
    *(
        {"quantity": quantity, "seen": "20.00"}
        for quantity in (0, -1, 1.5, 10**20, None, "2", [2], float("nan"), float("inf"), -float("inf"))
    ),
]
UNREADABLE_PLACES = [-1, 100, 10**20, 1.5, None, "0", True, float("nan"), float("inf"), [0]]


def assert_the_shopper_can_go_on(client: Client, variant: Variant) -> None:
    hx = HtmxClient(client)
    for address in ("/", variant.get_absolute_url()):
        assert client.get(address).status_code == 200
    add(client, variant)
    assert stored_lines(client)[str(variant.pk)]["quantity"] == 1
    assert hx.post(line_address(variant), {"quantity": "0"}).status_code == 200
    assert hx.post(reverse("cart:restore")).status_code == 200
    assert hx.post(reverse("cart:clear")).status_code == 200
    assert cart_of(client).lines == ()


@pytest.mark.parametrize("stored", UNREADABLE, ids=str)
def test_what_cannot_be_read_is_an_empty_cart(client: Client, shirt: Variant, stored: Any) -> None:
    store(client, stored)

    assert cart_of(client).badge == 0
    assert_the_shopper_can_go_on(client, shirt)


@pytest.mark.parametrize("stored", [None, [], [1, 2], [["cart", 1]], "text", 7, 1.5, True, float("nan")], ids=str)
def test_a_session_that_is_no_dict_is_an_empty_one(
    client: Client, shirt: Variant, stored: Any, caplog: pytest.LogCaptureFixture
) -> None:
    add(client, shirt)
    Session.objects.update(session_data=SessionStore().encode(stored))

    with caplog.at_level(logging.WARNING, "cart.sessions"):
        for address in (CART, "/search/?q=linen"):
            assert client.get(address).status_code == 200

    assert f"A stored session could not be read and counts as empty: {stored!r}" in caplog.messages
    assert_the_shopper_can_go_on(client, shirt)


@pytest.mark.parametrize(
    "expiry",
    [
        "",
        "text",
        [],
        {},
        True,
        -1,
        1.5,
        10**20,
        float("nan"),
        "2001-01-01",
        "2001-01-01T00:00:00+00:00",
        "2999-01-01T00:00:00",
        "\x00",
    ],
    ids=repr,
)
def test_an_expiry_that_no_session_can_have_is_none(
    client: Client, shirt: Variant, mug: Variant, expiry: Any, caplog: pytest.LogCaptureFixture
) -> None:
    add(client, mug)
    session = Session.objects.get()
    Session.objects.update(session_data=SessionStore().encode(session.get_decoded() | {"_session_expiry": expiry}))

    with caplog.at_level(logging.WARNING, "cart.sessions"):
        assert ids_in(client) == [mug.pk]

    assert f"The expiry of a stored session could not be read: {expiry!r}" in caplog.messages
    assert_the_shopper_can_go_on(client, shirt)
    assert Session.objects.get().expire_date > timezone.now() + timedelta(days=59)


@pytest.mark.parametrize("expiry", [0, 3600, "2999-01-01T00:00:00+00:00"])
def test_an_expiry_that_was_set_is_kept(client: Client, shirt: Variant, expiry: Any) -> None:
    add(client, shirt)
    session = Session.objects.get()
    Session.objects.update(session_data=SessionStore().encode(session.get_decoded() | {"_session_expiry": expiry}))

    add(client, shirt)

    assert Session.objects.get().get_decoded()["_session_expiry"] == expiry


@pytest.mark.parametrize("variant_id", UNREADABLE_IDS, ids=lambda text: repr(text[:20]))
def test_an_id_that_cannot_be_read_costs_the_others_nothing(
    client: Client, shirt: Variant, mug: Variant, variant_id: str
) -> None:
    store(client, {"v": 1, "lines": {variant_id: LINE, str(mug.pk): LINE}})

    assert ids_in(client) == [mug.pk]
    add(client, shirt)
    assert ids_in(client)[-1] == shirt.pk


@pytest.mark.parametrize("line", UNREADABLE_LINES, ids=str)
def test_a_line_that_cannot_be_read_costs_the_others_nothing(
    client: Client, shirt: Variant, mug: Variant, line: Any, caplog: pytest.LogCaptureFixture
) -> None:
    store(client, {"v": 1, "lines": {str(shirt.pk): line, str(mug.pk): LINE}})

    with caplog.at_level(logging.WARNING, "cart.cart"):
        assert ids_in(client) == [mug.pk]

    assert "Of 2 lines of a stored cart, 1 were left out." in caplog.messages
    add(client, shirt)
    assert ids_in(client)[-1] == shirt.pk


@pytest.mark.parametrize("quantity", [1.0, True])
def test_what_equals_a_whole_number_is_one(client: Client, shirt: Variant, quantity: Any) -> None:
    store(client, {"v": 1, "lines": {str(shirt.pk): {"quantity": quantity, "seen": "20.00"}}})

    add(client, shirt)

    assert stored_lines(client) == {str(shirt.pk): {"quantity": 2, "seen": "20.00"}}


@pytest.mark.parametrize("place", UNREADABLE_PLACES, ids=str)
def test_a_removal_that_cannot_be_read_cannot_be_undone(
    client: Client, shirt: Variant, mug: Variant, place: Any
) -> None:
    store(client, {"v": 1, "lines": {str(mug.pk): LINE}, "removed": {str(shirt.pk): [place, LINE]}})

    assert HtmxClient(client).post(reverse("cart:restore")).status_code == 200

    assert ids_in(client) == [mug.pk]
    add(client, shirt)
    assert ids_in(client)[-1] == shirt.pk


def test_of_five_thousand_lines_it_reads_the_first_hundred(
    client: Client, shirt: Variant, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cart.sessions.MAX_LETTERS", 1_000_000)
    gone = range(shirt.pk + 1, shirt.pk + 5000)
    store(client, {"v": 1, "lines": {str(key): LINE for key in (shirt.pk, *gone)}})

    assert ids_in(client) == [shirt.pk, *gone[:99]]
    assert "Of 5000 lines of a stored cart, 4900 were left out." in caplog.messages
    assert HtmxClient(client).post(line_address(shirt), {"quantity": "0"}).status_code == 200
    assert len(stored_lines(client)) == 99
    assert_the_shopper_can_go_on(client, shirt)


def test_a_missing_product_is_a_line_that_can_be_removed(client: Client, hx: HtmxClient, shirt: Variant) -> None:
    store(client, {"v": 1, "lines": {str((1 << 63) - 1): LINE}})
    assert cart_of(client).lines[0].notice == "withdrawn"

    assert hx.post(reverse("cart:set-line", args=[(1 << 63) - 1]), {"quantity": "0"}).status_code == 200

    assert cart_of(client).lines == ()
    assert_the_shopper_can_go_on(client, shirt)


def test_more_than_a_shopper_could_add_is_told_on_the_line(client: Client, hx: HtmxClient, shirt: Variant) -> None:
    store(client, {"v": 1, "lines": {str(shirt.pk): {"quantity": 999_999, "seen": "20.00"}}})
    assert "Only 5 can be ordered now." in client.get(CART).content.decode()

    assert hx.post(line_address(shirt), {"quantity": "5"}).status_code == 200

    assert stored_lines(client)[str(shirt.pk)] == {"quantity": 5, "seen": "20.00"}


@pytest.mark.parametrize(
    "seen",
    [
        "",
        "abc",
        "NaN",
        "Infinity",
        "1.2.3",
        "-5",
        "1e999",
        "9" * 40,
        "9" * 10_000,
        "\N{ARABIC-INDIC DIGIT ONE}",
        "1_0",
        ".",
        "20.00\n",
    ],
)
def test_a_price_that_cannot_be_read_is_no_price_seen(client: Client, shirt: Variant, seen: str) -> None:
    store(client, {"v": 1, "lines": {str(shirt.pk): {"quantity": 1, "seen": seen}}})

    assert price(Cart.of(SessionStore(client.session.session_key))).lines[0].seen is None
    assert "The price changed" not in client.get(CART).content.decode()
