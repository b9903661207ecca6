"""A session that would hold nothing is not made, and one holds 16 kB at most."""

import random

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from cart.cart import MAX_LINES, Cart, Line
from cart.sessions import MAX_LETTERS, SessionFull, SessionStore
from shop import addresses
from shop.checkout.forms import NoteField
from shop.checkout.session import CheckoutSession
from shop.checkout.tests.shopping import ADDRESS, CONTACT, OWN, Shopper
from shop.testing.htmx import HtmxClient
from shop.testing.linting import LintingClient

# Letters of many alphabets, which take the most room and pack badly.
LETTERS = [chr(sign) for first, last in [(0x61, 0x7B), (0xE0, 0xF6), (0x3B1, 0x3C9)] for sign in range(first, last)]

NUMBERS = random.Random(1)  # noqa: S311

REQUESTS = [
    ("/cart/lines/", {"variant": "999999"}),
    ("/cart/lines/", {"variant": "x"}),
    ("/cart/lines/999999/", {"quantity": "0"}),
    ("/cart/lines/999999/", {"quantity": "2"}),
    ("/cart/clear/", {}),
    (reverse("cart:restore"), {}),
    (reverse("cart:set-coupon"), {"code": "SPRING"}),
    (reverse("cart:set-coupon"), {"code": ""}),
    ("/checkout/contact/", CONTACT),
    ("/checkout/contact/", {"go": "typed", **CONTACT}),
    ("/checkout/address/", ADDRESS),
    ("/checkout/review/", {"token": "x", "shown": "y"}),
    ("/checkout/forget/", {}),
    ("/orders/", {"number": "1001", "email": "ada@example.org"}),
    ("/admin/login/", {"username": "owner", "password": "guess"}),
]


@pytest.mark.django_db
@pytest.mark.parametrize("with_htmx", [False, True])
@pytest.mark.parametrize(("address", "fields"), REQUESTS)
def test_what_puts_nothing_into_a_session_makes_none(
    client: LintingClient, address: str, fields: dict[str, str], with_htmx: bool
) -> None:
    answer = HtmxClient(client).post(address, fields) if with_htmx else client.post(address, fields, headers=OWN)

    assert answer.status_code < 500
    assert "sessionid" not in answer.cookies
    assert not Session.objects.exists()


def text(length: int) -> str:
    return "".join(NUMBERS.choices(LETTERS, k=length))


def full_address(part: str) -> dict[str, str]:
    return {f"{part}_{name}": text(length) for name, length in addresses.MAX_LENGTHS.items()}


def test_the_fullest_cart_and_checkout_fit(db: None) -> None:
    """A hundred lines, and each field as long as it may be, with an address that was given and another being typed."""
    session = SessionStore()
    with Cart.changing(session) as cart:
        cart.lines = {10_000_000 + 7 * number: Line(number + 1, f"{number * 13}.90") for number in range(MAX_LINES)}
        cart.coupon, cart.holder = "C" * 40, "h" * 64
    fields = full_address("shipping") | full_address("billing") | {"note": text(NoteField().max_length or 0)}
    with CheckoutSession.changing(session) as told:
        told.confirm_section("contact", {"email": text(60) + "@example.org", "phone": "+49 30 123456"})
        told.confirm_section("address", fields)
        told.keep_unsaved("address", full_address("shipping") | full_address("billing") | {"note": text(500)})
        told.placed = told.ordered = "t" * 48

    stored = Session.objects.get().session_data
    assert MAX_LETTERS // 4 < len(stored) <= MAX_LETTERS


def test_what_goes_beyond_is_refused_and_nothing_is_lost(shopper: Shopper) -> None:
    shopper.fill("contact", CONTACT)
    before = dict(shopper.client.session.items())
    session = SessionStore(shopper.client.cookies["sessionid"].value)

    with pytest.raises(SessionFull), session.locked():
        session["junk"] = text(MAX_LETTERS)

    assert dict(shopper.client.session.items()) == before


@pytest.mark.parametrize("with_htmx", [False, True])
def test_the_shopper_is_told(shopper: Shopper, with_htmx: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    shopper.fill("contact", CONTACT)
    monkeypatch.setattr("cart.sessions.MAX_LETTERS", 600)
    fields = ADDRESS | {"note": text(500)}

    if with_htmx:
        answer = HtmxClient(shopper.client).post("/checkout/address/", fields)
    else:
        answer = shopper.fill("address", fields)

    assert answer.status_code == 413
    assert "That is more than the shop can keep for you." in answer.content.decode()
    assert "address" not in shopper.client.session["checkout"]["given"]
    assert shopper.client.session["checkout"]["given"]["contact"]["email"] == CONTACT["email"]
