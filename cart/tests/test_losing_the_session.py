"""A cart that ended with its session is told of, and nothing of it is said to be there."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from cart.responses import VERSION
from cart.tests.conftest import add, line_address, stored_lines
from shop.catalog.models import Variant
from shop.testing.htmx import HtmxClient

pytestmark = pytest.mark.slow

CART = reverse("cart:cart")
RESTORE = reverse("cart:restore")
LOST = "The cart that you had here has expired, and what was in it is gone."


@pytest.fixture
def lost(client: Client, shirt: Variant, mug: Variant) -> None:
    """A cart of two lines, one just removed, whose session was deleted on the server."""
    add(client, shirt, 2)
    add(client, mug)
    HtmxClient(client).post(line_address(mug), {"quantity": "0"})
    Session.objects.all().delete()


@pytest.mark.usefixtures("lost")
def test_undo_says_that_the_cart_is_gone(hx: HtmxClient) -> None:
    answer = hx.post(RESTORE, page=CART)

    html = answer.content.decode()
    assert f">{LOST} Your cart is empty.</p>" in html
    assert f'class="notice" data-level="warning">{LOST}<' in html
    assert "Back in your cart" not in html
    assert not Session.objects.exists()


@pytest.mark.usefixtures("lost")
def test_undo_says_so_without_scripts(client: Client) -> None:
    html = client.post(RESTORE, follow=True).content.decode()

    assert f"{LOST} Your cart is empty." in html
    assert "Back in your cart" not in html


@pytest.mark.usefixtures("lost")
def test_a_step_keeps_its_line_and_says_that_the_others_are_gone(
    client: Client, hx: HtmxClient, shirt: Variant
) -> None:
    answer = hx.post(line_address(shirt), {"quantity": "3"}, page=CART)

    html = answer.content.decode()
    assert f">{LOST} Linen shirt: quantity 3. 3 items, subtotal €60.00.</p>" in html
    assert f'data-level="warning">{LOST}<' in html
    assert stored_lines(client) == {str(shirt.pk): {"quantity": 3, "seen": "20.00"}}
    assert LOST not in client.get(CART).content.decode()


@pytest.mark.usefixtures("lost")
def test_a_step_says_so_without_scripts(client: Client, shirt: Variant) -> None:
    html = client.post(line_address(shirt), {"quantity": "3"}, follow=True).content.decode()

    assert f"{LOST} Linen shirt: quantity 3." in html


@pytest.mark.usefixtures("lost")
def test_a_refusal_says_so_too(hx: HtmxClient, shirt: Variant) -> None:
    answer = hx.post(line_address(shirt), {"quantity": "99"}, page=CART)

    assert answer.status_code == 422
    assert f"{LOST} Only 5 can be ordered." in answer.content.decode()


@pytest.mark.usefixtures("lost")
def test_the_page_says_so_once(client: Client) -> None:
    assert LOST in client.get(CART).content.decode()

    assert LOST not in client.get(CART).content.decode()
    assert not client.cookies[VERSION].value


@pytest.mark.usefixtures("lost")
def test_a_page_that_finds_out_by_asking_says_so(client: Client, hx: HtmxClient) -> None:
    """The page's own request has already dropped the session's cookie."""
    client.get("/")

    assert LOST in hx.get(CART).content.decode()


@pytest.mark.usefixtures("lost")
def test_a_page_for_everyone_says_nothing_of_it(client: Client) -> None:
    client.get("/")
    # What a browser does with a cookie that was taken back.
    del client.cookies["sessionid"]

    answer = client.get("/")

    assert "public" in answer.headers["Cache-Control"]
    assert LOST not in answer.content.decode()


def test_a_new_visitor_is_told_nothing(client: Client, hx: HtmxClient, shirt: Variant) -> None:
    for answer in (client.get(CART), hx.post(RESTORE), hx.post(line_address(shirt), {"quantity": "1"})):
        assert LOST not in answer.content.decode()


def test_a_cart_that_was_emptied_is_not_lost(client: Client, hx: HtmxClient, shirt: Variant) -> None:
    add(client, shirt)

    for address in (reverse("cart:clear"), RESTORE, reverse("cart:clear")):
        assert LOST not in hx.post(address, page=CART).content.decode()
    assert LOST not in client.get(CART).content.decode()
