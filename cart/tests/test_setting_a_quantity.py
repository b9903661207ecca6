"""POST /cart/lines/<variant>/ sets how many the cart holds."""

import pytest
from django.test import Client
from django.urls import reverse

from cart.tests.conftest import add, line_address, stored_lines, told_by
from cart.tests.pressing import press_in
from shop.catalog.models import Variant
from shop.testing.htmx import HtmxClient
from shop.testing.swaps import assert_swap_equals_reload

CART = reverse("cart:cart")


def test_it_holds_the_wanted_number(client: Client, shirt: Variant) -> None:
    add(client, shirt, 4)

    client.post(line_address(shirt), {"quantity": "2"})

    assert stored_lines(client)[str(shirt.pk)]["quantity"] == 2


@pytest.mark.parametrize("address", [CART, "/"])
def test_the_swap_equals_a_reload(client: Client, hx: HtmxClient, shirt: Variant, mug: Variant, address: str) -> None:
    add(client, shirt)
    add(client, mug)
    before = client.get(address)

    answer = hx.post(line_address(mug), {"quantity": "3"}, page=address)

    assert_swap_equals_reload(client, before, answer, target="#cart-contents")
    assert "Tide mug: quantity 3. 4 items, subtotal €57.50." in answer.content.decode()


def test_it_puts_in_what_is_not_there(client: Client, shirt: Variant) -> None:
    client.post(line_address(shirt), {"quantity": "2"})

    assert stored_lines(client)[str(shirt.pk)] == {"quantity": 2, "seen": "20.00"}


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("9", "Only 5 can be ordered."),
        ("abc", "Please give the quantity as a whole number, such as 2."),
        ("-1", "Please give the quantity as a whole number, such as 2."),
        ("", "Please give the quantity as a whole number, such as 2."),
    ],
)
def test_a_refusal_keeps_the_cart_and_what_was_typed(
    client: Client, hx: HtmxClient, shirt: Variant, typed: str, reason: str
) -> None:
    add(client, shirt, 2)

    for answer in (
        hx.post(line_address(shirt), {"quantity": typed}, page=CART),
        client.post(line_address(shirt), {"quantity": typed}),
    ):
        html = told_by(client, answer)
        assert f'id="line-{shirt.pk}-error" class="cart-line__notice" data-level="error">{reason}<' in html
        assert f'name="quantity" value="{typed}"' in html
        assert 'aria-invalid="true"' in html
    assert stored_lines(client)[str(shirt.pk)]["quantity"] == 2


@pytest.mark.parametrize(("typed", "then"), [("99", 5), ("3", 2), ("abc", 1)])
def test_without_scripts_a_step_down_goes_from_what_was_refused(
    client: Client, shirt: Variant, typed: str, then: int
) -> None:
    add(client, shirt, 2)
    Variant.objects.update(stock=2 if typed == "3" else 5)
    refused = client.post(line_address(shirt), {"quantity": typed})

    answer = press_in(client, told_by(client, refused), f"line-{shirt.pk}-decrease")

    assert answer.status_code == 303
    assert stored_lines(client)[str(shirt.pk)]["quantity"] == then


def test_without_scripts_a_step_up_goes_from_what_was_refused(client: Client, shirt: Variant) -> None:
    add(client, shirt)
    refused = client.post(line_address(shirt), {"quantity": "99"})

    answer = press_in(client, told_by(client, refused), f"line-{shirt.pk}-increase")

    assert "Only 5 can be ordered." in told_by(client, answer)


def test_it_takes_the_price_as_seen(client: Client, shirt: Variant) -> None:
    add(client, shirt)
    shirt.price = "25.00"
    shirt.save()
    assert "The price changed from €20.00 to €25.00." in client.get(CART).content.decode()

    client.post(line_address(shirt), {"quantity": "1"})

    assert stored_lines(client)[str(shirt.pk)]["seen"] == "25.00"
    assert "The price changed" not in client.get(CART).content.decode()
