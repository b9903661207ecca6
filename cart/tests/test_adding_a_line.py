"""POST /cart/lines/ puts a variant into the cart."""

import gzip
import json
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from cart.cart import MAX_LINES
from cart.tests.conftest import add, stored_lines, told_by
from shop.catalog.models import Product, Variant
from shop.testing.builders import make_product
from shop.testing.htmx import HtmxClient
from shop.testing.swaps import assert_swap_equals_reload

ADD = reverse("cart:add-line")


def test_it_stores_the_quantity_and_the_price_seen(client: Client, shirt: Variant) -> None:
    client.post(ADD, {"variant": shirt.pk, "quantity": "2"})

    session = Session.objects.get(pk=client.session.session_key)
    assert session.get_decoded()["cart"] == {"v": 1, "lines": {str(shirt.pk): {"quantity": 2, "seen": "20.00"}}}


def test_it_adds_one_where_no_quantity_is_given(client: Client, shirt: Variant) -> None:
    client.post(ADD, {"variant": shirt.pk})

    assert stored_lines(client)[str(shirt.pk)]["quantity"] == 1


def test_it_adds_to_what_is_there(client: Client, shirt: Variant, mug: Variant) -> None:
    add(client, shirt, 2)
    add(client, mug)
    add(client, shirt, 1)

    assert {key: line["quantity"] for key, line in stored_lines(client).items()} == {str(shirt.pk): 3, str(mug.pk): 1}


def test_without_htmx_it_leads_back_to_the_page_with_a_message(client: Client, shirt: Variant) -> None:
    page = shirt.get_absolute_url()

    answer = client.post(ADD, {"variant": shirt.pk}, headers={"Referer": f"http://testserver{page}"})

    assert (answer.status_code, answer["Location"]) == (303, page)
    assert "Linen shirt is in your cart" in str(next(iter(get_messages(answer.wsgi_request))))


@pytest.mark.parametrize(
    "referer",
    ["", "https://elsewhere.example/", "http://testserver/cart/lines/", "http://testserver//elsewhere.example"],
)
def test_without_htmx_it_leads_to_the_cart_from_anywhere_else(client: Client, shirt: Variant, referer: str) -> None:
    answer = client.post(ADD, {"variant": shirt.pk}, headers={"Referer": referer})

    assert answer["Location"] == reverse("cart:cart")


@pytest.mark.parametrize("address", ["catalog:home", "catalog:search"])
def test_the_swap_equals_a_reload(client: Client, hx: HtmxClient, shirt: Variant, mug: Variant, address: str) -> None:
    add(client, mug)
    before = client.get(reverse(address))

    answer = hx.post(ADD, {"variant": shirt.pk}, page=reverse(address))

    assert answer.status_code == 200
    assert_swap_equals_reload(client, before, answer, target="#cart-contents")


def test_it_tells_the_page_what_happened(hx: HtmxClient, shirt: Variant) -> None:
    answer = hx.post(ADD, {"variant": shirt.pk, "quantity": "2"})

    assert json.loads(answer["HX-Trigger"]) == {"cart:changed": {"reason": "added", "count": 2}}
    assert "Linen shirt is in your cart. 2 items, subtotal €40.00." in answer.content.decode()


def refusal_of(answer: Any) -> str:
    return str(json.loads(answer["HX-Trigger"])["cart:refused"]["said"])


@pytest.mark.parametrize("typed", ["0", "-1", "1.5", "", "abc", "\u00b9", "1_0", "1e3", " ", "0x1", "1\x00"])
def test_it_refuses_what_is_no_quantity(client: Client, hx: HtmxClient, shirt: Variant, typed: str) -> None:
    answer = hx.post(ADD, {"variant": shirt.pk, "quantity": typed})

    assert answer.status_code == 422
    assert "whole number" in refusal_of(answer)
    assert not Session.objects.exists()


def test_it_refuses_more_than_there_are(client: Client, hx: HtmxClient, shirt: Variant) -> None:
    add(client, shirt, 3)

    answer = hx.post(ADD, {"variant": shirt.pk, "quantity": "3"})

    assert answer.status_code == 422
    assert refusal_of(answer) == "Only 5 can be ordered, and 3 are in your cart already."
    assert stored_lines(client)[str(shirt.pk)]["quantity"] == 3


@pytest.mark.parametrize("quantity", ["6", "100000000000000000"])
def test_it_says_how_many_there_are(hx: HtmxClient, shirt: Variant, quantity: str) -> None:
    answer = hx.post(ADD, {"variant": shirt.pk, "quantity": quantity})

    assert refusal_of(answer) == "Only 5 can be ordered."


@pytest.mark.parametrize("variant", ["999999", "abc", "", "-1", "9" * 30])
def test_it_refuses_an_unknown_variant(hx: HtmxClient, db: None, variant: str) -> None:
    answer = hx.post(ADD, {"variant": variant})

    assert answer.status_code == 422
    assert refusal_of(answer) == "This is not sold here any more."


def test_it_refuses_what_is_sold_out(hx: HtmxClient, db: None) -> None:
    gone = make_product(stock=0).variants.get()

    assert refusal_of(hx.post(ADD, {"variant": gone.pk})) == "This is sold out."


@pytest.mark.parametrize("status", [Product.Status.DRAFT, Product.Status.ARCHIVED])
def test_it_refuses_what_is_not_published(hx: HtmxClient, db: None, status: str) -> None:
    hidden = make_product(status=status).variants.get()

    assert hx.post(ADD, {"variant": hidden.pk}).status_code == 422


def test_it_takes_more_than_the_stock_of_what_may_be_backordered(client: Client, db: None) -> None:
    ordered = make_product(stock=0, variant={"allow_backorder": True}).variants.get()

    add(client, ordered, 7)

    assert stored_lines(client)[str(ordered.pk)]["quantity"] == 7


def test_it_refuses_one_line_too_many(client: Client, hx: HtmxClient, db: None) -> None:
    product = make_product(options={"Size": [str(size) for size in range(MAX_LINES + 1)]})
    first, *rest = product.variants.all()
    session = client.session
    session["cart"] = {"v": 1, "lines": {str(v.pk): {"quantity": 1, "seen": "20.00"} for v in rest}}
    session.save()
    client.cookies["sessionid"] = str(session.session_key)

    answer = hx.post(ADD, {"variant": first.pk})

    assert refusal_of(answer) == "Your cart is full: it holds 100 different things."


def test_without_htmx_a_refusal_names_the_product_and_keeps_what_was_typed(client: Client, shirt: Variant) -> None:
    add(client, shirt, 3)

    answer = client.post(ADD, {"variant": shirt.pk, "quantity": "6"})

    html = told_by(client, answer)
    assert "Linen shirt was not added" in html
    assert "Only 5 can be ordered, and 3 are in your cart already." in html
    assert 'autocomplete="off" name="quantity" value="6"' in html
    assert f'href="{shirt.get_absolute_url()}">Back to Linen shirt' in html


def test_the_title_of_a_refusal_begins_with_error(client: Client, shirt: Variant) -> None:
    refusal = client.post(ADD, {"variant": shirt.pk, "quantity": "99"})

    assert "<title>Error: Your cart" in told_by(client, refusal)
    assert "<title>Your cart" in client.get("/cart/").content.decode()


def test_a_line_of_several_says_what_each_of_them_costs(client: Client, shirt: Variant) -> None:
    add(client, shirt, 2)

    said = " ".join(strip_tags(client.get("/cart/").content.decode()).split())
    assert "€40.00 2 \N{MULTIPLICATION SIGN} €20.00" in said


def test_without_htmx_an_unknown_variant_is_refused_with_a_reason(client: Client, db: None) -> None:
    answer = client.post(ADD, {"variant": "999"})

    assert "This is not sold here any more." in told_by(client, answer)


def test_a_refused_add_leaves_its_line_as_it_is(client: Client, hx: HtmxClient, shirt: Variant) -> None:
    add(client, shirt, 3)
    before = client.get("/")

    answer = hx.post(ADD, {"variant": shirt.pk, "quantity": "4"})

    assert_swap_equals_reload(client, before, answer, target="#cart-contents")


def test_only_post_adds(client: Client, shirt: Variant) -> None:
    assert client.get(ADD, {"variant": shirt.pk})["Location"] == "/cart/"
    assert not Session.objects.exists()


def test_the_answer_is_small(hx: HtmxClient, shirt: Variant) -> None:
    answer = hx.post(ADD, {"variant": shirt.pk})

    assert len(gzip.compress(answer.content)) < 2_500
