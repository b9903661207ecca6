"""What the merchant changes while it lies in a cart is told on the line, and the cart stays usable."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cart.tests.conftest import add, line_address, stored_lines
from cart.tests.pressing import fields_of, press_in
from shop.catalog.models import Product, Variant
from shop.catalog.tests.admin_pages import form_fields
from shop.testing.htmx import HtmxClient
from shop.testing.swaps import assert_swap_equals_reload

pytestmark = pytest.mark.slow

CART = reverse("cart:cart")


def cart_of(client: Client) -> str:
    return client.get(CART).content.decode()


def press(client: Client, button: str) -> None:
    """Send the one form of the cart's page that has this button, as a browser without scripts does."""
    assert press_in(client, cart_of(client), button).status_code == 303


def write_in_the_admin(admin: Client, **fields: Any) -> None:
    """Save other values for the first variant in the admin's list of all variants."""
    page = reverse("admin:catalog_variant_changelist")
    sent = form_fields(admin.get(page).content.decode(), form="changelist-form")
    sent |= {f"form-0-{name}": value for name, value in fields.items()}
    assert admin.post(page, sent | {"_save": "Save"}).status_code == 302


def choose_in_the_admin(admin: Client, action: str, product: Product) -> None:
    page = reverse("admin:catalog_product_changelist")
    sent = {"action": action, "_selected_action": [product.pk]}
    # Deleting asks once more.
    assert admin.post(page, sent | {"post": "yes"}).status_code == 302


@pytest.mark.parametrize("action", ["archive", "return_to_draft", "delete_selected"])
def test_what_the_admin_takes_out_of_the_shop_is_removed_by_one_click(
    client: Client, admin_client: Client, shirt: Variant, mug: Variant, action: str
) -> None:
    add(client, shirt)
    add(client, mug)
    choose_in_the_admin(admin_client, action, shirt.product)
    for address in ("/", CART):
        assert "This is no longer sold" in client.get(address).content.decode()

    press(client, f"line-{shirt.pk}-remove")

    assert "This is no longer sold" not in cart_of(client)
    assert list(stored_lines(client)) == [str(mug.pk)]


def test_a_price_changed_in_the_admin_is_accepted_by_one_click(
    client: Client, admin_client: Client, shirt: Variant
) -> None:
    add(client, shirt, 2)
    write_in_the_admin(admin_client, price="18.00")
    assert "The price changed from €20.00 to €18.00." in cart_of(client)

    press(client, f"line-{shirt.pk}-accept")

    assert "The price changed" not in cart_of(client)
    assert stored_lines(client) == {str(shirt.pk): {"quantity": 2, "seen": "18.00"}}


def test_a_stock_lowered_in_the_admin_is_accepted_by_one_click(
    client: Client, admin_client: Client, shirt: Variant
) -> None:
    add(client, shirt, 4)
    write_in_the_admin(admin_client, stock="3", price="21.00")
    assert "Only 3 can be ordered now." in cart_of(client)

    press(client, f"line-{shirt.pk}-accept")

    assert "can be ordered now" not in cart_of(client)
    assert stored_lines(client) == {str(shirt.pk): {"quantity": 3, "seen": "21.00"}}


def test_a_new_price_and_a_lowered_stock_are_told_together_and_accepted_by_one_click(
    client: Client, hx: HtmxClient, shirt: Variant
) -> None:
    add(client, shirt, 4)
    Variant.objects.update(stock=2, price="99.00")
    before = client.get(CART)
    html = before.content.decode()
    assert "The price changed from €20.00 to €99.00." in html
    assert "Only 2 can be ordered now." in html
    assert "Take 2 at €99.00 each" in html

    answer = hx.post(line_address(shirt), fields_of(html, f"line-{shirt.pk}-accept"), page=CART)

    assert_swap_equals_reload(client, before, answer, target="#cart-contents")
    assert "Linen shirt: quantity 2 at €99.00 each." in answer.content.decode()
    assert "cart-line__notice" not in cart_of(client)
    assert stored_lines(client) == {str(shirt.pk): {"quantity": 2, "seen": "99.00"}}


def test_a_price_that_was_not_told_is_not_accepted(client: Client, shirt: Variant) -> None:
    add(client, shirt, 2)
    Variant.objects.update(price="18.00")
    told = fields_of(cart_of(client), f"line-{shirt.pk}-accept")
    Variant.objects.update(price="99.00")

    HtmxClient(client).post(line_address(shirt), told)

    assert "The price changed from €20.00 to €99.00." in cart_of(client)


@pytest.mark.parametrize("step", ["decrease", "increase"])
def test_another_quantity_accepts_no_new_price(client: Client, shirt: Variant, step: str) -> None:
    add(client, shirt, 2)
    Variant.objects.update(price="99.00")

    press(client, f"line-{shirt.pk}-{step}")

    assert "The price changed from €20.00 to €99.00." in cart_of(client)


def test_the_same_quantity_again_accepts_the_new_price_and_says_so(
    client: Client, hx: HtmxClient, shirt: Variant
) -> None:
    add(client, shirt, 2)
    Variant.objects.update(price="99.00")

    answer = hx.post(line_address(shirt), {"quantity": "2"})

    assert "Linen shirt: quantity 2 at €99.00 each." in answer.content.decode()
    assert "The price changed" not in cart_of(client)


def test_a_step_down_from_more_than_there_are_asks_for_what_there_is(client: Client, shirt: Variant) -> None:
    add(client, shirt, 5)
    Variant.objects.update(stock=2)

    press(client, f"line-{shirt.pk}-decrease")

    assert stored_lines(client)[str(shirt.pk)]["quantity"] == 2


def test_what_is_sold_out_in_the_admin_counts_again_when_it_is_back(
    client: Client, admin_client: Client, shirt: Variant
) -> None:
    add(client, shirt, 2)
    write_in_the_admin(admin_client, stock="0")
    assert "Sold out since you added it" in cart_of(client)
    assert "€0.00</dd>" in cart_of(client)

    write_in_the_admin(admin_client, stock="2")

    assert "Sold out" not in cart_of(client)
    assert "€40.00</dd>" in cart_of(client)


def test_what_is_sold_out_is_removed_by_one_click(client: Client, admin_client: Client, shirt: Variant) -> None:
    add(client, shirt, 2)
    write_in_the_admin(admin_client, stock="0")

    press(client, f"line-{shirt.pk}-remove")

    assert stored_lines(client) == {}


def test_a_deleted_variant_says_so_and_costs_nothing(client: Client, shirt: Variant, mug: Variant) -> None:
    add(client, shirt)
    add(client, mug)
    shirt.product.delete()

    html = cart_of(client)

    assert "An item that is no longer sold" in html
    assert "This is no longer sold, and is not part of the subtotal." in html
    assert "€12.50</dd>" in html


def test_a_hidden_product_keeps_its_name(client: Client, shirt: Variant) -> None:
    add(client, shirt)
    Product.objects.update(status=Product.Status.ARCHIVED)

    html = cart_of(client)

    assert '<p class="cart-line__title">Linen shirt</p>' in html
    assert "This is no longer sold" in html


def test_a_sold_out_variant_says_so_and_costs_nothing(client: Client, shirt: Variant, mug: Variant) -> None:
    add(client, shirt)
    add(client, mug)
    Variant.objects.filter(pk=shirt.pk).update(stock=0)

    html = cart_of(client)

    assert "Sold out since you added it" in html
    assert "€12.50</dd>" in html


def test_fewer_left_than_wanted_offers_to_take_what_there_is(client: Client, hx: HtmxClient, shirt: Variant) -> None:
    add(client, shirt, 4)
    Variant.objects.update(stock=2)
    before = client.get(CART)
    assert "Only 2 can be ordered now." in before.content.decode()

    answer = hx.post(line_address(shirt), {"quantity": "2"}, page=CART)

    assert_swap_equals_reload(client, before, answer, target="#cart-contents")
    assert "can be ordered now" not in cart_of(client)


def test_a_new_price_is_told_with_the_old_one(client: Client, shirt: Variant) -> None:
    add(client, shirt)
    shirt.price = "18.00"
    shirt.save()

    html = cart_of(client)

    assert "The price changed from €20.00 to €18.00." in html
    assert "€18.00</dd>" in html


def test_markup_in_a_title_is_shown_as_text(client: Client, shirt: Variant) -> None:
    Product.objects.update(title="<b>Bold</b> & <script>alert(1)</script>")
    add(client, shirt)

    for address in ("/", CART, shirt.get_absolute_url()):
        html = client.get(address).content.decode()
        assert "<script>alert" not in html
        assert "&lt;b&gt;Bold&lt;/b&gt; &amp; " in html
