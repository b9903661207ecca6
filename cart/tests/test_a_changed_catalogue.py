"""What the merchant changes while it lies in a cart is told on the line, and the cart stays usable."""

from django.test import Client
from django.urls import reverse

from cart.tests.conftest import add, line_address
from shop.catalog.models import Product, Variant
from shop.testing.htmx import HtmxClient
from shop.testing.swaps import assert_swap_equals_reload

CART = reverse("cart:cart")


def cart_of(client: Client) -> str:
    return client.get(CART).content.decode()


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
