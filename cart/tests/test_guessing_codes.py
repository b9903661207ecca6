"""Who types codes that nobody has given out has ten in ten minutes, and an address a hundred times as many."""

import pytest
from django.test import Client
from django.urls import reverse

from cart import codes
from cart.tests.conftest import add
from cart.tests.shown_cart import ShownCode, read_code
from shop.catalog.models import Variant
from shop.coupons.models import Coupon
from shop.limits.attempts import VISITORS_OF_AN_ADDRESS, Rule
from shop.limits.models import Counter
from shop.testing.htmx import HtmxClient

pytestmark = pytest.mark.slow

CART = reverse("cart:cart")
COUPON = reverse("cart:set-coupon")


def code_of(client: Client) -> ShownCode:
    return read_code(client.get(CART).content.decode())


def test_it_is_stopped_by_session(client: Client, hx: HtmxClient, shirt: Variant, spring: Coupon) -> None:
    add(client, shirt, 2)
    for number in range(codes.GUESSES.most):
        assert "There is no code" in hx.post(COUPON, {"code": f"GUESS{number}"}).content.decode()

    answer = hx.post(COUPON, {"code": "SPRING10"})

    assert answer.status_code == 422
    assert "That was too often. Please try again in 10 minutes." in answer.content.decode()
    assert code_of(client).code is None


def test_thirty_visitors_who_guess_do_not_refuse_the_right_code_of_another_at_their_address(
    hx: HtmxClient, client: Client, shirt: Variant, spring: Coupon
) -> None:
    for _ in range(30):
        guesser = Client()
        add(guesser, shirt)
        for _ in range(2):
            assert "There is no code" in HtmxClient(guesser).post(COUPON, {"code": "GUESS"}).content.decode()
    add(client, shirt, 2)

    hx.post(COUPON, {"code": "SPRING10"})

    assert code_of(client).code == "SPRING10"


def test_whoever_guesses_in_ever_new_sessions_is_stopped_by_address(
    monkeypatch: pytest.MonkeyPatch, shirt: Variant, spring: Coupon
) -> None:
    monkeypatch.setattr("cart.codes.GUESSES", Rule("coupon", most=1, seconds=600))
    said = []
    for _ in range(VISITORS_OF_AN_ADDRESS + 1):
        guesser = Client()
        add(guesser, shirt)
        said.append(HtmxClient(guesser).post(COUPON, {"code": "GUESS"}).content.decode())

    assert sum("There is no code" in html for html in said) == VISITORS_OF_AN_ADDRESS
    assert "That was too often." in said[-1]


def test_a_code_that_exists_is_no_guess(client: Client, hx: HtmxClient, shirt: Variant, spring: Coupon) -> None:
    add(client, shirt)
    for _ in range(codes.GUESSES.most + 5):
        assert "needs €10.00 more" in hx.post(COUPON, {"code": "SPRING10"}).content.decode()

    assert set(Counter.objects.values_list("count", flat=True)) == {0}
