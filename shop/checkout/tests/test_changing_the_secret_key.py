"""The merchant changes SECRET_KEY: with the former one among SECRET_KEY_FALLBACKS, no shopper notices."""

from http import HTTPStatus

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django.fixtures import Settings

from shop.catalog.models import Product
from shop.checkout.tests.shopping import OWN, Shopper
from shop.keys import keyed_hash
from shop.limits.attempts import Rule, TooManyAttempts, attempt
from shop.orders import letters
from shop.testing.builders import make_product
from shop.tests.source import PACKAGES, ROOT, files

pytestmark = pytest.mark.django_db

PYTHON = [path for package in PACKAGES for path in files(ROOT / package, "*.py")]
ONCE = Rule("a test", most=1, seconds=600)
NEWEST, NEWER = "the newest key, of no shop that anyone can reach", "a newer key, of no shop that anyone can reach"


def change_key(settings: Settings, key: str = NEWER) -> None:
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    settings.SECRET_KEY = key


def lose_key(settings: Settings) -> None:
    settings.SECRET_KEY = NEWER


def test_the_cart_stays(shopper: Shopper, settings: Settings) -> None:
    change_key(settings)
    assert 'data-count="1"' in shopper.client.get("/cart/").content.decode()

    change_key(settings, NEWEST)
    shopper.add(make_product(title="Tide mug", stock=3))
    assert 'data-count="2"' in shopper.client.get("/cart/").content.decode()


def test_without_the_former_key_the_cart_is_empty(shopper: Shopper, settings: Settings) -> None:
    lose_key(settings)
    assert 'data-count="0"' in shopper.client.get("/cart/").content.decode()


def test_an_order_that_was_shown_before_is_placed_after(shopper: Shopper, settings: Settings) -> None:
    shopper.fill_all()
    agreed = shopper.agreed()
    change_key(settings)

    assert shopper.confirm(agreed).status_code == HTTPStatus.SEE_OTHER
    assert shopper.order().email == "ada@example.org"


def test_a_message_on_its_way_arrives(client: Client, shirt: Product, settings: Settings) -> None:
    client.post("/cart/lines/", {"variant": shirt.variants.get().pk}, headers=OWN)
    change_key(settings)
    assert "Linen shirt is in your cart" in client.get("/cart/").content.decode()


def test_a_refusal_on_its_way_arrives(client: Client, shirt: Product, settings: Settings) -> None:
    client.post("/cart/lines/", {"variant": shirt.variants.get().pk, "quantity": 99}, headers=OWN)
    change_key(settings)
    assert "Only 5" in client.get("/cart/").content.decode()


def test_who_is_signed_in_stays_signed_in(client: Client, settings: Settings) -> None:
    client.force_login(User.objects.create_superuser("owner"))
    change_key(settings)
    assert client.get("/admin/").status_code == HTTPStatus.OK


def test_what_was_tried_too_often_stays_so(settings: Settings) -> None:
    attempt((ONCE, "a stranger"))
    change_key(settings)
    with pytest.raises(TooManyAttempts):
        attempt((ONCE, "a stranger"))


def test_a_letter_that_is_tried_again_is_the_same_letter(shopper: Shopper, settings: Settings) -> None:
    shopper.fill_all()
    shopper.confirm()
    letter = shopper.order().letters.get()
    before = letters.compose(letter)
    change_key(settings)

    assert letters.compose(letter).extra_headers["Message-ID"] == before.extra_headers["Message-ID"]


def test_a_hash_is_another_once_the_former_key_is_given_up(settings: Settings) -> None:
    before = keyed_hash("a salt", "a text")
    change_key(settings)
    assert keyed_hash("a salt", "a text") == before

    settings.SECRET_KEY_FALLBACKS = []
    assert keyed_hash("a salt", "a text") != before


def test_nothing_is_hashed_with_the_newest_key_alone() -> None:
    """Django's `salted_hmac` knows no fallbacks; `keyed_hash` does."""
    hashing = [path for path in PYTHON if "salted_hmac(" in path.read_text() and "tests" not in path.parts]

    assert hashing == [ROOT / "shop" / "keys.py"]
