"""An address that only takes forms leads who opens it to a page; a refusal never leaves one in the browser's bar."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from shop.testing.builders import make_product
from shop.testing.orders import make_order

pytestmark = pytest.mark.django_db
OWN = {"Sec-Fetch-Site": "same-origin"}
FOR_MACHINES = {"payments:webhook"}
"""What a payment provider calls, and no browser opens."""


def own_names(resolver: Any, space: str = "") -> Iterator[tuple[str, list[str]]]:
    """Yield the name of each address of the shop, with the names of its parts."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver) and pattern.namespace != "admin":
            yield from own_names(pattern, f"{pattern.namespace}:" if pattern.namespace else space)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield f"{space}{pattern.name}", list(pattern.pattern.converters)


def test_every_address_can_be_opened(client: Client) -> None:
    product = make_product(slug="shirt")
    order = make_order()
    parts = {"slug": "contact", "token": order.token, "variant_id": product.variants.get().pk, "section": "products"}
    names = dict(own_names(get_resolver()))
    assert "cart:set-line" in names
    assert "checkout:pay" in names
    for name in names.keys() - FOR_MACHINES:
        address = reverse(name, kwargs={part: parts.get(part, "1") for part in names[name]})
        assert client.get(address).status_code != 405, name


@pytest.mark.parametrize("name", ["add-line", "set-line", "set-coupon", "clear", "restore"])
def test_what_changes_the_cart_leads_to_the_cart(client: Client, name: str) -> None:
    address = reverse(f"cart:{name}", args=[3] if name == "set-line" else [])
    for answer in (client.get(address), client.head(address)):
        assert (answer.status_code, answer["Location"]) == (302, "/cart/")
    assert client.put(address).status_code == 405
    assert "cart" not in client.session


def test_what_pays_an_order_leads_to_the_order(client: Client) -> None:
    order = make_order()
    assert client.get(f"/checkout/payments/{order.token}/")["Location"] == order.get_absolute_url()


def test_a_refused_add_is_told_on_the_cart_page_once(client: Client) -> None:
    variant = make_product(title="Linen shirt", stock=2).variants.get()

    answer = client.post("/cart/lines/", {"variant": variant.pk, "quantity": "3"}, headers=OWN)
    page = client.get("/cart/").content.decode()

    assert (answer.status_code, answer["Location"]) == (303, "/cart/")
    assert "Linen shirt was not added" in page
    assert "Only 2 can be ordered." in page
    assert 'value="3"' in page
    assert "was not added" not in client.get("/cart/").content.decode()


def test_a_refused_quantity_is_told_on_its_line_with_what_was_typed(client: Client) -> None:
    variant = make_product(stock=2).variants.get()
    client.post("/cart/lines/", {"variant": variant.pk}, headers=OWN)

    answer = client.post(f"/cart/lines/{variant.pk}/", {"quantity": "many"}, headers=OWN, follow=True)

    page = answer.content.decode()
    assert answer.request["PATH_INFO"] == "/cart/"
    assert f'id="line-{variant.pk}-error"' in page
    assert 'value="many"' in page
    assert "<title>Error: Your cart" in page


def test_a_refused_code_is_told_beside_its_field(client: Client) -> None:
    variant = make_product().variants.get()
    client.post("/cart/lines/", {"variant": variant.pk}, headers=OWN)

    answer = client.post("/cart/coupon/", {"code": "nothing"}, headers=OWN, follow=True)

    assert answer.request["PATH_INFO"] == "/cart/"
    assert 'value="nothing"' in answer.content.decode()
    assert 'id="cart-code-error"' in answer.content.decode()


def test_a_refusal_that_has_no_line_is_told_all_the_same(client: Client) -> None:
    answer = client.post("/cart/lines/999/", {"quantity": "2"}, headers=OWN, follow=True)

    assert "This is not sold here any more." in answer.content.decode()


@pytest.mark.parametrize("cookie", ["", "x", "a:b:c", "\u00e9"])
def test_a_cookie_that_nobody_signed_says_nothing(client: Client, cookie: str) -> None:
    client.cookies["cart_refusal"] = cookie
    assert client.get("/cart/").status_code == 200
